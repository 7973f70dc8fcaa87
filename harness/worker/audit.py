"""Compares every tensor of a trained model with its start: frozen ones bit-identical, trained ones changed.

    python audit.py --spec spec.json

Needs numpy only, so it starts at once. Both models are mapped, never loaded. A difference that shouldn't be is a
result (`ok: false` in audit.json and in the summary), not an error of this program.
"""

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import numpy

from contract import Events, OutputFolder, load_spec, write_json
from lifeline import tie_to_parent
from weights import Tensor, read_header

ELEMENTS_AT_ONCE = 1 << 22
_FLOATS = {"F64": "<f8", "F32": "<f4", "F16": "<f2"}
_UINTS = {1: "<u1", 2: "<u2", 4: "<u4", 8: "<u8"}


def compare(start: Tensor, end: Tensor) -> tuple[bool, float, bool]:
    """Whether anything differs, the largest absolute difference, and whether all values of `end` are finite.

    Tensors of one dtype are compared bit by bit; where a trained one was widened to fp32, value by value.
    """
    changed, largest, finite = False, 0.0, True
    for before, after in zip(_chunks(start), _chunks(end)):
        before_values, after_values = _values(before, start.dtype), _values(after, end.dtype)
        finite = finite and bool(numpy.isfinite(after_values).all())
        same = (before, after) if start.dtype == end.dtype else (before_values, after_values)
        if numpy.array_equal(*same):
            continue
        changed = True
        delta = numpy.abs(after_values - before_values)
        largest = max(largest, float(numpy.max(delta, where=numpy.isfinite(delta), initial=0.0)))
    return changed, largest, finite


def _chunks(tensor: Tensor) -> Iterator[numpy.ndarray]:
    """The tensor's bits as unsigned integers, a part at a time."""
    if tensor.numel == 0:
        return
    width = (tensor.end - tensor.begin) // tensor.numel
    bits = numpy.memmap(tensor.file, mode="r", dtype=_UINTS[width], offset=tensor.begin, shape=(tensor.numel,))
    for first in range(0, tensor.numel, ELEMENTS_AT_ONCE):
        yield numpy.asarray(bits[first : first + ELEMENTS_AT_ONCE])


def _values(bits: numpy.ndarray, dtype: str) -> numpy.ndarray:
    """What the bits mean, as float64; bfloat16 is the upper half of a float32."""
    if dtype == "BF16":
        return (bits.astype("<u4") << 16).view("<f4").astype("f8")
    with numpy.errstate(invalid="ignore"):
        return bits.view(_FLOATS.get(dtype, bits.dtype)).astype("f8")


def trained_names(spec: dict, start: dict[str, Tensor]) -> set[str]:
    """The names that must change: those of the spec, and a head stored beside the embedding that it is tied to."""
    names = {name for group in spec["trainable"] for name in group["names"]}
    config = json.loads((Path(spec["start"]) / "config.json").read_text(encoding="utf-8"))
    config |= config.get("text_config", {})
    ends = {name for name, address in spec["addresses"].items() if address in ("embed", "head") and name in start}
    # a config that is silent leaves it to the architecture's default, which the weights show
    if names & ends and config.get("tie_word_embeddings", True) and _all_equal([start[name] for name in ends]):
        names |= ends
    return names


def _all_equal(tensors: list[Tensor]) -> bool:
    first, *others = tensors
    return all(one.shape == first.shape and one.dtype == first.dtype and not compare(first, one)[0] for one in others)


def run(spec: dict, events: Events) -> None:
    """The whole stage."""
    events.emit("phase", phase="work")
    start, end = read_header(spec["start"]), read_header(spec["end"])
    trained = trained_names(spec, start)
    problems = [f"{name} is to be trained, but the start has no such tensor" for name in sorted(trained - start.keys())]
    problems += [f"{name} is gone" for name in sorted(start.keys() - end.keys())]
    problems += [f"{name} is new" for name in sorted(end.keys() - start.keys())]
    tensors = []
    for done, (name, before) in enumerate(start.items(), 1):
        events.progress(done, len(start), "tensor")
        after = end.get(name)
        if after is None:
            continue
        expected = "trained" if name in trained else "frozen"
        dtypes = {before.dtype, "F32"} if expected == "trained" else {before.dtype}
        if before.shape != after.shape or after.dtype not in dtypes:
            was, now = (f"{one.dtype} {list(one.shape)}" for one in (before, after))
            problems.append(f"{name} was {was} and is now {now}")
            continue
        changed, largest, finite = compare(before, after)
        if changed and expected == "frozen":
            problems.append(f"{name} was to stay frozen, but changed by up to {largest:.3g}")
        if not changed and expected == "trained":
            problems.append(f"{name} was to be trained, but did not change")
        if not finite:
            problems.append(f"{name} holds values that are not finite")
        address = spec["addresses"].get(name, "")
        facts = {"name": name, "address": address, "expected": expected, "changed": changed}
        tensors.append({**facts, "max_abs_delta": largest})
    output = OutputFolder(spec["output"])
    write_json(output.path / "audit.json", {"ok": not problems, "tensors": tensors, "problems": problems})
    summary = {"ok": not problems, "tensors": len(tensors), "problems": problems[:20]}
    summary |= {expected: sum(one["expected"] == expected for one in tensors) for expected in ("frozen", "trained")}
    output.finish(spec, spec["fingerprint"], summary)


def main() -> None:
    tie_to_parent(signal.SIGKILL)
    spec = load_spec("audit")
    run(spec, Events(spec["events"]))


if __name__ == "__main__":
    main()
