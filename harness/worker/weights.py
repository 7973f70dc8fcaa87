"""The headers of a model folder's safetensors files, read without torch."""

import json
import struct
from dataclasses import dataclass
from pathlib import Path

INDEX = "model.safetensors.index.json"
SINGLE = "model.safetensors"


@dataclass(frozen=True)
class Tensor:
    """Where one tensor lies: its bytes are file[begin:end]."""

    name: str
    dtype: str  # as safetensors spells it, e.g. "BF16"
    shape: tuple[int, ...]
    file: Path
    begin: int
    end: int

    @property
    def numel(self) -> int:
        count = 1
        for size in self.shape:
            count *= size
        return count


def read_header(folder: str | Path) -> dict[str, Tensor]:
    """All tensors of the model in `folder`, by name, in the order of their files."""
    folder = Path(folder)
    if (folder / INDEX).is_file():
        index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        names = sorted(set(index["weight_map"].values()))
    elif (folder / SINGLE).is_file():
        names = [SINGLE]
    else:
        raise ValueError(f"{folder} holds no {SINGLE} and no {INDEX}: it is not a model folder with safetensors.")
    tensors: dict[str, Tensor] = {}
    for name in names:
        tensors.update(_file_header(folder / name))
    return tensors


def _file_header(path: Path) -> dict[str, Tensor]:
    if not path.is_file():
        raise ValueError(f"{path} is missing, although the index of its folder names it: fetch the model again.")
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(8)
        length = struct.unpack("<Q", start)[0] if len(start) == 8 else size
        if 8 + length > size:
            raise ValueError(f"{path} is cut short or not a safetensors file: fetch the model again.")
        header = json.loads(file.read(length))
    header.pop("__metadata__", None)
    base = 8 + length
    tensors = {}
    for name, entry in header.items():
        begin, end = (base + offset for offset in entry["data_offsets"])
        if end > size:
            raise ValueError(f"{path} is cut short: tensor {name} ends after the file does. Fetch the model again.")
        tensors[name] = Tensor(name, entry["dtype"], tuple(entry["shape"]), path, begin, end)
    return tensors
