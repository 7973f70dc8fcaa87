"""Scores requests under torchrun: the log-probability of each choice after its prompt.

    python launch.py --nnodes=1 --nproc-per-node=1 --rdzv-backend=c10d --rdzv-endpoint=localhost:0 \\
        --rdzv-id=ID --max-restarts=0 --log-dir LOGS --redirects 3 /abs/evaluate.py --spec spec.json

Every task has its own output folder (results.jsonl and done.json); one that is done already is passed over, so an
evaluation that was killed goes on with its next task. Rank r scores every world-th batch, rank 0 writes.
"""

import gc
import json
import math
import os
import signal
import sys
import time
from dataclasses import dataclass

import torch
from torch.distributed.elastic.multiprocessing.errors import record

from continuation import Item, Row, make_rows, read_items
from contract import Events, OutputFolder, failpoint, is_done, load_spec
from device import Machine, set_up, tear_down
from head import Head
from lifeline import STOPPED, StopFlag, tie_to_parent
from model import load_model
from scoring import make_batches, score
from tokens import Tokens, load_tokens, read_config

_LENGTH_KEYS = ("max_position_embeddings", "n_positions", "max_sequence_length")


def context_length(model: str, tokens: Tokens) -> int:
    """How many tokens the model reads at once."""
    config = read_config(model)
    known = [config[key] for key in _LENGTH_KEYS if config.get(key)]
    return known[0] if known else tokens.model_max_length


@dataclass
class Evaluation:
    """What all tasks share."""

    machine: Machine
    head: Head
    batch_tokens: int
    events: Events
    stop: StopFlag
    num_items: int  # over all tasks
    num_done: int = 0

    def score(self, items: list[Item], rows: list[Row]) -> list[list[float]] | None:
        """The log-probabilities of all choices by item, or None when a rank was asked to stop."""
        machine = self.machine
        batches = make_batches(rows, self.batch_tokens)[machine.rank :: machine.world]
        total, done, mine = sum(map(len, batches)), 0, []
        for batch in batches:
            if self.stop.requested:
                break
            mine += score(batch, self.head, machine)
            done += len(batch)
            # this rank's share of the rows stands for the share of the items
            self.events.progress(self.num_done + len(items) * done // total, self.num_items, "item")
        parts = machine.gather((self.stop.requested, mine))
        if any(stopped for stopped, _ in parts):
            return None
        self.num_done += len(items)
        logprobs = [[0.0] * len(item.choices) for item in items]
        for _, part in parts:
            for item, choice, value in part:
                if not math.isfinite(value):
                    raise ValueError(f"The model gives {value} for {items[item].key}: its weights are not sound.")
                logprobs[item][choice] = value
        return logprobs


def write_results(spec: dict, task: dict, lines: list[dict], seconds: float) -> None:
    """results.jsonl in the requests' order, then done.json."""
    output = OutputFolder(task["output"])
    with open(output.path / "results.jsonl", "w", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n")
        file.flush()
        failpoint("evaluate.write")
    truncated = sum(line["truncated"] for line in lines)
    summary = {"task": task["name"], "items": len(lines), "truncated": truncated, "seconds": seconds}
    output.finish(spec, task["fingerprint"], summary)


def run(spec: dict, machine: Machine, events: Events, stop: StopFlag) -> bool:
    """The whole stage; False when it was asked to stop."""
    open_tasks = [task for task in spec["tasks"] if not is_done(task["output"], task["fingerprint"])]
    machine.barrier()  # nobody writes before all have looked
    if not open_tasks:
        return True
    events.emit("phase", phase="load")
    tokens = load_tokens(spec["model"])
    length = context_length(spec["model"], tokens)
    questions = [read_items(task["requests"]) for task in open_tasks]
    dtype = torch.bfloat16 if spec["precision"] == "bf16" else torch.float32
    model = load_model(spec["model"], dtype).to(machine.device).eval()
    head = Head(model)
    head.use_full_precision()
    gc.enable()
    gc.freeze()
    events.emit("phase", phase="work")
    evaluation = Evaluation(machine, head, spec["batch_tokens"], events, stop, sum(map(len, questions)))
    for task, items in zip(open_tasks, questions):
        began = time.monotonic()
        rows = make_rows(items, tokens, length)
        logprobs = evaluation.score(items, rows)
        if logprobs is None:
            return False
        if machine.rank == 0:
            counts = token_counts(items, rows)
            lines = [
                {"key": item.key, "logprobs": logprobs[n], "tokens": counts[n], "truncated": item.truncated}
                for n, item in enumerate(items)
            ]
            write_results(spec, task, lines, time.monotonic() - began)
            events.emit("task-done", fingerprint=task["fingerprint"])
    machine.barrier()
    return True


def token_counts(items: list[Item], rows: list[Row]) -> list[list[int]]:
    """How many tokens each choice of each item has."""
    counts = [[0] * len(item.choices) for item in items]
    for row in rows:
        for target in row.targets:
            counts[target.item][target.choice] = len(target.tokens)
    return counts


@record
def main() -> None:
    tie_to_parent(signal.SIGKILL)
    stop = StopFlag()
    gc.disable()  # imports and loading make few cycles and many objects
    spec = load_spec("evaluate")
    os.environ["TOKENIZERS_PARALLELISM"] = "true"
    os.environ["RAYON_NUM_THREADS"] = str(spec["threads"])  # what the tokenizer takes
    machine = set_up(spec)
    events = Events(spec["events"], machine.rank)
    events.emit("phase", phase="import")
    import transformers  # noqa: F401 - slow, so that the phase says what is waited for

    finished = run(spec, machine, events, stop)
    tear_down(machine)
    if not finished:
        sys.exit(STOPPED)


if __name__ == "__main__":
    main()
