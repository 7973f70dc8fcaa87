"""The packed corpus as a stream of sequences whose order depends on the seed alone."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import numpy
import torch


class Stream:
    """Sequences in the order of one seed: each epoch a new permutation of all, whatever the number of processes."""

    def __init__(self, folder: str, sequence: int, seed: int) -> None:
        try:
            facts = json.loads((Path(folder) / "pack.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as problem:
            raise ValueError(f"{folder} is not the output of a pack stage: {problem}") from problem
        if facts["sequence"] != sequence:
            raise ValueError(
                f"The corpus in {folder} is packed in sequences of {facts['sequence']} tokens, "
                f"the budget says {sequence}: pack it again."
            )
        dtype = numpy.dtype(facts["dtype"]).newbyteorder("<")
        data = numpy.memmap(Path(folder) / "tokens.bin", mode="r", dtype=dtype)
        if len(data) != facts["tokens"]:
            raise ValueError(f"{folder}/tokens.bin has {len(data)} tokens, pack.json says {facts['tokens']}.")
        self._count = facts["sequences"]
        self._rows = data[: self._count * sequence].reshape(self._count, sequence)
        self._seed = seed
        self._corpus = facts["sha256"]
        self._epoch, self._order = -1, numpy.empty(0, numpy.int64)

    def rows(self, first: int, count: int) -> torch.Tensor:
        """`count` sequences from place `first` of the endless stream, int64 [count, tokens]."""
        numbers = [self._number(place) for place in range(first, first + count)]
        return torch.from_numpy(self._rows[numbers].astype(numpy.int64))

    def sha256(self, count: int) -> str:
        """Names the first `count` sequences and their order: equal for all arms that saw the same text."""
        digest = hashlib.sha256(f"{self._corpus} {self._rows.shape[1]} ".encode())
        for order in self._epochs(count):
            digest.update(order.astype("<i8").tobytes())
        return digest.hexdigest()

    def _number(self, place: int) -> int:
        epoch, index = divmod(place, self._count)
        if epoch != self._epoch:
            self._epoch, self._order = epoch, self._permutation(epoch)
        return int(self._order[index])

    def _permutation(self, epoch: int) -> numpy.ndarray:
        return numpy.random.Generator(numpy.random.PCG64([self._seed, epoch])).permutation(self._count)

    def _epochs(self, count: int) -> Iterator[numpy.ndarray]:
        for epoch, start in enumerate(range(0, count, self._count)):
            yield self._permutation(epoch)[: count - start]
