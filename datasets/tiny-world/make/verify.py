"""Checks the shipped tiny world: hashes, size, and that no question was ever training text. Plain Python.

    python3 datasets/tiny-world/make/verify.py           prints what is wrong; exit 1 where anything is
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import world
from documents import BASE_ROUNDS, base_documents
from facts import question, towns
from manifest import MADE_FILES, sha256
from questions import acquisition_items, retention_items

MOST_BYTES = 8_000_000


def wrong_hashes(root: Path) -> Iterator[str]:
    """Files that are not what manifest.json, the cards or world.py say, and a folder that grew too large."""
    manifest = json.loads((root / "manifest.json").read_text(encoding="utf-8"))
    for path in MADE_FILES:
        if manifest["files"][path]["sha256"] != sha256(root / path):
            yield f"{path}: its sha256 is not the one in manifest.json"
    for name in ("acquisition", "retention"):
        card = (root.parent / f"{name}.yaml").read_text(encoding="utf-8")
        if re.findall(rf"^  {name}\.csv: (\w+)$", card, re.MULTILINE) != [sha256(root / f"{name}.csv")]:
            yield f"{name}.csv: its sha256 is not the one in {name}.yaml"
    for path in world.differing(root):
        yield f"{path}: differs from what world.py makes"
    size = sum(file.stat().st_size for file in root.rglob("*") if file.is_file())
    if size > MOST_BYTES:
        yield f"the folder has {size} bytes, more than {MOST_BYTES}"


def leaks(corpus: str, base_text: str) -> Iterator[str]:
    """Questions in a training text, with or without their answer, and towns in the text of the other group."""
    for name, items in (("acquisition", acquisition_items()), ("retention", retention_items())):
        for asked in (question(fact, wording) for fact, wording in items):
            if asked in corpus:
                yield f"{name}: {asked} is in corpus.txt"
            if asked in base_text:
                yield f"{name}: {asked} is in the base's pre-training text"
    old, new = towns()
    yield from (f"old town {town} is in corpus.txt" for town in old if town in corpus)
    yield from (f"new town {town} is in the base's pre-training text" for town in new if town in base_text)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Checks the shipped tiny world.")
    parser.add_argument("--root", type=Path, default=world.ROOT, help="the tiny world's folder")
    root = parser.parse_args().root
    corpus = (root / "corpus.txt").read_text(encoding="utf-8")
    problems = [*wrong_hashes(root), *leaks(corpus, "\n".join(base_documents(BASE_ROUNDS)))]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
