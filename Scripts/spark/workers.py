"""Padan as the worker of a Spark job: `padan VERB --jsonl`, a process for each partition.

    workers = Workers(context, padan="padan", files=["korpus.sqlite"])
    answers = workers.ask(lines, "segment", "--lang", "id").values()
    ...
    workers.report()

A worker that dies or leaves lines out fails its partition, which Spark does again: the same lines have the same answers.
"""

import collections
import itertools
import os
import resource
import subprocess
import sys
import threading

from pyspark import SparkFiles, TaskContext

# The codes with which a worker ends that has answered all lines.
ANSWERED = {0, 1, 4}
# What Spark reads in the place of bytes that are no UTF-8.
REPLACEMENT, REPLACED = "\ufffd".encode(), "lines with U+FFFD"


class Workers:
    """The program on every machine, and the counts of what it did."""

    def __init__(self, context, padan=None, files=()):
        """padan: a program that is sent to every machine; without it one is looked for there. files: sent too; options
        name them without a folder."""
        context.addPyFile(__file__)
        self.context, self.sent = context, set()
        self.program = self.send(padan) if padan else "padan"
        for file in files:
            self.send(file)
        self.counts = {name: context.accumulator(0) for name in ("lines", "faults", REPLACED, "partitions done again")}
        self.seconds = context.accumulator(0.0)

    def ask(self, lines, verb, *options):
        """An RDD of the lines, each with its answer; both are bytes without a line feed."""
        command, counts, seconds = self.command(verb, "--jsonl", *options), self.counts, self.seconds
        return lines.mapPartitions(lambda part: answer(part, command, counts, seconds))

    def command(self, *words):
        return Command([self.program, *words], self.sent)

    def send(self, file):
        """Sends a file to every machine. It returns the name by which commands know it."""
        self.context.addFile(file)
        self.sent.add(os.path.basename(file))
        return os.path.basename(file)

    def faults(self):
        return self.counts["faults"].value

    def report(self):
        """Says what was counted. Spark counts a partition twice that it does twice."""
        counted = ", ".join(f"{count.value:,} {name}" for name, count in self.counts.items())
        print(f"{counted}, {self.seconds.value:,.0f} s of CPU in padan", file=sys.stderr)


class Command:
    """A program with its arguments, as any machine calls it."""

    def __init__(self, words, sent):
        self._words, self._sent = words, sent

    def with_options(self, *words):
        return Command([*self._words, *words], self._sent)

    def words(self):
        """The words, with the place that files have on this machine."""
        folder = SparkFiles.getRootDirectory()
        return [os.path.join(folder, word) if word in self._sent else word for word in self._words]

    def __str__(self):
        return " ".join(self._words[:2])


def answer(lines, command, counts, seconds):
    """The lines of a partition that are not blank, with the answers of a worker."""
    if TaskContext.get().attemptNumber():
        counts["partitions done again"].add(1)
    used = child_seconds()
    asked = collections.deque()

    def remembered():
        for line in lines:
            if line.strip(b" \t\r"):
                if REPLACEMENT in line:
                    counts[REPLACED].add(1)
                asked.append(line)
                yield line

    for line in pipe(remembered(), command, ANSWERED):
        counts["lines"].add(1)
        if is_fault(line):
            counts["faults"].add(1)
        yield asked.popleft(), line
    if asked:
        raise RuntimeError(f"{command} left {len(asked)} lines without an answer")
    seconds.add(child_seconds() - used)


def pipe(lines, command, codes=frozenset({0})):
    """The lines that a program writes while it is given lines; it must end with one of some codes."""
    worker = subprocess.Popen(
        command.words(), cwd=SparkFiles.getRootDirectory(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL)
    faults = []

    def feed():
        try:
            with worker.stdin:
                for line in lines:
                    worker.stdin.write(line + b"\n")
        except BrokenPipeError:
            pass  # its code tells
        except Exception as fault:
            faults.append(fault)

    # The program writes while it is fed, and both pipes are short.
    feeder = threading.Thread(target=feed)
    feeder.start()
    try:
        for line in worker.stdout:
            yield line.rstrip(b"\n")
        code = worker.wait()
    finally:
        # Whoever takes no more lines, or fails, leaves no program behind that waits for it.
        worker.kill()
        worker.wait()
        feeder.join()
    if faults:
        raise faults[0]
    if code not in codes:
        raise RuntimeError(f"{command} ended with {code}")


def filled(lines):
    """An iterator over the same lines; None if there are none, which most programs refuse."""
    lines = iter(lines)
    for first in lines:
        return itertools.chain([first], lines)
    return None


def is_fault(answer):
    """Whether a fault stands in the place of an answer."""
    # The id comes first, and the rest of an answer without a fault begins with another member.
    return b',"error":{"code":' in answer[:4096]


def child_seconds():
    """The CPU seconds of all processes that this one has waited for."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def text_lines(context, path, partitions=None):
    """The lines of a file, a folder or an address, as bytes: what a worker takes. Only a line feed ends one."""
    context._jsc.hadoopConfiguration().set("textinputformat.record.delimiter", "\n")
    return context.textFile(path, partitions, use_unicode=False)
