#!/usr/bin/env python3
"""Runs a verb of Padan over a corpus on Apache Spark.

    spark-submit Scripts/spark/work.py VERB IN OUT [--padan FILE] [--file FILE ...] [--partitions N] [-- OPTION ...]

Each line of IN, JSON as `padan VERB --jsonl` reads it, goes to a worker of its partition, and the answers come to OUT in the
order of the lines. IN is whatever Spark reads as text: a file, a folder or an address, gzip too; OUT is a folder that is
not there yet. What stands behind -- goes to the verb.

    spark-submit Scripts/spark/work.py segment hdfs:///berita hdfs:///segmen -- --lang id
    spark-submit Scripts/spark/work.py align pasangan untai -- --stream
    spark-submit Scripts/spark/work.py lookup kalimat padanan --file korpus.sqlite -- --fast --memory korpus.sqlite:read-only

- `padan` is looked for on every machine, or sent to each with --padan: a program that needs no Swift there, as
  Scripts/package builds it. --file sends further files, such as a memory (`padan backup` makes a copy of one that is
  in use); options name them without a folder.
- Spark reads text as UTF-8: bytes that are none are U+FFFD before they come to a worker. Lines that have one are counted.
- A line that cannot be read or answered has its fault in its place (`{"id","error"}`) and is counted. A worker that
  dies or leaves lines out fails its partition, which Spark does again.
- It ends with the numbers of lines, of faults, of lines with U+FFFD and of partitions done again, and with exit code 4 if there is a fault.
"""

import argparse
import sys

from pyspark import SparkContext

from workers import Workers, text_lines


def main():
    arguments, options = sys.argv[1:], []
    if "--" in arguments:
        place = arguments.index("--")
        arguments, options = arguments[:place], arguments[place + 1:]
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("verb", choices="segment pair align lookup pretranslate check filter".split())
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--padan")
    parser.add_argument("--file", action="append", default=[])
    parser.add_argument("--partitions", type=int)
    arguments = parser.parse_args(arguments)

    context = SparkContext(appName=f"padan {arguments.verb}")
    context.setLogLevel("ERROR")
    workers = Workers(context, arguments.padan, arguments.file)
    lines = text_lines(context, arguments.input, arguments.partitions)
    workers.ask(lines, arguments.verb, *options).values().saveAsTextFile(arguments.output)
    workers.report()
    context.stop()
    sys.exit(4 if workers.faults() else 0)


if __name__ == "__main__":
    main()
