"""The machine as a worker sees it: device, threads, ranks, and the few things that ranks say to each other."""

import os
import sys
from contextlib import AbstractContextManager
from dataclasses import dataclass

import torch
import torch.distributed as dist

_BUCKET_ELEMENTS = 1 << 24  # gradients are summed over the ranks in pieces of at most 64 MiB


@dataclass(frozen=True)
class Machine:
    """One rank of a worker."""

    device: torch.device
    rank: int
    world: int
    precision: str

    def autocast(self) -> AbstractContextManager:
        """bf16 computation over fp32 weights where the spec asks for it."""
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self.precision == "bf16")

    def sum(self, *values: float) -> list[float]:
        """Each value summed over all ranks."""
        if self.world == 1:
            return list(values)
        # fp64 has no place on an Apple GPU, which is never one of several ranks
        total = torch.tensor(values, dtype=torch.float64, device=self.device)
        dist.all_reduce(total)
        return total.tolist()

    def sum_gradients(self, parameters: list[torch.nn.Parameter]) -> None:
        """Adds up the gradients of all ranks in place.

        Done once a step in buckets that depend on nothing but the parameters, unlike the buckets of
        DistributedDataParallel, which are rebuilt after the first step: so a resumed run adds in the same order.
        """
        if self.world == 1:
            return
        for bucket in _buckets(parameters):
            flat = torch.cat([parameter.grad.reshape(-1) for parameter in bucket])
            dist.all_reduce(flat)
            for parameter, part in zip(bucket, flat.split([one.numel() for one in bucket])):
                parameter.grad.copy_(part.view_as(parameter))

    def gather(self, value: object) -> list:
        """The values of all ranks in order, on every rank."""
        if self.world == 1:
            return [value]
        values: list = [None] * self.world
        dist.all_gather_object(values, value)
        return values

    def barrier(self) -> None:
        """Waits until all ranks are here."""
        if self.world > 1:
            dist.barrier()


def set_up(spec: dict) -> Machine:
    """Takes the device and the threads that the spec names, and meets the other ranks that torchrun started."""
    rank, world = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
    kind, local = spec["device"], int(os.environ.get("LOCAL_RANK", 0))
    torch.set_num_threads(spec["threads"])
    torch.set_num_interop_threads(1)
    if kind == "cuda":
        if not torch.cuda.is_available() or local >= torch.cuda.device_count():
            raise ValueError(
                f"Process {local} needs a CUDA device, but torch {torch.__version__} sees "
                f"{torch.cuda.device_count()}: check the driver and CUDA_VISIBLE_DEVICES, or set device: cpu."
            )
        torch.cuda.set_device(local)
    if kind == "mps" and not torch.backends.mps.is_available():
        raise ValueError("The spec asks for an Apple GPU (mps), and torch sees none: set device: cpu.")
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    # not use_deterministic_algorithms, which says the same but imports torch's compiler first (0.3 s)
    torch.set_deterministic_debug_mode("error" if kind == "cpu" else "warn")
    torch.utils.deterministic.fill_uninitialized_memory = False  # costs time, hides nothing that we read
    if world > 1:
        if os.environ.get("LOCAL_WORLD_SIZE") == str(world):  # one machine: its name needn't resolve to anything
            os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo0" if sys.platform == "darwin" else "lo")
        dist.init_process_group("cpu:gloo,cuda:nccl" if kind == "cuda" else "gloo")
    device = torch.device(kind, local) if kind == "cuda" else torch.device(kind)
    return Machine(device, rank, world, spec["precision"])


def tear_down(machine: Machine) -> None:
    """Leaves the other ranks in order."""
    if machine.world > 1:
        dist.destroy_process_group()


def _buckets(parameters: list[torch.nn.Parameter]) -> list[list[torch.nn.Parameter]]:
    buckets: list[list[torch.nn.Parameter]] = [[]]
    filled = 0
    for parameter in parameters:
        if buckets[-1] and filled + parameter.numel() > _BUCKET_ELEMENTS:
            buckets.append([])
            filled = 0
        buckets[-1].append(parameter)
        filled += parameter.numel()
    return buckets
