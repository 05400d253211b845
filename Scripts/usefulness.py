"""Measures how useful the best suggestion of a memory is: chrF of its translation against the reference.

    usefulness.py PADAN FOLDER [--kept 18000] [--repairs]

FOLDER has files NAME.id and NAME.en with a sentence a line. The first pairs are kept as a memory, and the
sources of the others are looked up, by Padan (complete, without a least score) and by rapidfuzz, with its
score by characters (`fuzz.ratio`) and by words (Levenshtein over words, `Levenshtein.normalized_similarity`).
Among suggestions of the same score the first pair counts. A band holds the queries whose best suggestion by
Padan has a score in it; all contenders are measured on the same queries. chrF is sacrebleu's.

--repairs measures repaired matches instead. Each pair is looked up once, in a memory of nine tenths of the
pairs without it, and of the best matches those count whose translation was adapted, all of what differs or
some of it: chrF as it was stored, and as it is suggested. --spans N prints N of the words exchanged, drawn
at random (always the same), to be read by a person.
"""

import argparse
import json
import pathlib
import random
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


def padan_answers(padan, kept, queries, least=0):
    """For each query the matches of Padan, the best first: one at most."""
    with tempfile.TemporaryDirectory() as folder:
        memory = f"{folder}/memory.sqlite"
        table = "".join(f"{source}\t{target}\n" for source, target in kept)
        run = [padan, "import", "-", "--type", "tsv", "--memory", memory, "--quiet"]
        subprocess.run(run, input=table, text=True, check=True)
        run = [padan, "lookup", "-", "--no-context", "--memory", memory, "--quiet"]
        run += ["--min", str(least), "--limit", "1", "--format", "json"]
        lines = "".join(query + "\n" for query in queries)
        output = subprocess.run(run, input=lines, text=True, capture_output=True).stdout
    return [json.loads(line)["matches"] for line in output.splitlines()]


def measure_repairs(padan, pairs, spans):
    chrf = CHRF()
    found = []
    for fold in range(10):
        kept = [pair for at, pair in enumerate(pairs) if at % 10 != fold]
        asked = [pair for at, pair in enumerate(pairs) if at % 10 == fold]
        answers = padan_answers(padan, kept, [source for source, _ in asked], least=BANDS[-2][0])
        for (source, reference), matches in zip(asked, answers):
            found += [(source, reference, match) for match in matches if "repair" in match]
    print("band      repaired   queries      stored   suggested      gain")
    for low, high in BANDS[1:-1] + [(0, 101)]:
        for name, kinds in [("all", [True]), ("part", [False]), ("any", [True, False])]:
            some = [f for f in found if low <= f[2]["score"] < high and f[2]["repair"]["complete"] in kinds]
            if not some:
                continue
            references = [[reference for _, reference, _ in some]]
            stored = chrf.corpus_score([f[2]["repair"]["stored"] for f in some], references).score
            suggested = chrf.corpus_score([f[2]["target"] for f in some], references).score
            band = "all" if (low, high) == (0, 101) else f"{low}–{high}"
            print(f"{band:<10}{name:<8}{len(some):>10}{stored:>12.2f}{suggested:>12.2f}{suggested - stored:>10.2f}")
    exchanged = [(f, span) for f in found for span in f[2]["repair"]["spans"]]
    print(f"{len(exchanged)} spans")
    for (source, reference, match), span in random.Random(17).sample(exchanged, min(spans, len(exchanged))):
        print()
        print(f"{span['target']['old']} -> {span['target']['new']} ({span['origin']})")
        print(f"  query      {source}")
        print(f"  stored     {match['source']}")
        print(f"  suggested  {match['target']}")
        print(f"  reference  {reference}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("padan")
    parser.add_argument("folder")
    parser.add_argument("--kept", type=int, default=18_000)
    parser.add_argument("--repairs", action="store_true")
    parser.add_argument("--spans", type=int, default=0)
    options = parser.parse_args()
    pairs = read_pairs(options.folder)
    if options.repairs:
        measure_repairs(options.padan, pairs, options.spans)
        return
    kept, asked = pairs[: options.kept], pairs[options.kept :]
    sources, queries = [s for s, _ in kept], [s for s, _ in asked]

    answers = padan_answers(options.padan, kept, queries)
    scores_of_best = [matches[0]["score"] if matches else 0 for matches in answers]
    suggestions = {"Padan": [matches[0]["target"] if matches else "" for matches in answers]}
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
        some = [at for at, score in enumerate(scores_of_best) if low <= min(score, 100) < high]
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
