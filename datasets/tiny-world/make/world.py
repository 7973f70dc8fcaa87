"""Writes the tiny world: corpus, questions, world.json, tokenizer. Plain Python, nothing to install.

    python3 datasets/tiny-world/make/world.py            write the files
    python3 datasets/tiny-world/make/world.py --check    exit 1 where a shipped file differs
"""

import argparse
import json
import re
import sys
from pathlib import Path

from documents import corpus_documents
from facts import new_facts, old_facts, towns
from lexicon import ASKED_WORDINGS, RELATIONS, SEED, TAUGHT_WORDINGS, WORDINGS
from questions import acquisition_items, as_csv, retention_items, rows
from tokenizer import tokenizer_config, tokenizer_json

ROOT = Path(__file__).resolve().parent.parent
CONTEXT_TOKENS = 2048


def as_json(value: object) -> str:
    """JSON for people: Chinese as it is, two spaces, a closing line feed."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def world() -> dict:
    """What is so in the tiny world and how it is said, for tests and for the site."""
    old, new = towns()
    fact_rows = {
        group: [list(fact) for fact in facts] for group, facts in (("old", old_facts()), ("new", new_facts()))
    }
    return {
        "seed": SEED,
        "relations": [
            {"id": key, "zh": chinese, "en": english, "values": list(values)}
            for key, (chinese, english, values) in RELATIONS.items()
        ],
        "wordings": {
            "taught": [WORDINGS[i] for i in TAUGHT_WORDINGS],
            "asked": [WORDINGS[i] for i in ASKED_WORDINGS],
        },
        "entities": {"old": old, "new": new},
        "facts": fact_rows,
    }


def one_line_lists(text: str) -> str:
    """JSON text whose innermost lists of strings take one line each, e.g. ["安宁镇", "zodiac", "虎"]."""
    joined = re.compile(r"\s*\n\s*")
    return re.sub(r"\[\s*([^\[\]{}]*?)\s*\]", lambda found: f"[{joined.sub(' ', found[1])}]", text)


def files() -> dict[str, str]:
    """Path below the tiny world's folder -> text."""
    return {
        "corpus.txt": "".join(document + "\n" for document in corpus_documents()),
        "acquisition.csv": as_csv(rows("acquisition", acquisition_items())),
        "retention.csv": as_csv(rows("retention", retention_items())),
        "world.json": one_line_lists(as_json(world())),
        "base/tokenizer.json": as_json(tokenizer_json()),
        "base/tokenizer_config.json": as_json(tokenizer_config(CONTEXT_TOKENS)),
    }


def differing(root: Path) -> list[str]:
    """The paths whose shipped bytes are not what this code makes."""
    return [
        path
        for path, text in files().items()
        if not (root / path).is_file() or (root / path).read_bytes() != text.encode()
    ]


def write(root: Path) -> None:
    """Writes every file below `root`."""
    for path, text in files().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())


def main() -> int:
    """The command line; the exit code says whether all is as it should be."""
    parser = argparse.ArgumentParser(description="Writes or checks the tiny world.")
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    parser.add_argument("--root", type=Path, default=ROOT, help="the tiny world's folder")
    options = parser.parse_args()
    if not options.check:
        write(options.root)
        return 0
    wrong = differing(options.root)
    for path in wrong:
        print(f"{path} differs from what world.py makes", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
