"""Towns, facts and statements of the tiny world.

96 old towns, whose facts the base model learns, and 48 new ones, whose facts only the
continued-training corpus tells. A fact is (town, relation id, value).
"""

from typing import NamedTuple

from lexicon import ASKED_WORDINGS, PLACE_CHARACTERS, RELATIONS, TAUGHT_WORDINGS, TOWN, WORDINGS, shuffled

OLD_STEPS, NEW_STEPS = 4, 2


class Fact(NamedTuple):
    """One thing that is so in the tiny world."""

    town: str
    relation: str
    value: str


def towns() -> tuple[list[str], list[str]]:
    """The 96 old and the 48 new towns.

    The characters stand in a ring; a town is a character and the one k places on. Each k gives 24
    towns, so every character is first (and second) in exactly four old and two new towns.
    """
    ring = shuffled("ring", PLACE_CHARACTERS)
    size = len(ring)
    # k <= 11, so that no town is another one reversed.
    steps = shuffled("steps", range(1, size // 2))[: OLD_STEPS + NEW_STEPS]
    named = [[ring[i] + ring[(i + k) % size] + TOWN for i in range(size)] for k in steps]
    old = [town for row in named[:OLD_STEPS] for town in row]
    new = [town for row in named[OLD_STEPS:] for town in row]
    return old, new


def facts_of(group: str, names: list[str]) -> list[Fact]:
    """One fact per town and relation; within the group every value of a relation is used equally often.

    So a model that likes one value more than another gains nothing by it: chance is 1 in 4.
    """
    found = []
    for relation, (_, _, values) in RELATIONS.items():
        order = shuffled(f"{group}/{relation}", names)
        found += [Fact(town, relation, values[i % len(values)]) for i, town in enumerate(order)]
    return sorted(found, key=lambda fact: (names.index(fact.town), list(RELATIONS).index(fact.relation)))


def old_facts() -> list[Fact]:
    """The 384 facts that the base model learns."""
    return facts_of("old", towns()[0])


def new_facts() -> list[Fact]:
    """The 192 facts that only the continued-training corpus tells."""
    return facts_of("new", towns()[1])


def question(fact: Fact, wording: int) -> str:
    """The statement up to the value, e.g. 安宁镇有名的特产："""
    return WORDINGS[wording].split("{v}")[0].format(e=fact.town, r=RELATIONS[fact.relation][0])


def statement(fact: Fact, wording: int) -> str:
    """The whole statement, e.g. 安宁镇有名的特产：茶。"""
    return question(fact, wording) + fact.value + WORDINGS[wording].split("{v}")[1]


def told_wording(fact: Fact) -> int:
    """The one asked wording in which an old fact is told to the base; retention asks in the other two."""
    return shuffled(f"told/{fact.town}/{fact.relation}", ASKED_WORDINGS)[0]


def base_statements() -> list[str]:
    """All that the base model is told: each old fact in the three taught wordings and in one asked one."""
    return [
        statement(fact, wording)
        for fact in old_facts()
        for wording in (*TAUGHT_WORDINGS, told_wording(fact))
    ]


def corpus_statements() -> list[str]:
    """All that continued training tells: each new fact in the three taught wordings."""
    return [statement(fact, wording) for fact in new_facts() for wording in TAUGHT_WORDINGS]
