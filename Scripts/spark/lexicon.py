#!/usr/bin/env python3
"""Learns a lexicon from a whole corpus on Apache Spark.

    spark-submit Scripts/spark/lexicon.py CORPUS LEXICON [--padan FILE] [--from id] [--to en] [--partitions N]

CORPUS is the folder `corpus` of Scripts/spark/corpus.py, or Parquet with the same columns source, target and filters;
units with a filter are left out. LEXICON is a file of this machine.

It is IBM Model 1 as map and reduce: in each round `padan lexicon tally` counts a partition with the help of all counts of
the round before, Spark adds what is counted of the same words, and the sums go to every machine. In the end `padan lexicon
learn --tally` reads them. The lexicon is that of `padan lexicon learn` over the corpus, but for rounding below 1e-6. A
partition may be as large as a machine can hold: each takes in all counts, so as many as there are cores are enough.
"""

import argparse
import os
import subprocess
import sys
import tempfile

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from workers import Workers, filled, pipe

# Of words, of cells, and of uses as often as `padan lexicon tally --help` says.
ROUNDS = ["words", "cells", "uses1", "uses2", "uses3", "uses4", "uses5"]


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("corpus")
    parser.add_argument("lexicon")
    parser.add_argument("--padan", default="padan")
    parser.add_argument("--from", dest="source_language", default="id")
    parser.add_argument("--to", dest="target_language", default="en")
    parser.add_argument("--partitions", type=int)
    arguments = parser.parse_args()

    spark = SparkSession.builder.appName("padan lexicon").getOrCreate()
    context = spark.sparkContext
    context.setLogLevel("ERROR")
    workers = Workers(context, arguments.padan if os.path.dirname(arguments.padan) else None)
    languages = ["--from", arguments.source_language, "--to", arguments.target_language]
    units = spark.read.parquet(arguments.corpus).where("size(filters) = 0").select("source", "target")
    pairs = units.repartition(arguments.partitions or context.defaultParallelism).toJSON().map(str.encode)
    with tempfile.TemporaryDirectory() as folder:
        given = None
        for name in ROUNDS:
            last = ["--given", workers.send(given)] if given else []
            command = workers.command("lexicon", "tally", "-", "--type", "jsonl", *languages, *last)
            given = add_up(spark, pairs, command, os.path.join(folder, name))
            print(f"{name}: {sum(1 for _ in open(given, 'rb')):,} counts", file=sys.stderr)
        spark.stop()
        learn = [arguments.padan, "lexicon", "learn", "--tally", given, "--output", arguments.lexicon, "--force", *languages]
        sys.exit(subprocess.run(learn, check=False).returncode)


def add_up(spark, pairs, command, path):
    """Writes the sums of what all partitions count to a file of this machine."""
    rows = spark.createDataFrame(pairs.mapPartitions(lambda part: counts(part, command)), "value: string")
    columns = F.split("value", "\t")
    words = [columns[place].alias(name) for place, name in enumerate(("kind", "source", "target"))]
    numbers = [columns[place].cast("double").alias(name) for place, name in ((3, "forward"), (4, "backward"))]
    sums = rows.select(*words, *numbers).groupBy("kind", "source", "target").agg(F.sum("forward"), F.sum("backward"))
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        for line in sums.select(F.concat_ws("\t", *sums.columns).alias("value")).toLocalIterator():
            file.write(line.value + "\n")
    return path


def counts(pairs, command):
    """The counts of a partition; none of one without pairs."""
    pairs = filled(pairs)
    if pairs:
        yield from ((line.decode(),) for line in pipe(pairs, command))


if __name__ == "__main__":
    main()
