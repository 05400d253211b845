"""What Scripts/train-pages and Scripts/train-content share: CRFsuite's environment, fitting, leaving out by
publisher, and weight files.
"""
import collections
import concurrent.futures
import contextlib
import hashlib
import pathlib
import subprocess
import sys
import tempfile
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGES = ROOT / "corpora/pages"


def with_crfsuite(main):
    """Runs a program in an environment that has CRFsuite, which is made at the first use."""
    try:
        import pycrfsuite  # noqa: F401
        return main()
    except ImportError:
        folder = ROOT / ".build/training"
        python = folder / "bin/python"
        if not python.exists():
            venv.create(folder, with_pip=True)
            subprocess.run([python, "-m", "pip", "install", "--quiet", "python-crfsuite==0.9.12"], check=True)
        sys.exit(subprocess.run([python, *sys.argv]).returncode)


def add_arguments(parser, weights):
    """Adds the arguments of both programs; `weights` is the name of the weight file."""
    parser.add_argument("folders", nargs="*", type=pathlib.Path)
    parser.add_argument("--validate", action="store_true")
    parser.add_argument("--weights", default=str(ROOT / "Sources/CData/data/root" / weights))
    parser.add_argument("--padan", default=str(ROOT / ".build/release/padan"))


def explained(pages, padan):
    """The pages that show signs. `explain` asks padan for them."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return [page for page in pool.map(lambda page: page.explain(padan), pages) if page.signs]


def fitted(sequences, parameters):
    """A tagger that was trained on sequences: pairs of the signs and the labels of their members."""
    import pycrfsuite
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(parameters)
    for signs, labels in sequences:
        trainer.append(signs, labels)
    with tempfile.NamedTemporaryFile() as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        return tagger


def part(name, parts):
    """The part of a validation to which a publisher or a page belongs."""
    return int(hashlib.md5(name.encode()).hexdigest(), 16) % parts


def write_weights(path, tagger, labels, head):
    """Writes a weight file.

    `head` is a list of sentences that say what it is."""
    info = tagger.info()
    weights = collections.defaultdict(dict)
    for (sign, label), weight in info.state_features.items():
        weights[sign][label] = weight

    def row(name, weights):
        entries = [f"{label}={weights[label]:.2f}" for label in labels if abs(weights.get(label, 0)) >= 0.005]
        if entries:
            print(name + " " + " ".join(entries))

    with open(path, "w", encoding="utf-8") as file, contextlib.redirect_stdout(file):
        for sentence in head:
            print(f"# {sentence}")
        print("labels " + " ".join(labels))
        for first in labels:
            row(f"from {first}", {label: info.transitions.get((first, label), 0) for label in labels})
        for sign in sorted(weights):
            row(sign, weights[sign])


def origin(script, pages, folders):
    """The sentence of a weight file that says from which pages it is."""
    others = f" and {folders} folder(s) of measuring pages" if folders else ""
    return f"Fitted by Scripts/{script} on {len(pages)} pages: corpora/pages{others}."
