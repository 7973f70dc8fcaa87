"""Training text: statements in shuffled rounds, ten to a document."""

from collections.abc import Iterator

from facts import base_statements, corpus_statements
from lexicon import shuffled

STATEMENTS_PER_DOCUMENT = 10
CORPUS_ROUNDS = 10
# A little more than base.py reads.
BASE_ROUNDS = 84


def documents(label: str, statements: list[str], rounds: int) -> Iterator[str]:
    """Every statement once per round, each round in its own order, ten statements to a document."""
    for round_number in range(rounds):
        order = shuffled(f"{label}/{round_number}", statements)
        for start in range(0, len(order), STATEMENTS_PER_DOCUMENT):
            yield "".join(order[start : start + STATEMENTS_PER_DOCUMENT])


def base_documents(rounds: int) -> Iterator[str]:
    """The pre-training text of the base model; made when needed, not shipped."""
    return documents("base", base_statements(), rounds)


def corpus_documents() -> list[str]:
    """The continued-training corpus, shipped as corpus.txt, a document a line."""
    return list(documents("corpus", corpus_statements(), CORPUS_ROUNDS))
