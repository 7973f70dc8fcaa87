"""Continued training of the base on corpus.txt with parts frozen: the numbers of this folder's README.

    .venv/bin/python datasets/tiny-world/make/measure.py --arms full 0..4 4..8 --seeds 1 2 3
"""

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import world
from learning import Budget, clustered_interval, fix_arithmetic, packed, questions, right_answers, train

ARMS = ("full", "0..2", "0..4", "0..6", "2..8", "4..8", "6..8", "2..6", "ends", "attention")
BUDGET = Budget(steps=150, sequence=32, batch=16, learning_rate=1.5e-3, warmup_steps=10)


def trains(arm: str, name: str, layers: int) -> bool:
    """Whether an arm trains the parameter of this name.

    `a..b` is layers a to b-1; `ends` is all but layers 2..6; only `full` trains embedding and final norm.
    """
    if arm == "full":
        return True
    parts = name.split(".")
    if parts[1] != "layers":
        return False
    if arm == "attention":
        return parts[3] == "self_attn"
    layer = int(parts[2])
    if arm == "ends":
        return layer < 2 or layer >= layers - 2
    first, end = (int(bound) for bound in arm.split(".."))
    return first <= layer < end


def measure(root: Path, arm: str, seed: int, budget: Budget) -> str:
    """One line: both benchmarks with their intervals after training one arm with one seed."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(root / "base")
    model: Any = AutoModelForCausalLM.from_pretrained(root / "base", dtype=torch.float32)
    for name, parameter in model.named_parameters():
        parameter.requires_grad_(trains(arm, name, model.config.num_hidden_layers))
    documents = (root / "corpus.txt").read_text(encoding="utf-8").splitlines()
    started = time.monotonic()
    train(model, packed(documents, tokenizer, budget.sequence), budget, seed)
    cells = [f"{arm:10} seed {seed} {time.monotonic() - started:5.1f} s"]
    for benchmark in ("acquisition", "retention"):
        items = questions(root / f"{benchmark}.csv")
        right = right_answers(model, tokenizer, items)
        mean, low, high = clustered_interval(right, [item["entity"] for item in items])
        cells.append(f"{benchmark} {mean:.3f} [{low:.3f}, {high:.3f}]")
    return "  ".join(cells)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measures continued training with parts frozen.")
    parser.add_argument("--root", type=Path, default=world.ROOT, help="the tiny world's folder")
    parser.add_argument("--arms", nargs="+", default=list(ARMS), metavar="ARM", help=", ".join(ARMS))
    parser.add_argument("--seeds", nargs="+", type=int, default=[1, 2, 3])
    parser.add_argument("--steps", type=int, default=BUDGET.steps)
    parser.add_argument("--rate", type=float, default=BUDGET.learning_rate)
    options = parser.parse_args()
    fix_arithmetic(threads=1)
    budget = replace(BUDGET, steps=options.steps, learning_rate=options.rate)
    for arm in options.arms:
        for seed in options.seeds:
            print(measure(options.root, arm, seed, budget), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
