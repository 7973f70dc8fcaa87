"""The order in which lighteval's sampler `balanced` takes demos: {subject: [answers]} in, {subject: [rows]} out.

An answer is a row's letter, or null where lighteval drops the row. Its rule: seed 0; the letters by how many rows
they have, most first, equally many ones shuffled; then one random row of each letter in turn, until there are
no more. So fewer shots are the first of these rows.
"""

import json
import random
import sys


def demo_rows(answers: list[str | None]) -> list[int]:
    random.seed(0)
    rows_of: dict[str, list[int]] = {}
    for row, letter in enumerate(answers):
        if letter is not None:
            rows_of.setdefault(letter, []).append(row)
    letters: list[str] = []
    for count in sorted({len(rows) for rows in rows_of.values()}, reverse=True):
        equal = sorted(letter for letter, rows in rows_of.items() if len(rows) == count)
        random.shuffle(equal)
        letters += equal
    chosen: list[int] = []
    while any(rows_of.values()):
        for letter in letters:
            if rows_of[letter]:
                rows = rows_of[letter]
                chosen.append(rows.pop(random.randrange(len(rows))))
    return chosen


json.dump({subject: demo_rows(answers) for subject, answers in json.load(sys.stdin).items()}, sys.stdout)
