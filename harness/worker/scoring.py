"""Log-probabilities of the targets of rows: sorted, batched by padded tokens, logits only where they are read."""

from collections.abc import Iterator

import torch

from continuation import Row
from device import Machine
from head import LOGITS_AT_ONCE, Head

Score = tuple[int, int, float]  # item, choice, log-probability


def make_batches(rows: list[Row], batch_tokens: int) -> list[list[Row]]:
    """Rows by falling length, cut where `rows x longest` would pass `batch_tokens`; always at least one row each."""
    batches: list[list[Row]] = []
    for row in sorted(rows, key=lambda one: (-len(one.ids), one.ids)):
        if batches and (len(batches[-1]) + 1) * len(batches[-1][0].ids) <= batch_tokens:
            batches[-1].append(row)
        else:
            batches.append([row])
    return batches


@torch.inference_mode()
def score(rows: list[Row], head: Head, machine: Machine) -> list[Score]:
    """One forward over the rows; halved where memory doesn't reach."""
    try:
        return _forward(rows, head, machine)
    except (torch.OutOfMemoryError, RuntimeError) as problem:
        if len(rows) == 1 or not _is_out_of_memory(problem):
            raise
    if machine.device.type == "cuda":
        torch.cuda.empty_cache()
    middle = len(rows) // 2
    return score(rows[:middle], head, machine) + score(rows[middle:], head, machine)


def _is_out_of_memory(problem: RuntimeError) -> bool:
    return isinstance(problem, torch.OutOfMemoryError) or "can't allocate memory" in str(problem)


def _forward(rows: list[Row], head: Head, machine: Machine) -> list[Score]:
    longest = max(len(row.ids) for row in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.int64)
    for index, row in enumerate(rows):
        ids[index, : len(row.ids)] = torch.tensor(row.ids)
    hidden = head.hidden(ids.to(machine.device))
    # every position that some target reads, once
    places = sorted({place for index, row in enumerate(rows) for place in _places(index, row)})
    line = {place: number for number, place in enumerate(places)}
    index = torch.tensor(places, device=machine.device)
    wanted = hidden[index[:, 0], index[:, 1]].float()
    targets = [(target, index, len(row.ids)) for index, row in enumerate(rows) for target in row.targets]
    pairs = [
        (line[row, length - len(target.tokens) + k], token)
        for target, row, length in targets
        for k, token in enumerate(target.tokens)
    ]
    values = iter(_log_probabilities(wanted, pairs, head))
    return [(target.item, target.choice, sum(next(values) for _ in target.tokens)) for target, _, _ in targets]


def _places(index: int, row: Row) -> Iterator[tuple[int, int]]:
    count = max(len(target.tokens) for target in row.targets)
    return ((index, place) for place in range(len(row.ids) - count, len(row.ids)))


def _log_probabilities(hidden: torch.Tensor, pairs: list[tuple[int, int]], head: Head) -> list[float]:
    """Of (line of `hidden`, token) pairs, from fp32 logits that are computed a part at a time."""
    at_once = max(1, LOGITS_AT_ONCE // head.vocabulary)
    values = torch.empty(len(pairs), dtype=torch.float64)
    for first in range(0, len(hidden), at_once):
        chosen = [number for number, (line, _) in enumerate(pairs) if first <= line < first + at_once]
        if not chosen:
            continue
        table = head.logits(hidden[first : first + at_once]).log_softmax(-1)
        lines = torch.tensor([pairs[number][0] - first for number in chosen], device=table.device)
        columns = torch.tensor([pairs[number][1] for number in chosen], device=table.device)
        values[chosen] = table[lines, columns].double().cpu()
    return values.tolist()
