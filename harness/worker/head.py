"""From hidden states to logits, apart from the model's own forward: so that only what is needed is computed."""

import torch
from torch.nn import functional
from torch.utils.checkpoint import checkpoint

LOGITS_AT_ONCE = 1 << 25  # elements: 128 MiB in fp32; more are computed in chunks


class Head:
    """The output embedding of a causal language model with what its family does to the logits."""

    def __init__(self, model: torch.nn.Module) -> None:
        layer = model.get_output_embeddings()
        self.body = model.base_model
        if layer is None or self.body is model:
            raise ValueError(f"{type(model).__name__} has no body and head apart: this worker can't use it.")
        self._weight, self._bias = layer.weight, layer.bias
        config = model.config.get_text_config()
        self._cap = getattr(config, "final_logit_softcapping", None)  # Gemma 2, section 2
        scale = getattr(config, "logit_scale", None) or 1.0  # Cohere multiplies
        self._scale = scale / (getattr(config, "logits_scaling", None) or 1.0)  # Granite divides
        self._check(model)

    def use_full_precision(self) -> None:
        """From now on `logits` wants fp32 hidden states and multiplies in fp32; not for training."""
        self._weight = self._weight.detach().float()
        self._bias = None if self._bias is None else self._bias.detach().float()

    @property
    def vocabulary(self) -> int:
        """How many logits a position has."""
        return self._weight.shape[0]

    def hidden(self, ids: torch.Tensor) -> torch.Tensor:
        """The last hidden states [rows, tokens, width]. No mask: the only padding is on the right, and unread."""
        return self.body(input_ids=ids, use_cache=False).last_hidden_state

    def logits(self, hidden: torch.Tensor) -> torch.Tensor:
        """fp32 logits [positions, vocabulary] of hidden states in the weights' dtype."""
        logits = functional.linear(hidden, self._weight, self._bias).float()
        if self._scale != 1.0:
            logits = logits * self._scale
        return logits if self._cap is None else torch.tanh(logits / self._cap) * self._cap

    def loss(self, ids: torch.Tensor) -> torch.Tensor:
        """The summed cross-entropy of each sequence's next tokens, ids [rows, tokens], never with all logits whole."""
        hidden = self.hidden(ids)[:, :-1].flatten(0, 1)
        targets = ids[:, 1:].flatten()
        at_once = max(1, LOGITS_AT_ONCE // self.vocabulary)
        if len(targets) <= at_once:
            return self._cross_entropy(hidden, targets)
        parts = zip(hidden.split(at_once), targets.split(at_once))
        return sum(checkpoint(self._cross_entropy, *part, use_reentrant=False) for part in parts)

    def _cross_entropy(self, hidden: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        return functional.cross_entropy(self.logits(hidden), targets, reduction="sum")

    @torch.no_grad()
    def _check(self, model: torch.nn.Module) -> None:
        """A family that does something else to its logits must be refused, not scored wrongly."""
        ids = torch.arange(1, 9, device=model.device)[None] % self.vocabulary
        was_training = model.training
        model.eval()
        wanted = model(input_ids=ids, use_cache=False).logits[0].float()
        got = self.logits(self.hidden(ids)[0])
        model.train(was_training)
        tolerance = 1e-3 if self._weight.dtype == torch.float32 else 5e-2
        if (wanted - got).abs().max() > tolerance * max(1.0, float(wanted.abs().max())):
            raise ValueError(f"{type(model).__name__} changes its logits in a way that this worker doesn't know.")
