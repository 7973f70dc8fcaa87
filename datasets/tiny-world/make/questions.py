"""The two benchmarks as rows: id, subject, entity, question, A, B, C, D, answer."""

import csv
import io

from facts import Fact, new_facts, old_facts, question, told_wording
from lexicon import ASKED_WORDINGS, LETTERS, RELATIONS, shuffled

HEADER = ["id", "subject", "entity", "question", *LETTERS, "answer"]


def acquisition_items() -> list[tuple[Fact, int]]:
    """Each new fact in the three asked wordings: 576 items. No training text has these wordings of it."""
    return [(fact, wording) for fact in new_facts() for wording in ASKED_WORDINGS]


def retention_items() -> list[tuple[Fact, int]]:
    """Each old fact in the two asked wordings that the base was not told: 768 items."""
    return [
        (fact, wording)
        for fact in old_facts()
        for wording in ASKED_WORDINGS
        if wording != told_wording(fact)
    ]


def rows(name: str, items: list[tuple[Fact, int]]) -> list[list[str]]:
    """One row per item; every letter is right equally often, wrong options come from the same relation."""
    keys = [f"{fact.town}/{fact.relation}/{wording}" for fact, wording in items]
    letters = {key: i % len(LETTERS) for i, key in enumerate(shuffled(f"{name}/letters", keys))}
    table = []
    for number, (key, (fact, wording)) in enumerate(zip(keys, items, strict=True)):
        others = [value for value in RELATIONS[fact.relation][2] if value != fact.value]
        options = shuffled(f"{name}/options/{key}", others)[: len(LETTERS) - 1]
        options.insert(letters[key], fact.value)
        asked = question(fact, wording)
        table.append([f"{name[0]}{number:04d}", fact.relation, fact.town, asked, *options, LETTERS[letters[key]]])
    return table


def as_csv(table: list[list[str]]) -> str:
    """The rows under their header, comma-separated, lines ending in a line feed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(table)
    return out.getvalue()
