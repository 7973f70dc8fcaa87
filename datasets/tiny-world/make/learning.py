"""What base.py and measure.py share: packing, the training loop and cloze scores. Imports torch only when called."""

from __future__ import annotations

import csv
import math
import os
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from torch import Tensor

CHOICES = ("A", "B", "C", "D")


@dataclass(frozen=True)
class Budget:
    """How long and how hard to train; one step reads `batch` rows of `sequence` tokens."""

    steps: int
    sequence: int
    batch: int
    learning_rate: float
    warmup_steps: int
    weight_decay: float = 0.01
    betas: tuple[float, float] = (0.9, 0.98)
    clip_norm: float = 1.0


def fix_arithmetic(threads: int) -> None:
    """Fixes the order of additions: call before torch is first imported.

    The instruction set is held at AVX2, so that processors with and without AVX-512 agree.
    """
    os.environ["ATEN_CPU_CAPABILITY"] = "avx2"
    os.environ["ONEDNN_MAX_CPU_ISA"] = "AVX2"
    os.environ["MKL_CBWR"] = "AVX2"
    os.environ["OMP_NUM_THREADS"] = str(threads)
    import torch

    torch.set_num_threads(threads)
    torch.use_deterministic_algorithms(True)


def packed(documents: Iterable[str], tokenizer: Any, sequence: int) -> Tensor:
    """All documents end to end with end-of-text after each, cut into rows [n, sequence]; the rest is dropped."""
    import torch

    stream: list[int] = []
    for document in documents:
        stream += tokenizer(document).input_ids + [tokenizer.eos_token_id]
    count = len(stream) // sequence
    return torch.tensor(stream[: count * sequence]).view(count, sequence)


def row_order(count: int, seed: int | None) -> Iterable[int]:
    """Row numbers without end: in order where seed is None, else freshly shuffled in every round."""
    numbers = list(range(count))
    chance = random.Random(seed)
    while True:
        if seed is not None:
            chance.shuffle(numbers)
        yield from numbers


def rate(step: int, budget: Budget) -> float:
    """Learning rate of a step counted from 0: linear warm-up, then half a cosine down to 0."""
    if step < budget.warmup_steps:
        return budget.learning_rate * (step + 1) / budget.warmup_steps
    done = (step - budget.warmup_steps) / max(1, budget.steps - budget.warmup_steps)
    return budget.learning_rate * 0.5 * (1 + math.cos(math.pi * done))


def train(
    model: Any,
    rows: Tensor,
    budget: Budget,
    seed: int | None = None,
    report: Callable[[int, float], None] = lambda step, loss: None,
) -> None:
    """AdamW on the parameters that require a gradient; `report` gets every 50th step and its loss in nats."""
    import torch

    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(
        trained, lr=budget.learning_rate, betas=budget.betas, weight_decay=budget.weight_decay
    )
    order = iter(row_order(len(rows), seed))
    model.train()
    for step in range(budget.steps):
        batch = rows[[next(order) for _ in range(budget.batch)]]
        logits = model(input_ids=batch, use_cache=False).logits[:, :-1]
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), batch[:, 1:].flatten())
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, budget.clip_norm)
        for group in optimizer.param_groups:
            group["lr"] = rate(step, budget)
        optimizer.step()
        if step % 50 == 0 or step == budget.steps - 1:
            report(step, loss.item())
    model.eval()


def questions(path: Path) -> list[dict[str, str]]:
    """The rows of a benchmark file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def right_answers(model: Any, tokenizer: Any, items: list[dict[str, str]]) -> list[bool]:
    """Per question: has the right option the highest log-probability after the question's text?

    An option is one token, so one forward pass per question is enough.
    """
    import torch

    model.eval()
    by_length: dict[int, list[tuple[int, list[int]]]] = {}
    for index, item in enumerate(items):
        ids = tokenizer(item["question"]).input_ids
        by_length.setdefault(len(ids), []).append((index, ids))
    right = [False] * len(items)
    with torch.no_grad():
        for group in by_length.values():
            scores = model(input_ids=torch.tensor([ids for _, ids in group])).logits[:, -1]
            for (index, _), row in zip(group, scores, strict=True):
                item = items[index]
                options = [tokenizer.convert_tokens_to_ids(item[letter]) for letter in CHOICES]
                right[index] = CHOICES[int(row[options].argmax())] == item["answer"]
    return right


def clustered_interval(right: list[bool], clusters: list[str]) -> tuple[float, float, float]:
    """Share that is right and its 95 % interval, standard error clustered (CR0, times G/(G-1))."""
    mean = sum(right) / len(right)
    sums: dict[str, float] = {}
    for hit, cluster in zip(right, clusters, strict=True):
        sums[cluster] = sums.get(cluster, 0.0) + hit - mean
    size = len(sums)
    error = math.sqrt(size / (size - 1) * sum(total**2 for total in sums.values())) / len(right)
    return mean, mean - 1.96 * error, mean + 1.96 * error
