"""Requests as rows of token ids: which tokens a choice has in its context, and which forward scores it.

A choice's tokens are those of `prompt + choice` after those of `prompt`, so that a tokenizer that merges across the
border, or marks the start of a word, is scored on what it would really read.
"""

import json
from dataclasses import dataclass, field

from tokens import Tokens

TEXTS_AT_ONCE = 4096


@dataclass(frozen=True)
class Target:
    """One choice in one row: its tokens are read from the logits at the row's last len(tokens) positions."""

    item: int
    choice: int
    tokens: tuple[int, ...]


@dataclass
class Row:
    """One sequence to run the model on, and what is scored in it."""

    ids: tuple[int, ...]
    targets: list[Target] = field(default_factory=list)


@dataclass
class Item:
    """One question's texts, and whether its context had to be cut."""

    key: str
    prompt: str
    choices: list[str]
    truncated: bool = False


def read_items(path: str) -> list[Item]:
    """The items of a requests.jsonl, in its order."""
    items = []
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                group = json.loads(line)
                for suffix in group["suffixes"]:
                    items.append(Item(suffix["key"], group["prefix"] + suffix["text"], suffix["choices"]))
            except (ValueError, KeyError, TypeError) as problem:
                raise ValueError(f"{path}:{number} is not a group of requests: {problem!r}.") from None
    if len({item.key for item in items}) != len(items):
        raise ValueError(f"{path} has two items of one key.")
    return items


def make_rows(items: list[Item], tokens: Tokens, max_length: int) -> list[Row]:
    """The fewest rows that score all choices of each item; choices that read the same context share one."""
    rows = []
    per_item = 1 + max((len(item.choices) for item in items), default=0)
    step = max(1, TEXTS_AT_ONCE // per_item)
    for first in range(0, len(items), step):
        part = items[first : first + step]
        texts = [text for item in part for text in (item.prompt, *(item.prompt + one for one in item.choices))]
        encoded = iter(tokens.encode(texts))
        for offset, item in enumerate(part):
            prompt = next(encoded)
            wholes = [next(encoded) for _ in item.choices]
            rows += _item_rows(first + offset, item, prompt, wholes, tokens, max_length)
    return rows


def _item_rows(
    number: int, item: Item, prompt: list[int], wholes: list[list[int]], tokens: Tokens, max_length: int
) -> list[Row]:
    rows: dict[tuple[int, ...], Row] = {}
    for choice, whole in enumerate(wholes):
        context, continuation = split(prompt, whole)
        context = tokens.prefix + context or _start(tokens, item)
        if not continuation:
            raise ValueError(f"The choice {item.choices[choice]!r} of {item.key} adds no token to its prompt.")
        if len(continuation) > max_length:
            raise ValueError(
                f"The choice {choice} of {item.key} has {len(continuation)} tokens, the model reads {max_length}."
            )
        # the last max_length + 1 tokens, minus the last, which is only predicted
        ids = tuple((context + continuation)[-(max_length + 1) : -1])
        item.truncated = item.truncated or len(context) + len(continuation) - 1 > max_length
        row = rows.setdefault(ids, Row(ids))
        row.targets.append(Target(number, choice, tuple(continuation)))
    return list(rows.values())


def split(prompt: list[int], whole: list[int]) -> tuple[list[int], list[int]]:
    """Context and continuation: at the prompt's end, or where the two readings part if tokens merge across it."""
    border = 0
    while border < min(len(prompt), len(whole)) and prompt[border] == whole[border]:
        border += 1
    return whole[:border], whole[border:]


def _start(tokens: Tokens, item: Item) -> list[int]:
    """What stands before a choice without any context."""
    for token in (tokens.bos_id, tokens.eos_id):
        if token is not None:
            return [token]
    raise ValueError(f"{item.key} has an empty prompt, and the tokenizer has neither a bos nor an eos token.")
