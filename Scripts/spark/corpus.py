#!/usr/bin/env python3
"""Makes a parallel corpus of the articles of two languages on Apache Spark.

    spark-submit Scripts/spark/corpus.py SOURCE TARGET OUT [--padan FILE] [--from id] [--to en] [--days 3]
                 [--near .85] [--partitions N] [--until STEP]

SOURCE and TARGET hold an article a line: {"id","date","text"}. The id stands there once and has no blank, the date is like
2025-03-14, the text is a whole file, and "name" may tell its format. OUT gets a folder for each step:

    source, target   the articles in segments, with the keys by which their counterparts are looked for, as Parquet
    candidates       which articles may belong together
    pairs            which do
    alignments       their beads, as `padan align --jsonl --texts` tells them
    units            the pairs of segments of those that have enough in common, with what `padan filter` says of them, as Parquet
    similar          which of them are nearly the same, as Parquet
    corpus           the pairs of segments as Parquet, with the marks of duplicates too: document (the ids of both
                     articles), place in it, sentence, bead, confidence, texts, filters
    tmx              those without a mark, a file a partition

A folder has its name when its step is whole, and the step is not done again. So a job that was stopped goes on where it was;
--until ends it earlier.

- Blocks: two articles may belong together if their dates are at most --days apart and they share rare keys: numbers, and
  the beginnings of words, which names and cognates have in common. Each source and the targets that are nearest to it are a
  block, of which `padan pair` takes one. A target that several take goes to the surest; the others are asked again,
  without the targets that are gone. So what is chosen depends on the articles alone.
- Duplicates are those of `padan filter`: of pairs that say the same the first one stays, by document and place. Near ones are
  found exactly, by the rarest words of each pair.
- A line that cannot be read or answered has its fault in its place and is counted; the exit code is then 4. One process that
  does the same steps has the same results (Scripts/test-spark).
"""

import argparse
import datetime
import itertools
import json
import os
import sys
import tempfile

from pyspark.sql import SparkSession, Window
from pyspark.sql import functions as F

from workers import Workers, filled, is_fault, pipe, text_lines

STEPS = ("source", "target", "candidates", "pairs", "alignments", "units", "similar", "corpus", "tmx")

# What stands around an article and has no translation.
SURROUNDINGS = {"byline", "credit", "inset", "signoff"}
# A key that more articles of a side have, within some days, is not rare.
RARE = 20
# The targets of a block. Of 15,200 pairs of a made corpus 99.2 % are in blocks of 5, 98.5 % of 2, 99.4 % of 10.
BLOCK = 5
# The least share of either text that stands in paired beads, by characters. Articles that belong together had more than .5,
# those with one sentence in common less.
PAIRED = .4
# How many times longer one side may be than expected. Of 30,000 sound pairs of a made corpus .5 % are above; of translations that
# end after a third of their words 97 % are, of which the usual limit of `padan filter`, 3, tells 23 %.
LENGTH_RATIO = 1.8
# Sums of products of a limit are rounded; this much may be wrong.
ROUNDING = 1e-9

# What else stands in the folder of the results while a job is at work.
CHECKPOINTS, TURNS = "checkpoints", "pairs.turns"
# What takes the place of an article without an id: nothing could name it.
NAMELESS = '{"id":null,"error":{"code":"corpus.no-id","message":"The article has no id."}}'

FILTER = ("--limit", f"length-ratio={LENGTH_RATIO}")
PAIR = "source string, target string, score double"
ARTICLE = "id string, day int, segments array<string>, keys array<string>"
MARKS = "array<struct<filter: string, value: double>>"
UNITS = (
    f"id string, pairs array<struct<filters: {MARKS}, document: string, sentence: int, bead: string, confidence: double, source: string, "
    "target: string, fingerprint: struct<text: string, words: array<string>>>>")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("out")
    parser.add_argument("--padan")
    parser.add_argument("--from", dest="source_language", default="id")
    parser.add_argument("--to", dest="target_language", default="en")
    parser.add_argument("--days", type=int, default=3)
    parser.add_argument("--near", type=float, default=.85)
    parser.add_argument("--partitions", type=int)
    parser.add_argument("--until", choices=STEPS, default=STEPS[-1])
    job = Job(parser.parse_args())
    for step in STEPS[:STEPS.index(job.arguments.until) + 1]:
        if not job.is_done(step):
            job.do(step)
    job.report()
    job.delete(CHECKPOINTS)
    job.spark.stop()
    sys.exit(4 if job.workers.faults() else 0)


class Job:
    """The steps. Each makes of the folders before it one that does not have its name yet."""

    def __init__(self, arguments):
        self.arguments = arguments
        self.spark = SparkSession.builder.appName("padan corpus").getOrCreate()
        self.context = self.spark.sparkContext
        self.context.setLogLevel("ERROR")
        self.context.setCheckpointDir(self.path(CHECKPOINTS))
        self.workers = Workers(self.context, arguments.padan)
        self.undated, self.unlike = self.context.accumulator(0), self.context.accumulator(0)
        self.partitions = arguments.partitions or 4 * self.context.defaultParallelism
        self.spark.conf.set("spark.sql.shuffle.partitions", self.partitions)
        self.languages = ["--from", arguments.source_language, "--to", arguments.target_language]
        hadoop = self.context._jvm.org.apache.hadoop.fs
        self.hadoop_path = hadoop.Path
        self.files = hadoop.Path(arguments.out).getFileSystem(self.context._jsc.hadoopConfiguration())

    def path(self, step):
        return f"{self.arguments.out}/{step}"

    def is_done(self, step):
        return self.files.exists(self.hadoop_path(self.path(f"{step}/_SUCCESS")))

    def do(self, step):
        """Does a step anew, whatever is left of an earlier attempt."""
        if self.files.exists(self.hadoop_path(self.path(step))):
            sys.exit(f"{self.path(step)} is there, and was not made by this script. Name another folder for its results.")
        part = f"{step}.part"
        self.delete(part)
        getattr(self, step)(self.path(part))
        self.files.rename(self.hadoop_path(self.path(part)), self.hadoop_path(self.path(step)))

    def read(self, step, schema=None):
        """The objects of a step that are no faults: Parquet, or JSON of a schema."""
        if schema is None:
            return self.spark.read.parquet(self.path(step)).where("error IS NULL").drop("error")
        lines = self.spark.read.schema(f"{schema}, error string").json(self.path(step), lineSep="\n")
        return lines.where("error IS NULL").drop("error")

    def ask(self, tasks, verb, *options):
        """The answers of workers to rows."""
        lines = tasks.toJSON().map(str.encode)
        return self.workers.ask(lines, verb, *self.languages, *options).values()

    def rows(self, lines, schema):
        """JSON lines as rows, which may have an `error`."""
        return self.spark.read.schema(f"{schema}, error string").json(lines)

    # MARK: Articles

    def source(self, out):
        self.segment(self.arguments.source, out, self.arguments.source_language)

    def target(self, out):
        self.segment(self.arguments.target, out, self.arguments.target_language)

    def segment(self, path, out, language):
        undated, faults = self.undated, self.workers.counts["faults"]

        def article(line, answer):
            """What is kept of an article, or its fault."""
            if is_fault(answer):
                return answer.decode()
            answer = json.loads(answer)
            if answer["id"] is None:
                faults.add(1)
                return NAMELESS
            texts = [segment["text"] for segment in answer["segments"] if segment["kind"] not in SURROUNDINGS]
            number = day(json.loads(line).get("date"))
            if number is None:
                undated.add(1)
            kept = {"id": answer["id"], "day": number, "segments": texts, "keys": answer["keys"]}
            return json.dumps(kept, ensure_ascii=False)

        lines = text_lines(self.context, path).repartition(self.partitions)
        asked = self.workers.ask(lines, "segment", "--lang", language, "--keys")
        self.rows(asked.map(lambda asked: article(*asked)), ARTICLE).write.parquet(out)

    # MARK: Pairs

    def candidates(self, out):
        """For each source the nearest targets, with their `similarity`: the cosine of their rare keys, in millionths."""
        days = self.arguments.days
        # A source is in one span of time, and a target in each in which a source of its days may be.
        span = 4 * days + 1
        sources = self.read("source").withColumn("span", F.floor(F.col("day") / span))
        targets = self.read("target").withColumn(
            "span", F.explode(F.sequence(F.floor((F.col("day") - days) / span), F.floor((F.col("day") + days) / span))))
        sides = [
            articles.select("span", "day", F.col("id").alias(name), F.explode("keys").alias("key"))
            .withColumn("key", F.xxhash64("key"))
            for name, articles in (("source", sources), ("target", targets))]
        rare = (
            sides[0].unionByName(sides[1], allowMissingColumns=True)
            .groupBy("span", "key").agg(F.count("source").alias("sources"), F.count("target").alias("targets"))
            .where(f"sources BETWEEN 1 AND {RARE} AND targets BETWEEN 1 AND {RARE}"))
        # What a key tells, in whole numbers: their sums do not depend on an order.
        told = F.round(1000 * F.log((RARE + 1) ** 2 / (F.col("sources") * F.col("targets")))).cast("long")
        rare = rare.select("span", "key", told.alias("told")).cache()
        sides = [side.join(rare, ["span", "key"]).cache() for side in sides]
        shared = (
            sides[0].withColumnRenamed("day", "source_day").join(sides[1].drop("told"), ["span", "key"])
            .where(f"abs(source_day - day) <= {days}")
            .groupBy("span", "source", "target").agg(F.sum("told").alias("told")))
        for name, side in zip(("source", "target"), sides):
            shared = shared.join(side.groupBy("span", name).agg(F.sum("told").alias(f"{name}_told")), ["span", name])
        cosine = F.floor(1_000_000 * F.col("told") / F.sqrt(F.col("source_told") * F.col("target_told")))
        nearest = Window.partitionBy("source").orderBy(F.desc("similarity"), "target")
        (shared.select("source", "target", cosine.alias("similarity"))
            .withColumn("rank", F.row_number().over(nearest)).where(f"rank <= {BLOCK}").drop("rank")
            .write.json(out))
        for kept in (rare, *sides):
            kept.unpersist()

    def pairs(self, out):
        """The pairs of a one-to-one choice, each with its `score`."""
        candidates = self.read("candidates", "source string, target string, similarity long")
        sources, targets = (self.read(side).select("id", "segments") for side in ("source", "target"))
        self.delete(TURNS)
        block = candidates
        for turn in itertools.count():
            asked = self.ask(blocks(block, sources, targets, self.partitions), "pair")
            asked.flatMap(proposals).saveAsTextFile(self.path(f"{TURNS}/{turn}"))
            proposed = self.read(f"{TURNS}/{turn}", PAIR).join(candidates, ["source", "target"])
            rank = F.struct(F.floor(100 * F.col("score")), "similarity", "source")
            surest = F.max_by(F.struct("source", "score"), rank).alias("surest")
            taken = proposed.groupBy("target").agg(surest).select("surest.source", "target", "surest.score")
            taken.write.json(self.path(f"{TURNS}/taken/turn={turn}"))
            taken = self.read(f"{TURNS}/taken", PAIR)
            losers = proposed.join(taken, "source", "left_anti").select("source")
            if losers.isEmpty():
                break
            block = candidates.join(losers, "source", "left_semi").join(taken, "target", "left_anti")
        taken.select("source", "target", "score").write.json(out)
        self.delete(TURNS)

    # MARK: Beads and units

    def alignments(self, out):
        pairs = self.read("pairs", PAIR)
        for side in ("source", "target"):
            texts = self.read(side).select(F.col("id").alias(side), F.col("segments").alias(f"{side}_segments"))
            pairs = pairs.join(texts, side)
        documents = pairs.select(
            F.concat_ws(" ", "source", "target").alias("id"), F.col("source_segments").alias("source"),
            F.col("target_segments").alias("target"))
        answers = self.ask(documents.repartition(self.partitions), "align", "--stream", "--texts")
        answers.map(bytes.decode).saveAsTextFile(out)

    def units(self, out):
        unlike = self.unlike

        def is_pair(line):
            if is_fault(line):
                return False
            if paired_share(json.loads(line)) >= PAIRED:
                return True
            unlike.add(1)
            return False

        lines = text_lines(self.context, self.path("alignments")).filter(is_pair)
        answers = self.workers.ask(lines, "filter", *self.languages, *FILTER, "--fingerprints").values()
        rows = self.rows(answers.map(bytes.decode), UNITS)
        units = rows.select("id", "error", F.posexplode_outer("pairs").alias("place", "pair")).select("id", "error", "place", "pair.*")
        # Hashes as numbers are compared faster and take less than their texts.
        text, words = F.xxhash64("fingerprint.text"), F.transform("fingerprint.words", lambda word: F.xxhash64(word))
        (units.withColumns({"document": F.coalesce("document", "id"), "text": text, "words": words}).drop("id", "fingerprint")
            .write.parquet(out))

    # MARK: Duplicates

    def positions(self):
        """The units, with where they stand in the order of the corpus."""
        units = self.read("units").where("place IS NOT NULL")
        return units.withColumn("position", F.concat_ws(" ", "document", F.lpad("place", 7, "0")))

    def similar(self, out):
        """Which units without a mark are nearly the same, of each text the first one alone."""
        firsts = numbered(self.positions()).where("copy = 1").select("position", "words")
        similar_units(firsts.cache(), self.arguments.near).write.parquet(out)
        firsts.unpersist()

    def corpus(self, out):
        """All units with their marks."""
        units = self.positions()
        exact = numbered(units).where("copy > 1").select("position", F.lit("duplicate").alias("filter"), F.lit(1.0).alias("value"))
        near = near_marks(self.spark.read.parquet(self.path("similar")))
        near = near.select("position", F.lit("near-duplicate").alias("filter"), "value")
        marks = exact.union(near).select("position", F.array(F.struct("filter", "value")).alias("marks"))
        none = F.array().cast(MARKS)
        (units.join(marks, "position", "left")
            .withColumn("filters", F.concat("filters", F.coalesce("marks", none)))
            .select("document", "place", "sentence", "bead", "confidence", "source", "target", "filters")
            .repartitionByRange(self.partitions, "document", "place").sortWithinPartitions("document", "place")
            .write.parquet(out))

    # MARK: TMX

    def tmx(self, out):
        kept = self.spark.read.parquet(self.path("corpus")).where("size(filters) = 0").drop("filters", "place")
        command = self.workers.command("filter", *self.languages)
        kept.toJSON().mapPartitions(lambda units: tmx_lines(units, command)).saveAsTextFile(out)
        for file in self.files.globStatus(self.hadoop_path(f"{out}/part-*")):
            if file.getLen() > 0:
                self.files.rename(file.getPath(), file.getPath().suffix(".tmx"))
            else:
                self.files.delete(file.getPath(), False)

    # MARK: The end

    def delete(self, folder):
        self.files.delete(self.hadoop_path(self.path(folder)), True)

    def report(self):
        """Says what was counted."""
        self.workers.report()
        print(f"{self.undated.value:,} articles without a date, which belong to none", file=sys.stderr)
        print(f"{self.unlike.value:,} pairs of articles with too little in common", file=sys.stderr)
        if not self.is_done("corpus"):
            return
        units = self.spark.read.parquet(self.path("corpus"))
        counts = units.select(F.explode_outer("filters.filter").alias("filter")).groupBy("filter").count().collect()
        print(f"{units.count():,} units", file=sys.stderr)
        for row in sorted(counts, key=lambda row: row["filter"] or ""):
            print(f"{row['count']:12,} {row['filter'] or 'kept'}", file=sys.stderr)


def day(date):
    """The number of a day; None for what is none."""
    try:
        return datetime.date.fromisoformat(date).toordinal()
    except (TypeError, ValueError):
        return None


def blocks(candidates, sources, targets, partitions):
    """A task for each source with candidates: itself, and them; in so many partitions."""
    def document(name):
        return F.struct(F.col(name).alias("name"), "segments")
    found = candidates.join(targets.withColumnRenamed("id", "target"), "target").repartition(partitions, "source")
    found = found.groupBy("source").agg(F.sort_array(F.collect_list(document("target"))).alias("targets"))
    return found.join(sources.withColumnRenamed("id", "source"), "source").select(
        F.col("source").alias("id"), F.array(document("source")).alias("source"), F.col("targets").alias("target"))


def proposals(answer):
    """The pairs of an answer of `padan pair` whose texts are in their languages, a line each; a fault stays what it is."""
    if is_fault(answer):
        return [answer.decode()]
    pairs = json.loads(answer)["pairs"]
    return [json.dumps(pair, ensure_ascii=False) for pair in pairs if "score" in pair and "sides" not in pair]


def paired_share(alignment):
    """The share of a text that stands in paired beads, of the text that has less."""
    shares = []
    for side in ("source", "target"):
        lengths = [len(text) for text in alignment[side]]
        beads = (bead for bead in alignment["beads"] if bead["source"] and bead["target"])
        paired = sum(lengths[place] for bead in beads for place in bead[side])
        shares.append(paired / max(sum(lengths), 1))
    return min(shares)


def numbered(units):
    """Those without a mark, with the number that each has as a `copy` of its text."""
    alike = Window.partitionBy("text").orderBy("position")
    return units.where("size(filters) = 0").withColumn("copy", F.row_number().over(alike))


def similar_units(units, limit):
    """The pairs of units whose sets of words have a Jaccard index above a limit: `earlier`, `later`, `index`.

    Words are put in an order, the rare ones first. Two sets of n and m words with an index of t share one of the first
    n - ceil(t n) + 1 of one and the first m - ceil(t m) + 1 of the other (Vernica, Carey and Li, "Efficient parallel
    set-similarity joins using MapReduce", SIGMOD 2010), so all are found.
    """
    words = units.select("position", F.size("words").alias("size"), F.explode("words").alias("word"))
    rarest = Window.partitionBy("position").orderBy("count", "word")
    listed = (
        words.join(words.groupBy("word").count(), "word").withColumn("rank", F.row_number().over(rarest))
        .where(F.col("rank") <= F.col("size") - F.ceil(limit * F.col("size") - ROUNDING) + 1))
    pairs = (
        listed.alias("a").join(listed.alias("b"), "word")
        .where(f"a.position < b.position AND least(a.size, b.size) > {limit} * greatest(a.size, b.size)")
        .select(F.col("a.position").alias("earlier"), F.col("b.position").alias("later")).distinct())
    for name in ("earlier", "later"):
        pairs = pairs.join(units.select(F.col("position").alias(name), F.col("words").alias(f"{name}_words")), name)
    shared = F.size(F.array_intersect("earlier_words", "later_words"))
    pairs = pairs.withColumn("index", shared / (F.size("earlier_words") + F.size("later_words") - shared))
    return pairs.where(f"index > {limit}").select("earlier", "later", "index")


def near_marks(similar):
    """The units that go because an earlier one that stays is similar: `position`, and the largest index as `value`."""
    undecided, gone = similar, similar.select(F.col("later").alias("position")).limit(0)
    while not undecided.isEmpty():
        # What no undecided one comes before stays, and what is similar to it goes.
        doubted = undecided.select(F.col("later").alias("earlier"))
        stay = undecided.select("earlier").join(doubted, "earlier", "left_anti").distinct()
        leave = undecided.join(stay, "earlier").select(F.col("later").alias("position")).distinct().checkpoint()
        gone = gone.union(leave)
        for name in ("earlier", "later"):
            undecided = undecided.join(leave.withColumnRenamed("position", name), name, "left_anti")
        undecided = undecided.checkpoint()
    stayed = similar.join(gone.withColumnRenamed("position", "earlier"), "earlier", "left_anti")
    return (
        stayed.join(gone.withColumnRenamed("position", "later"), "later", "left_semi")
        .groupBy(F.col("later").alias("position")).agg(F.round(F.max("index"), 3).alias("value")))


def tmx_lines(units, command):
    """The lines of a TMX file of some units, which are JSON; none if there are none."""
    units = filled(units)
    if units is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "part.tmx")
        # `filter` writes pairs in any format; all of these have words.
        command = command.with_options("-", "--type", "jsonl", "--only", "empty", "--output", path)
        for _ in pipe(map(str.encode, units), command):
            pass
        with open(path, encoding="utf-8", newline="\n") as file:
            for line in file:
                yield line.rstrip("\n")


if __name__ == "__main__":
    main()
