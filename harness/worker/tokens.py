"""Text to token ids with the model folder's own tokenizer, the same way in packing and in scoring."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_FILES = ("tokenizer.json", "tokenizer.model", "vocab.*", "*.tiktoken", "*.model", "tekken.json")

Encoder = Callable[[list[str]], list[list[int]]]


@dataclass(frozen=True)
class Tokens:
    """A model folder's tokenizer."""

    encode: Encoder  # without special tokens
    prefix: list[int]  # what the tokenizer puts before every text, e.g. [1] for a BOS, else []
    bos_id: int | None
    eos_id: int | None
    sep_id: int | None
    model_max_length: int


def load_tokens(folder: str) -> Tokens:
    """Loads the tokenizer of a model folder; never looks anywhere else."""
    os.environ["TRANSFORMERS_OFFLINE"] = os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    if not Path(folder).is_dir() or not any(any(Path(folder).glob(one)) for one in _FILES):
        # transformers would make an empty one of the model's family
        raise ValueError(f"{folder} holds no tokenizer ({', '.join(_FILES)}): name a model folder with one.")
    from transformers import AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    except (OSError, ValueError) as problem:
        raise ValueError(f"The tokenizer of {folder} can't be loaded: {problem}") from problem
    encode = _encoder(tokenizer)
    plain = encode(["a"])[0]
    framed = tokenizer("a")["input_ids"]
    cut = next((i for i in range(len(framed)) if framed[i : i + len(plain)] == plain), 0)
    return Tokens(
        encode=encode,
        prefix=list(framed[:cut]),
        bos_id=tokenizer.bos_token_id,
        eos_id=tokenizer.eos_token_id,
        sep_id=tokenizer.sep_token_id,
        model_max_length=int(min(tokenizer.model_max_length, 2**62)),
    )


def read_config(folder: str) -> dict:
    """config.json of a model folder; the text model's part where there are several."""
    try:
        config = json.loads((Path(folder) / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise ValueError(f"The config.json of {folder} can't be read: {problem}") from problem
    return {**config, **config.get("text_config", {})}


def _encoder(tokenizer: object) -> Encoder:
    if not tokenizer.is_fast:
        return lambda texts: [tokenizer.encode(text, add_special_tokens=False) for text in texts]
    backend = tokenizer.backend_tokenizer
    backend.no_truncation()
    backend.no_padding()
    return lambda texts: [one.ids for one in backend.encode_batch(texts, add_special_tokens=False)]
