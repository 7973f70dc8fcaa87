"""Pre-trains the base model of the tiny world: Qwen3 architecture, 8 layers, fp32.

    .venv/bin/python datasets/tiny-world/make/base.py                   into datasets/tiny-world/base
    .venv/bin/python datasets/tiny-world/make/base.py --root FOLDER     elsewhere; the text files are written too

One thread, 3 to 4 minutes. The same platform gives the same bytes; `manifest.json` says which one made ours.
"""

import argparse
import sys
import time
from pathlib import Path
from typing import Any

import world
from documents import BASE_ROUNDS, base_documents
from learning import Budget, clustered_interval, fix_arithmetic, packed, questions, right_answers, train
from manifest import describe, platform_name
from tokenizer import END_OF_TEXT, PAD, vocabulary

THREADS = 1
WEIGHTS_SEED = 1
BUDGET = Budget(steps=1600, sequence=48, batch=16, learning_rate=2e-3, warmup_steps=20)


def configuration() -> Any:
    """The architecture: 8 layers of width 96, tied embeddings."""
    from transformers import Qwen3Config

    ids = vocabulary()
    return Qwen3Config(
        vocab_size=len(ids),
        hidden_size=96,
        intermediate_size=256,
        num_hidden_layers=8,
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=32,
        max_position_embeddings=world.CONTEXT_TOKENS,
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=ids[END_OF_TEXT],
        pad_token_id=ids[PAD],
        dtype="float32",
    )


def build(root: Path) -> None:
    """Writes the world's files, trains the base, saves it, and writes manifest.json last."""
    started = time.monotonic()
    fix_arithmetic(THREADS)
    import torch
    from transformers import AutoTokenizer, Qwen3ForCausalLM

    world.write(root)
    tokenizer = AutoTokenizer.from_pretrained(root / "base")
    torch.manual_seed(WEIGHTS_SEED)
    model = Qwen3ForCausalLM(configuration())
    rows = packed(base_documents(BASE_ROUNDS), tokenizer, BUDGET.sequence)

    def report(step: int, loss: float) -> None:
        print(f"step {step} of {BUDGET.steps}: loss {loss:.4f}, {time.monotonic() - started:.0f} s", flush=True)

    train(model, rows, BUDGET, report=report)
    model.save_pretrained(root / "base")
    scores = {}
    for name in ("acquisition", "retention"):
        items = questions(root / f"{name}.csv")
        right = right_answers(model, tokenizer, items)
        mean, low, high = clustered_interval(right, [item["entity"] for item in items])
        scores[name] = {"n": len(items), "share": round(mean, 4), "interval": [round(low, 4), round(high, 4)]}
        print(f"{name}: {mean:.3f} [{low:.3f}, {high:.3f}]")
    made = {
        "platform": platform_name(),
        "threads": THREADS,
        "steps": BUDGET.steps,
        "tokens": BUDGET.steps * BUDGET.batch * BUDGET.sequence,
        "parameters": sum(parameter.numel() for parameter in model.parameters()),
        "scores": scores,
    }
    (root / "manifest.json").write_text(world.as_json(describe(root, made)), encoding="utf-8")


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Pre-trains the tiny world's base model.")
    parser.add_argument("--root", type=Path, default=world.ROOT, help="the tiny world's folder")
    build(parser.parse_args().root)
    return 0


if __name__ == "__main__":
    sys.exit(main())
