"""Resumable training state: whole or not there, and never that of another training.

`<resume>/step-000050/` holds state.safetensors (trained weights and optimizer state by parameter name) and
state.json (step, fingerprint, random generators, metrics so far, size and sha256 of the tensors).
"""

import hashlib
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import torch

from contract import Events, failpoint, make_durable, sync, write_json
from device import Machine

KEEP = 2
_NAME = re.compile(r"step-(\d+)")


@dataclass
class Saved:
    """What a training needs to go on after `step`."""

    step: int
    tensors: dict[str, torch.Tensor]
    metrics: list[dict]
    seconds: float


def random_state(machine: Machine) -> list[str]:
    """This rank's random generators, as text."""
    states = [torch.get_rng_state()]
    if machine.device.type == "cuda":
        states.append(torch.cuda.get_rng_state(machine.device))
    return [bytes(state.tolist()).hex() for state in states]


def restore_random_state(states: list[str], machine: Machine) -> None:
    """The inverse of `random_state`."""
    tensors = [torch.frombuffer(bytearray.fromhex(state), dtype=torch.uint8) for state in states]
    torch.set_rng_state(tensors[0])
    if machine.device.type == "cuda":
        torch.cuda.set_rng_state(tensors[1], machine.device)


def save_state(folder: str, saved: Saved, fingerprint: str, machine: Machine) -> None:
    """Called by all ranks; rank 0 writes. The last two states are kept."""
    random_states = machine.gather(random_state(machine))
    if machine.rank == 0:
        from safetensors.torch import save_file

        final = Path(folder) / f"step-{saved.step:06d}"
        work = final.with_name(final.name + ".tmp")
        for old in (work, final):
            shutil.rmtree(old, ignore_errors=True)
        work.mkdir(parents=True)
        file = work / "state.safetensors"
        save_file({name: tensor.contiguous() for name, tensor in saved.tensors.items()}, file)
        facts = {"step": saved.step, "fingerprint": fingerprint, "world": machine.world, "seconds": saved.seconds}
        facts |= {"random": random_states, "metrics": saved.metrics}
        facts |= {"size": file.stat().st_size, "sha256": _sha256(file)}
        write_json(work / "state.json", facts)
        failpoint("train.state-save")
        make_durable(work)
        work.rename(final)
        sync(final.parent)
        for old in _steps(folder)[:-KEEP]:
            shutil.rmtree(old, ignore_errors=True)
    machine.barrier()


def load_state(folder: str, fingerprint: str, machine: Machine, events: Events) -> Saved | None:
    """The latest whole state, with the random generators set to it; None where there is none."""
    for path in reversed(_steps(folder)):
        try:
            facts = json.loads((path / "state.json").read_text(encoding="utf-8"))
            file = path / "state.safetensors"
            whole = facts["size"] == file.stat().st_size and facts["sha256"] == _sha256(file)
        except (OSError, ValueError, KeyError):
            whole, facts = False, {}
        if facts.get("fingerprint", fingerprint) != fingerprint:
            raise ValueError(
                f"{path} is the state of another training ({facts['fingerprint'][:12]}, not {fingerprint[:12]}): "
                "it would continue with other parameters or settings. Give this training its own resume folder."
            )
        if not whole:
            events.emit("warning", message=f"{path} is damaged and was passed over.")
        elif facts["world"] != machine.world:
            message = f"{path} was saved by {facts['world']} processes, now there are {machine.world}: passed over."
            events.emit("warning", message=message)
        else:
            from safetensors.torch import load_file

            restore_random_state(facts["random"][machine.rank], machine)
            return Saved(facts["step"], load_file(file), facts["metrics"], facts["seconds"])
    return None


def _steps(folder: str) -> list[Path]:
    """Finished states, oldest first."""
    if not Path(folder).is_dir():
        return []
    return sorted((path for path in Path(folder).iterdir() if _NAME.fullmatch(path.name)), key=_step)


def _step(path: Path) -> int:
    return int(path.name.removeprefix("step-"))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
