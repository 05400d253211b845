"""Prints how many million pairs of texts rapidfuzz compares in a second of CPU, the best of three runs.

`cdist.py FILE COUNT` takes the first COUNT lines of a file as queries against all of its lines;
MemoryBenchmark runs it.
"""

import sys
import time

from rapidfuzz import process
from rapidfuzz.distance import Indel

with open(sys.argv[1], encoding="utf-8") as file:
    texts = file.read().split("\n")
queries = texts[:int(sys.argv[2])]
times = []
# The first run finds nothing in the caches.
for _ in range(3):
    start = time.process_time()
    process.cdist(queries, texts, scorer=Indel.distance, workers=1)
    times.append(time.process_time() - start)
print(len(queries) * len(texts) / min(times) / 1e6)
