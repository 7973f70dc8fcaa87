"""What the worker tests share: tiny models of several families, a tiny tokenizer and corpus, and specs for them."""

import json
import os
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORKER = ROOT / "harness" / "worker"
sys.path.insert(0, str(WORKER))
os.environ.update(TRANSFORMERS_OFFLINE="1", HF_HUB_OFFLINE="1", TOKENIZERS_PARALLELISM="false")

VOCAB = 320
SEQUENCE = 16
TEXT = [
    f"the {adjective} {noun} of {place} is number {number}"
    for number, (adjective, noun, place) in enumerate(
        (adjective, noun, place)
        for adjective in ("old", "new", "red")
        for noun in ("bridge", "tower", "market")
        for place in ("ashford", "北京", "lund")
    )
]


class WorkerTest(unittest.TestCase):
    """A test with a temporary folder."""

    def setUp(self) -> None:
        holder = tempfile.TemporaryDirectory(prefix="permafrost-worker-")
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)

    def common(self, kind: str, **more: object) -> dict:
        """A spec's first keys."""
        self.folder.joinpath("events.jsonl").touch()
        output = str(self.folder / f"{kind}-output")
        spec = {"contract": 1, "kind": kind, "fingerprint": f"{kind}-fingerprint", "output": output}
        return {**spec, "events": str(self.folder / "events.jsonl"), **more}

    def machine_keys(self) -> dict:
        return {"device": "cpu", "precision": "fp32", "threads": 1}

    def assert_spec(self, spec: dict) -> None:
        """The spec is one that the harness could have written."""
        import contract
        import json_schema

        variants = json.loads(contract.SCHEMA.read_text(encoding="utf-8"))["$defs"]["workerSpec"]["oneOf"]
        schema = next(one for one in variants if one["properties"]["kind"]["const"] == spec["kind"])
        self.assertEqual(json_schema.problems(spec, schema), [])

    def events(self, name: str) -> list[dict]:
        """The events of one kind so far."""
        lines = (self.folder / "events.jsonl").read_text(encoding="utf-8").splitlines()
        return [event for event in map(json.loads, lines) if event["event"] == name]

    def pack(self, model: Path, sequence: int = SEQUENCE) -> Path:
        """A packed corpus for the model's tokenizer."""
        import contract
        import pack

        corpus = self.folder / "corpus.txt"
        corpus.write_text("\n".join(TEXT * 4), encoding="utf-8")
        spec = self.common("pack", tokenizer=str(model), files=[str(corpus)], format="text", field="text")
        spec |= {"sequence": sequence, "output": str(self.folder / f"packed-{sequence}")}
        self.assert_spec(spec)
        pack.run(spec, contract.Events(spec["events"]))
        return Path(spec["output"])

    def train_spec(self, model: Path, corpus: Path, trained: list[str], **budget: object) -> dict:
        """A spec that trains the tensors whose names begin with one of `trained`."""
        import weights

        header = weights.read_header(model)
        config = json.loads((model / "config.json").read_text(encoding="utf-8"))
        tied_copy = config["tie_word_embeddings"] and "lm_head.weight" in header
        trainable = []
        for start in trained:
            names = [name for name in header if name.startswith(start)]
            trainable.append({"address": start, "names": names, "numel": sum(header[n].numel for n in names)})
        total = sum(one.numel for name, one in header.items() if not (tied_copy and name == "lm_head.weight"))
        spec = self.common("train", **self.machine_keys(), model=str(model), corpus=str(corpus), seed=1)
        spec |= {"resume": str(self.folder / "resume"), "save_every": 0, "trainable": trainable}
        steps = {"steps": 6, "sequence": SEQUENCE, "batch": 4, "micro_batch": 4, "lr": 0.01, "warmup_steps": 2}
        rest = {"schedule": "cosine", "min_lr": 0.1, "weight_decay": 0.1, "betas": [0.9, 0.98]}
        rest |= {"eps": 1e-8, "clip": 1.0}
        return {**spec, "total_numel": total, "budget": {**steps, **rest, **budget}}


def write_model(folder: Path, family: str, dtype: str = "float32", bos: bool = False, **changes: object) -> Path:
    """A random model of 4 layers with a tokenizer: "qwen3", "qwen3-untied", "llama", "gemma2" or "gemma3"."""
    import torch
    import transformers

    sizes = {"vocab_size": VOCAB, "hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 4}
    sizes |= {"num_attention_heads": 2, "num_key_value_heads": 1, "head_dim": 16, "max_position_embeddings": 128}
    sizes |= {"bos_token_id": 1, "eos_token_id": 0, "pad_token_id": 2, "initializer_range": 0.2}
    kinds = {
        "qwen3": (transformers.Qwen3Config, {"tie_word_embeddings": True}),
        "qwen3-untied": (transformers.Qwen3Config, {"tie_word_embeddings": False}),
        "llama": (transformers.LlamaConfig, {"tie_word_embeddings": False}),
        "gemma2": (transformers.Gemma2Config, {"final_logit_softcapping": 2.0, "sliding_window": 8}),
        "gemma3": (transformers.Gemma3TextConfig, {"sliding_window": 8}),
    }
    make, own = kinds[family]
    transformers.utils.logging.disable_progress_bar()
    torch.manual_seed(7)
    model = transformers.AutoModelForCausalLM.from_config(make(**{**sizes, **own, **changes}))
    model.to(getattr(torch, dtype)).save_pretrained(folder)
    write_tokenizer(folder, bos)
    return folder


def write_tokenizer(folder: Path, bos: bool) -> None:
    """A byte-level BPE whose merges cross no word but do join a space with its word."""
    import tokenizers
    import transformers

    tokenizer = tokenizers.Tokenizer(tokenizers.models.BPE())
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = tokenizers.decoders.ByteLevel()
    trainer = tokenizers.trainers.BpeTrainer(
        vocab_size=VOCAB - 8,
        special_tokens=["<eos>", "<bos>", "<pad>"],
        initial_alphabet=sorted(tokenizers.pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(TEXT, trainer)
    if bos:
        tokenizer.post_processor = tokenizers.processors.TemplateProcessing(
            single="<bos> $A", pair="<bos> $A <bos> $B", special_tokens=[("<bos>", 1)]
        )
    names = {"eos_token": "<eos>", "bos_token": "<bos>", "pad_token": "<pad>"}
    transformers.PreTrainedTokenizerFast(tokenizer_object=tokenizer, **names).save_pretrained(folder)


def this_machine() -> object:
    """One process on the CPU, as `device.set_up` would make it."""
    import device
    import torch

    torch.set_num_threads(1)
    torch.set_deterministic_debug_mode("error")
    return device.Machine(torch.device("cpu"), 0, 1, "fp32")
