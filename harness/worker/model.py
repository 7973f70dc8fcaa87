"""A model folder as a torch model, and back, with the tensors' names as the files spell them."""

import json
import os
import shutil
from pathlib import Path

import torch

from weights import SINGLE, Tensor, read_header

DTYPES = {"F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16}
# What belongs to a model beside its weights: configuration, tokenizer, chat template, licence.
_COMPANIONS = {".json", ".txt", ".model", ".jinja", ".tiktoken", ".py", ".md", ""}


def load_model(folder: str, dtype: torch.dtype) -> torch.nn.Module:
    """The causal language model of `folder` with every weight from its files; looks nowhere else."""
    os.environ["TRANSFORMERS_OFFLINE"] = os.environ["HF_HUB_OFFLINE"] = "1"
    if not (Path(folder) / "config.json").is_file():
        raise ValueError(f"{folder} is not a model folder: it has no config.json.")
    read_header(folder)  # says plainly what is missing before transformers does
    import transformers

    transformers.utils.logging.disable_progress_bar()
    transformers.utils.logging.set_verbosity_error()  # what it would warn of is refused below
    # attention is torch's own (sdpa) but for families that can't use it, e.g. Gemma 2 with its capped scores
    model, report = transformers.AutoModelForCausalLM.from_pretrained(
        folder, dtype=dtype, local_files_only=True, output_loading_info=True
    )
    for key, trouble in (("missing_keys", "lacks"), ("mismatched_keys", "has in other shapes")):
        names = sorted(map(str, report.get(key) or []))
        if names:
            raise ValueError(f"The model in {folder} {trouble} {len(names)} weights, e.g. {names[0]}: fetch it again.")
    return model


def parameters_by_file_name(
    model: torch.nn.Module, header: dict[str, Tensor]
) -> dict[str, torch.nn.Parameter]:
    """The parameter behind each tensor of the files; two names of tied weights give the same parameter.

    Tensors that are no parameters, such as old files' rotary tables, are left out.
    """
    own = dict(model.named_parameters(remove_duplicate=False))
    found = {}
    for name, tensor in header.items():
        parameter = own.get(name, own.get(f"{model.base_model_prefix}.{name}"))
        if parameter is not None and tuple(parameter.shape) == tensor.shape:
            found[name] = parameter
    return found


def save_model(model: torch.nn.Module, start: str, folder: Path) -> None:
    """Writes `model` as a model folder with the names and companion files of its start.

    A weight that wasn't trained comes back with the same bits: file dtype -> fp32 -> file dtype is exact. A trained
    one is written as it was trained, in fp32: at a learning rate of 3e-5, rounding to bf16 would take back most of
    what a few steps did. The configuration then says float32, so that nobody rounds it while loading either.
    """
    from safetensors import safe_open
    from safetensors.torch import save_file

    header = read_header(start)
    parameters = parameters_by_file_name(model, header)
    tensors = {}
    for name, tensor in header.items():
        if name in parameters:
            # a copy, since safetensors refuses two names for one memory (a tied head that the start stores too)
            dtype = torch.float32 if parameters[name].requires_grad else DTYPES[tensor.dtype]
            tensors[name] = parameters[name].detach().to("cpu", dtype, copy=True).contiguous()
        else:
            with safe_open(tensor.file, framework="pt") as file:
                tensors[name] = file.get_tensor(name)
    folder.mkdir()
    save_file(tensors, folder / SINGLE, metadata={"format": "pt"})
    for path in sorted(Path(start).iterdir()):
        if path.is_dir() and path.name == "additional_chat_templates":
            shutil.copytree(path, folder / path.name)
        elif path.is_file() and path.suffix in _COMPANIONS and not _is_bookkeeping(path.name):
            shutil.copyfile(path, folder / path.name)
    if any(tensors[name].dtype != DTYPES[tensor.dtype] for name, tensor in header.items() if name in parameters):
        _say_float32(folder / "config.json")


def _say_float32(path: Path) -> None:
    """Sets the dtype that transformers loads with; the rest of the configuration stays as it is."""
    config = json.loads(path.read_text(encoding="utf-8"))
    for part in (config, config.get("text_config", {})):
        part |= {key: "float32" for key in ("dtype", "torch_dtype") if key in part}
    config.setdefault("dtype", "float32")
    path.write_text(json.dumps(config, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _is_bookkeeping(name: str) -> bool:
    return name.startswith(".") or name == "done.json" or name.endswith(".index.json")


def check_file_dtypes(header: dict[str, Tensor]) -> None:
    """Refuses weights that can't go through fp32 and back, such as quantised ones."""
    for tensor in header.values():
        if tensor.dtype not in DTYPES:
            raise ValueError(
                f"{tensor.name} in {tensor.file} is stored as {tensor.dtype}; only F32, F16 and BF16 can be "
                "trained. Use the model's unquantised weights."
            )


def freeze_all_but(
    parameters: dict[str, torch.nn.Parameter], model: torch.nn.Module, spec: dict
) -> dict[str, torch.nn.Parameter]:
    """Sets requires_grad on the parameters of spec["trainable"] alone, and holds the plan against the real model.

    Returns them by name, tied ones once, in the spec's order.
    """
    unknown = [name for group in spec["trainable"] for name in group["names"] if name not in parameters]
    if unknown:
        raise ValueError(
            f"{len(unknown)} tensors of the plan are no parameters of the loaded model, e.g. {unknown[0]}: "
            "this architecture renames its weights while loading, which this trainer does not support."
        )
    model.requires_grad_(False)
    chosen: dict[str, torch.nn.Parameter] = {}
    differences = []
    for group in spec["trainable"]:
        distinct = {id(parameters[name]): parameters[name] for name in group["names"]}
        numel = sum(parameter.numel() for parameter in distinct.values())
        if numel != group["numel"]:
            differences.append(f"`{group['address']}` has {numel:,} elements, the plan says {group['numel']:,}")
        for name in group["names"]:
            if not parameters[name].requires_grad:
                parameters[name].requires_grad_(True)
                chosen[name] = parameters[name]
    total = sum(parameter.numel() for parameter in model.parameters())
    if total != spec["total_numel"]:
        differences.append(f"the whole model has {total:,} elements, the plan says {spec['total_numel']:,}")
    if differences:
        raise ValueError(f"The model is not the one that was planned for: {'; '.join(differences)}. Plan again.")
    return chosen
