"""The contract with the harness: spec.json in, events.jsonl while at work, an output folder with done.json last.

contract.schema.json is generated from the TypeScript schema (`npm run schema`); nothing is declared twice.
"""

import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from json_schema import problems

CONTRACT_VERSION = 1
SCHEMA = Path(__file__).with_name("contract.schema.json")


def load_spec(kind: str, arguments: list[str] | None = None) -> dict:
    """Reads the file of `--spec FILE` and refuses anything that isn't a spec of this kind and version."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if len(arguments) != 2 or arguments[0] != "--spec":
        raise ValueError("Call this worker with `--spec FILE`, a spec.json that the harness wrote.")
    path = Path(arguments[1])
    spec = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(spec, dict) or spec.get("contract") != CONTRACT_VERSION:
        found = spec.get("contract") if isinstance(spec, dict) else None
        raise ValueError(
            f"{path} speaks version {found} of the worker contract, this worker version {CONTRACT_VERSION}: "
            "the harness and harness/worker/ are of different releases; build again."
        )
    if spec.get("kind") != kind:
        raise ValueError(f"{path} is a spec of kind {spec.get('kind')!r}, but this worker does {kind!r}.")
    variants = json.loads(SCHEMA.read_text(encoding="utf-8"))["$defs"]["workerSpec"]["oneOf"]
    schema = next(one for one in variants if one["properties"]["kind"]["const"] == kind)
    wrong = problems(spec, schema)
    if wrong:
        raise ValueError(f"{path} is not a valid spec: " + "; ".join(wrong))
    return spec


class Events:
    """Appends events to events.jsonl, one write a line; silent on every rank but 0."""

    def __init__(self, path: str, rank: int = 0) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644) if rank == 0 else None
        self._last_progress = 0.0

    def emit(self, event: str, **fields: object) -> None:
        """e.g. emit("resumed", step=50)"""
        if self._file is not None:
            line = json.dumps({"time": time.time(), "event": event, **fields}, ensure_ascii=False)
            os.write(self._file, (line + "\n").encode())

    def progress(self, done: float, total: float, unit: str) -> None:
        """At most five a second, and always the last one."""
        now = time.monotonic()
        if done >= total or now - self._last_progress >= 0.2:
            self._last_progress = now
            self.emit("progress", done=done, total=total, unit=unit)


class OutputFolder:
    """A result folder that is whole or not there: filled as `<final>.tmp`, renamed by `finish`."""

    def __init__(self, final: str) -> None:
        self._final = Path(final)
        self.path = Path(final + ".tmp")
        shutil.rmtree(self.path, ignore_errors=True)
        self.path.mkdir(parents=True)

    def finish(self, spec: dict, fingerprint: str, summary: dict) -> None:
        """Writes done.json last, makes everything durable, and puts the folder in its place."""
        files = {str(file.relative_to(self.path)): file.stat().st_size for file in _files(self.path)}
        done = {"contract": CONTRACT_VERSION, "kind": spec["kind"], "fingerprint": fingerprint}
        write_json(self.path / "done.json", {**done, "files": files, "summary": summary})
        make_durable(self.path)
        if self._final.exists():  # of another fingerprint, or of a run that the harness doesn't trust
            (self._final / "done.json").unlink(missing_ok=True)
            shutil.rmtree(self._final)
        self.path.rename(self._final)
        sync(self._final.parent)


def is_done(folder: str, fingerprint: str) -> bool:
    """Whether a whole result of this fingerprint lies there."""
    try:
        done = json.loads((Path(folder) / "done.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return done.get("fingerprint") == fingerprint


def write_json(path: Path, value: object) -> None:
    """Writes one JSON document; NaN is our bug, not the reader's problem."""
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")


def make_durable(folder: Path) -> None:
    """Asks the disk to keep every file and folder in `folder`, itself included."""
    for file in _files(folder):
        sync(file)
    for inner in [folder, *(path for path in folder.rglob("*") if path.is_dir())]:
        sync(inner)


def sync(path: Path) -> None:
    """fsync of a file or folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def failpoint(name: str) -> None:
    """For the tests of the harness: goes wrong here in the way that HARNESS_FAILPOINT names, else does nothing."""
    if os.environ.get("HARNESS_FAILPOINT") != name:
        return
    if name == "train.crash":
        raise RuntimeError("the failpoint train.crash was reached")
    if name == "train.oom-kill":
        os.kill(os.getpid(), signal.SIGKILL)
    reached = os.environ.get("HARNESS_FAILPOINT_FILE")
    if reached:
        Path(reached).touch()
    while True:  # until somebody kills us
        time.sleep(1)
