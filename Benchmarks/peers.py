"""Times rapidfuzz and Tantivy on a set that Scripts/make-memory made, as MemoryBenchmark times Padan.

CPU milliseconds of one thread a query; top 5 at 75. Tantivy finds the 100 best by BM25, which rapidfuzz
reranks; its share of the right answers is counted against rapidfuzz's own.
"""

import sys
import time

import tantivy
from rapidfuzz import fuzz, process

folder = sys.argv[1]
with open(f"{folder}/memory.tsv", encoding="utf-8") as file:
    sources = [line.split("\t")[0] for line in file]
with open(f"{folder}/queries.tsv", encoding="utf-8") as file:
    queries = [line.rstrip("\n").split("\t")[1] for line in file]


def quantiles(times):
    times = sorted(times)
    return "  ".join(f"{name} {1000 * times[int(share * (len(times) - 1))]:.2f}"
                     for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99)))


def timed(queries, answer):
    times, answers = [], []
    for query in queries:
        start = time.thread_time()
        answers.append(answer(query))
        times.append(time.thread_time() - start)
    return times, answers


some = queries[:20]
times, right = timed(some, lambda query: process.extract(
    query, sources, scorer=fuzz.ratio, limit=5, score_cutoff=75))
print(f"rapidfuzz      {quantiles(times)} ms, {len(some)} queries against every unit")

builder = tantivy.SchemaBuilder()
builder.add_text_field("text", stored=False)
builder.add_integer_field("number", stored=True)
index = tantivy.Index(builder.build())
start = time.process_time()
writer = index.writer(500_000_000, 1)
for number, text in enumerate(sources):
    writer.add_document(tantivy.Document(text=text, number=number))
writer.commit()
writer.wait_merging_threads()
index.reload()
print(f"tantivy        {time.process_time() - start:.1f} s to index, in RAM")
searcher = index.searcher()


def reranked(query):
    words = " ".join("".join(c if c.isalnum() else " " for c in query).split()).lower()
    if not words:
        return []
    hits = searcher.search(index.parse_query(words, ["text"]), 100).hits
    numbers = [searcher.doc(address)["number"][0] for _, address in hits]
    texts = {number: sources[number] for number in numbers}
    return process.extract(query, texts, scorer=fuzz.ratio, limit=5, score_cutoff=75)


times, _ = timed(queries, reranked)
print(f"tantivy        {quantiles(times)} ms, {len(queries)} queries, top 100 reranked")
found = [{text for text, _, _ in reranked(query)} for query in some]
wanted = [{text for text, _, _ in matches} for matches in right]
total = sum(len(texts) for texts in wanted)
hits = sum(len(a & b) for a, b in zip(found, wanted))
print(f"tantivy        finds {hits} of the {total} best that rapidfuzz finds")
