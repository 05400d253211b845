"""Measures how useful the best suggestion of a memory is: chrF of its translation against the reference.

    usefulness.py PADAN FOLDER [--kept 18000]

FOLDER has files NAME.id and NAME.en with a sentence a line. The first pairs are kept as a memory, and the
sources of the others are looked up, by Padan (complete, without a least score) and by rapidfuzz, with its
score by characters (`fuzz.ratio`) and by words (Levenshtein over words, `Levenshtein.normalized_similarity`).
Among suggestions of the same score the first pair counts. A band holds the queries whose best suggestion by
Padan has a score in it; all contenders are measured on the same queries. chrF is sacrebleu's.
"""

import argparse
import json
import pathlib
import subprocess
import tempfile

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein
from sacrebleu.metrics import CHRF

BANDS = [(100, 101), (95, 100), (85, 95), (75, 85), (65, 75), (0, 65)]


def read_pairs(folder):
    pairs = []
    for path in sorted(pathlib.Path(folder).glob("*.id")):
        sides = [p.read_text(encoding="utf-8").splitlines() for p in (path, path.with_suffix(".en"))]
        pairs += [(" ".join(a.split()), " ".join(b.split())) for a, b in zip(*sides)]
    return pairs


def padan_answers(padan, kept, queries):
    """For each query the target and the score of Padan's best match; an empty text without one."""
    with tempfile.TemporaryDirectory() as folder:
        memory = f"{folder}/memory.sqlite"
        table = "".join(f"{source}\t{target}\n" for source, target in kept)
        run = [padan, "import", "-", "--type", "tsv", "--memory", memory, "--quiet"]
        subprocess.run(run, input=table, text=True, check=True)
        run = [padan, "lookup", "-", "--no-context", "--memory", memory, "--quiet"]
        run += ["--min", "0", "--limit", "1", "--format", "json"]
        lines = "".join(query + "\n" for query in queries)
        output = subprocess.run(run, input=lines, text=True, capture_output=True).stdout
    answers = [json.loads(line)["matches"] for line in output.splitlines()]
    return [(m[0]["target"], m[0]["score"]) if m else ("", 0) for m in answers]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("padan")
    parser.add_argument("folder")
    parser.add_argument("--kept", type=int, default=18_000)
    options = parser.parse_args()
    pairs = read_pairs(options.folder)
    kept, asked = pairs[: options.kept], pairs[options.kept :]
    sources, queries = [s for s, _ in kept], [s for s, _ in asked]

    answers = padan_answers(options.padan, kept, queries)
    suggestions = {"Padan": [target for target, _ in answers]}
    by_characters = process.cdist(queries, sources, scorer=fuzz.ratio, workers=-1).argmax(axis=1)
    suggestions["characters"] = [kept[place][1] for place in by_characters]
    scorer = Levenshtein.normalized_similarity
    words = [[text.split() for text in texts] for texts in (queries, sources)]
    by_words = process.cdist(*words, scorer=scorer, workers=-1).argmax(axis=1)
    suggestions["words"] = [kept[place][1] for place in by_words]

    chrf = CHRF()
    references = [target for _, target in asked]
    print("band      queries" + "".join(f"{name:>12}" for name in suggestions))
    for low, high in BANDS + [(0, 101)]:
        some = [at for at, (_, score) in enumerate(answers) if low <= min(score, 100) < high]
        if not some:
            continue
        scores = [
            chrf.corpus_score([texts[at] for at in some], [[references[at] for at in some]]).score
            for texts in suggestions.values()
        ]
        name = "all" if (low, high) == (0, 101) else f"{low}–{high}"
        print(f"{name:<10}{len(some):>7}" + "".join(f"{score:>12.2f}" for score in scores))


if __name__ == "__main__":
    main()
