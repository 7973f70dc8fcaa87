"""Trains the named parameters of a model on the packed corpus, under torchrun.

    python launch.py --nnodes=1 --nproc-per-node=1 --rdzv-backend=c10d --rdzv-endpoint=localhost:0 \\
        --rdzv-id=ID --max-restarts=0 --log-dir LOGS --redirects 3 /abs/train.py --spec spec.json

A step is one global batch, whatever the number of processes and the micro-batch: the gradient is that of the mean
over all its predicted tokens. Master weights are fp32. Layers below the lowest trained one build no graph, since
nothing there requires a gradient. The model is in training mode throughout, so a model with dropout has it in its
frozen layers too. Asked to stop (SIGTERM), it saves its state and exits with 143, without done.json.
"""

import gc
import json
import math
import resource
import signal
import sys
import time
from dataclasses import dataclass, field

import torch
from torch.distributed.elastic.multiprocessing.errors import record

from contract import Events, OutputFolder, failpoint, load_spec
from device import Machine, set_up, tear_down
from head import Head
from lifeline import STOPPED, StopFlag, tie_to_parent
from model import check_file_dtypes, freeze_all_but, load_model, parameters_by_file_name, save_model
from optim import learning_rate, make_optimizer, restore_state, state_by_name, take_step
from state import Saved, load_state, save_state
from stream import Stream
from weights import read_header


@dataclass
class Training:
    """Everything that a step needs."""

    spec: dict
    machine: Machine
    events: Events
    stop: StopFlag
    model: torch.nn.Module
    head: Head
    trainable: dict[str, torch.nn.Parameter]
    optimizer: torch.optim.AdamW
    stream: Stream
    step: int = 0
    seconds: float = 0.0  # spent in steps, over all attempts
    metrics: list[dict] = field(default_factory=list)


def prepare(spec: dict, machine: Machine, events: Events, stop: StopFlag) -> Training:
    """Loads the model and the corpus, freezes, and checks that what will train is what was planned."""
    budget = spec["budget"]
    if budget["batch"] % machine.world != 0:
        raise ValueError(
            f"A batch of {budget['batch']} sequences can't be shared by {machine.world} processes: "
            "make budget.batch a multiple of the processes."
        )
    stream = Stream(spec["corpus"], budget["sequence"], spec["seed"])
    header = read_header(spec["model"])
    check_file_dtypes(header)
    model = load_model(spec["model"], torch.float32)
    trainable = freeze_all_but(parameters_by_file_name(model, header), model, spec)
    model.to(machine.device).train()
    numel = sum(parameter.numel() for parameter in trainable.values())
    names = list(trainable)
    events.emit(
        "resolved",
        tensors=len(names),
        numel=numel,
        total_numel=spec["total_numel"],
        share=numel / spec["total_numel"],
        first=names[0],
        last=names[-1],
    )
    torch.manual_seed(spec["seed"] * 1009 + machine.rank)  # dropout; ranks must differ
    optimizer = make_optimizer(trainable, budget)
    return Training(spec, machine, events, stop, model, Head(model), trainable, optimizer, stream)


def resume(training: Training) -> None:
    """Goes on where an earlier attempt saved, if one did."""
    spec, trainable = training.spec, training.trainable
    saved = load_state(spec["resume"], spec["fingerprint"], training.machine, training.events)
    if saved is None:
        return
    with torch.no_grad():
        for name, parameter in trainable.items():
            parameter.copy_(saved.tensors[f"weight/{name}"])
    restore_state(training.optimizer, trainable, saved.tensors)
    training.step, training.metrics, training.seconds = saved.step, saved.metrics, saved.seconds
    training.events.emit("resumed", step=saved.step)


def save(training: Training) -> None:
    """Writes resumable state."""
    weights = {f"weight/{name}": p.detach().cpu() for name, p in training.trainable.items()}
    tensors = weights | state_by_name(training.optimizer, training.trainable)
    saved = Saved(training.step, tensors, training.metrics, training.seconds)
    save_state(training.spec["resume"], saved, training.spec["fingerprint"], training.machine)
    training.events.emit("saved", step=training.step)


def train_step(training: Training) -> tuple[float, float, bool]:
    """One global batch: its mean loss, the gradient's norm, and whether any rank was asked to stop."""
    budget, machine = training.spec["budget"], training.machine
    share = budget["batch"] // machine.world
    first = training.step * budget["batch"] + machine.rank * share
    rows = training.stream.rows(first, share).to(machine.device)
    num_targets = budget["batch"] * (budget["sequence"] - 1)
    total = 0.0
    for part in rows.split(budget["micro_batch"]):
        with machine.autocast():
            loss = training.head.loss(part) / num_targets
        loss.backward()
        total += float(loss.detach())
    total, stops = machine.sum(total, float(training.stop.requested))
    step = training.step + 1
    norm = take_step(training.optimizer, training.trainable, machine, step, budget)
    if not (math.isfinite(total) and math.isfinite(norm)):
        raise ValueError(
            f"The loss is {total} with a gradient norm of {norm} at step {step}: training has diverged. "
            "Lower budget.lr, warm up longer, or set budget.clip."
        )
    training.step = step
    return total, norm, stops > 0


def train(training: Training) -> bool:
    """All steps that are left; False when it was asked to stop, with its state saved."""
    spec, budget, events = training.spec, training.spec["budget"], training.events
    interval = max(1, min(10, budget["steps"] // 100))
    tokens = budget["batch"] * budget["sequence"]
    while training.step < budget["steps"]:
        began = time.monotonic()
        loss, norm, stops = train_step(training)
        elapsed = time.monotonic() - began
        training.seconds += elapsed
        step = training.step
        if step == 1 or step % interval == 0 or step == budget["steps"]:
            metric = {"step": step, "loss": loss, "lr": learning_rate(step, budget), "grad_norm": norm}
            metric["tokens_per_s"] = tokens / elapsed
            training.metrics.append(metric)
            events.emit("metric", **metric)
        events.progress(step, budget["steps"], "step")
        if step == budget["steps"]:
            return True
        if step >= 2:
            for name in ("train.crash", "train.hang", "train.oom-kill"):
                failpoint(name)
        due = spec["save_every"] > 0 and step % spec["save_every"] == 0
        if due or stops:
            save(training)
        if stops:
            return False
    return True


def write_output(training: Training) -> None:
    """The trained model, the metrics and the summary."""
    spec, budget = training.spec, training.spec["budget"]
    output = OutputFolder(spec["output"])
    save_model(training.model, spec["model"], output.path / "model")
    lines = [json.dumps(metric) + "\n" for metric in training.metrics]
    (output.path / "metrics.jsonl").write_text("".join(lines), encoding="utf-8")
    tokens = budget["steps"] * budget["batch"] * budget["sequence"]
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    summary = {
        "steps": budget["steps"],
        "loss_first": training.metrics[0]["loss"],
        "loss_last": training.metrics[-1]["loss"],
        "tokens": tokens,
        "seconds": training.seconds,
        "tokens_per_s": tokens / training.seconds,
        "peak_rss_bytes": rss,
        "stream_sha256": training.stream.sha256(budget["steps"] * budget["batch"]),
        "world": training.machine.world,
        "versions": library_versions(),
    }
    failpoint("train.output-save")
    output.finish(spec, spec["fingerprint"], summary)


def library_versions() -> dict[str, str]:
    """What computed this."""
    import numpy
    import safetensors
    import transformers

    versions = {module.__name__: module.__version__ for module in (torch, transformers, safetensors, numpy)}
    return {"python": sys.version.split()[0], **versions}


def run(spec: dict, machine: Machine, events: Events, stop: StopFlag) -> bool:
    """The whole stage; False when it was asked to stop."""
    events.emit("phase", phase="load")
    training = prepare(spec, machine, events, stop)
    resume(training)
    gc.enable()
    gc.freeze()
    events.emit("phase", phase="work")
    finished = train(training)
    if finished and machine.rank == 0:
        events.emit("phase", phase="save")
        write_output(training)
    machine.barrier()
    return finished


@record
def main() -> None:
    tie_to_parent(signal.SIGKILL)
    stop = StopFlag()
    gc.disable()  # imports and loading make few cycles and many objects
    spec = load_spec("train")
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
