"""manifest.json: the hash of every shipped file that is made, and what made the base model."""

import hashlib
import platform
from pathlib import Path

BASE_FILES = ("config.json", "generation_config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json")
MADE_FILES = (
    "acquisition.csv",
    "corpus.txt",
    "retention.csv",
    "world.json",
    *(f"base/{name}" for name in BASE_FILES),
)


def sha256(path: Path) -> str:
    """SHA-256 of a file, in lower-case hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def processor_vendor() -> str:
    """e.g. GenuineIntel; the matrix library takes other paths on other makes."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.is_file() else []
    found = [line.split(":")[1].strip() for line in lines if line.startswith("vendor_id")]
    return found[0] if found else "unknown"


def platform_name() -> str:
    """Where the same bytes are expected again, e.g. "linux x86_64 GenuineIntel AVX2, torch 2.13.0+cpu, ..."."""
    import torch
    import transformers

    capability = torch.backends.cpu.get_cpu_capability()
    machine = f"{platform.system().lower()} {platform.machine()} {processor_vendor()} {capability}"
    return f"{machine}, torch {torch.__version__}, transformers {transformers.__version__}"


def describe(root: Path, base: dict) -> dict:
    """The manifest of the files below `root`; `base` says how the base model was made."""
    files = {path: {"sha256": sha256(root / path), "bytes": (root / path).stat().st_size} for path in MADE_FILES}
    return {"files": files, "base": base}
