"""AdamW over the trainable parameters, its schedule, and its state by parameter name."""

import math

import torch

from device import Machine

State = dict[str, torch.Tensor]


def make_optimizer(trainable: dict[str, torch.nn.Parameter], budget: dict) -> torch.optim.AdamW:
    """Decoupled weight decay on matrices only: norms and biases (tensors of one dimension) have none."""
    groups = [
        {"params": [p for p in trainable.values() if p.dim() >= 2], "weight_decay": budget["weight_decay"]},
        {"params": [p for p in trainable.values() if p.dim() < 2], "weight_decay": 0.0},
    ]
    device = next(iter(trainable.values())).device.type
    return torch.optim.AdamW(
        [group for group in groups if group["params"]],
        lr=budget["lr"],
        betas=tuple(budget["betas"]),
        eps=budget["eps"],
        fused=device in ("cpu", "cuda"),
    )


def learning_rate(step: int, budget: dict) -> float:
    """The rate of step 1, 2, ...: linear warm-up, then the schedule down to min_lr * lr at the last step."""
    warmup, steps = budget["warmup_steps"], budget["steps"]
    if step <= warmup:
        return budget["lr"] * step / warmup
    if budget["schedule"] == "constant":
        return budget["lr"]
    progress = (step - warmup) / max(1, steps - warmup)
    fall = (1 + math.cos(math.pi * progress)) / 2 if budget["schedule"] == "cosine" else 1 - progress
    return budget["lr"] * (budget["min_lr"] + (1 - budget["min_lr"]) * fall)


def take_step(
    optimizer: torch.optim.AdamW, trainable: dict[str, torch.nn.Parameter], machine: Machine, step: int, budget: dict
) -> float:
    """One update from the gradients that are there; returns their norm before clipping."""
    parameters = list(trainable.values())
    for parameter in parameters:
        if parameter.grad is None:  # e.g. an expert that no token chose: every rank must bring something
            parameter.grad = torch.zeros_like(parameter)
    machine.sum_gradients(parameters)
    limit = budget["clip"] or math.inf
    norm = torch.nn.utils.clip_grad_norm_(parameters, limit)
    for group in optimizer.param_groups:
        group["lr"] = learning_rate(step, budget)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return float(norm)


def state_by_name(optimizer: torch.optim.AdamW, trainable: dict[str, torch.nn.Parameter]) -> State:
    """The optimizer's state as flat tensors, e.g. "exp_avg/model.norm.weight".

    torch's own state is positional, so that a state of other parameters would load without an error.
    """
    return {
        f"{key}/{name}": value.detach().cpu()
        for name, parameter in trainable.items()
        for key, value in optimizer.state[parameter].items()
    }


def restore_state(optimizer: torch.optim.AdamW, trainable: dict[str, torch.nn.Parameter], state: State) -> None:
    """Gives each parameter the state that was saved under its name."""
    for name, parameter in trainable.items():
        for key in ("step", "exp_avg", "exp_avg_sq"):
            value = state[f"{key}/{name}"]
            # a CPU optimizer keeps its step count on the CPU, a fused CUDA one beside the parameter
            optimizer.state[parameter][key] = value.to(parameter.device, copy=True)
