"""What the tests of training share: running it here, in this process, and looking at what it wrote."""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from support import WorkerTest, this_machine, write_model

import audit
import contract
import train

LAYERS = ["model.layers.0.", "model.layers.1."]


class Stop:
    """A stop flag that is raised after some steps."""

    def __init__(self, after: int = 10**9) -> None:
        self._looks, self._after = 0, after

    @property
    def requested(self) -> bool:
        self._looks += 1
        return self._looks >= self._after


class TrainTest(WorkerTest):
    def setUp(self) -> None:
        super().setUp()
        self.machine = this_machine()

    def prepared(self, family: str = "qwen3", **changes: object) -> tuple[Path, Path]:
        model = write_model(self.folder / "model", family, **changes)
        return model, self.pack(model)

    def run_train(self, spec: dict, stop_after: int = 10**9) -> bool:
        self.assert_spec(spec)
        return train.run(spec, self.machine, contract.Events(spec["events"]), Stop(stop_after))

    def weights(self, spec: dict) -> dict[str, torch.Tensor]:
        return load_file(Path(spec["output"]) / "model" / "model.safetensors")

    def summary(self, spec: dict) -> dict:
        return json.loads((Path(spec["output"]) / "done.json").read_text())["summary"]

    def audited(self, spec: dict) -> dict:
        addresses = {name: name.split(".")[1] for name in load_file(Path(spec["model"]) / "model.safetensors")}
        addresses |= {name: "embed" for name in addresses if "embed_tokens" in name}
        addresses |= {name: "head" for name in addresses if name == "lm_head.weight"}
        folders = {"start": spec["model"], "end": spec["output"] + "/model"}
        check = self.common("audit", **folders, trainable=spec["trainable"], addresses=addresses)
        self.assert_spec(check)
        audit.run(check, contract.Events(check["events"]))
        return json.loads((Path(check["output"]) / "audit.json").read_text())

    def assert_same_weights(self, one: dict, other: dict) -> None:
        self.assertEqual(one.keys(), other.keys())
        for name in one:
            self.assertTrue(torch.equal(one[name], other[name]), name)
