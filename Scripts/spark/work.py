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
- Spark reads text as UTF-8: bytes that are none are U+FFFD before they come to a worker.
- A line that cannot be read or answered has its fault in its place (`{"id","error"}`) and is counted. A worker that
  dies or leaves lines out fails its partition, which Spark does again: the same lines have the same answers.
- It ends with the numbers of lines and of faults, and with exit code 4 if there is one.
"""

import argparse
import os
import subprocess
import sys
import threading

from pyspark import SparkContext, SparkFiles

# The codes with which a worker ends that has answered all lines.
ANSWERED = {0, 1, 4}


def answer(lines, command, names, counts):
    """The answers to the lines of a partition."""
    folder = SparkFiles.getRootDirectory()
    command = [os.path.join(folder, part) if part in names else part for part in command]
    worker = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    fed = []

    def feed():
        count = 0
        try:
            for line in lines:
                if not line.strip(b" \t\r"):
                    continue
                worker.stdin.write(line + b"\n")
                count += 1
            worker.stdin.close()
        except BrokenPipeError:
            pass
        fed.append(count)

    # The worker answers while it is fed, and both pipes are short.
    feeder = threading.Thread(target=feed)
    feeder.start()
    answered = 0
    for line in worker.stdout:
        answered += 1
        counts["lines"].add(1)
        # The id comes first, and the rest of an answer without a fault begins with another member.
        if b',"error":{"code":' in line[:4096]:
            counts["faults"].add(1)
        yield line.rstrip(b"\n")
    code = worker.wait()
    feeder.join()
    if code not in ANSWERED or answered != fed[0]:
        raise RuntimeError(f"{command[0]} ended with {code} and answered {answered} of {fed[0]} lines")


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
    for file in arguments.file + ([arguments.padan] if arguments.padan else []):
        context.addFile(file)
    program = os.path.basename(arguments.padan) if arguments.padan else "padan"
    names = {program} if arguments.padan else set()
    command = [program, arguments.verb, "--jsonl", *options]
    counts = {name: context.accumulator(0) for name in ("lines", "faults")}
    # Only a line feed ends a line, as for the workers.
    context._jsc.hadoopConfiguration().set("textinputformat.record.delimiter", "\n")
    # As bytes, which is what a worker takes.
    lines = context.textFile(arguments.input, arguments.partitions, use_unicode=False)
    lines.mapPartitions(lambda part: answer(part, command, names, counts)).saveAsTextFile(arguments.output)
    print(f"{counts['lines'].value} lines, {counts['faults'].value} faults", file=sys.stderr)
    context.stop()
    sys.exit(4 if counts["faults"].value else 0)


if __name__ == "__main__":
    main()
