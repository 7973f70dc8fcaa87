"""Resuming: a training that was stopped or killed ends as if it had been left alone."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import torch
from safetensors.torch import load_file
from training import LAYERS, TrainTest


class Resuming(TrainTest):
    def undisturbed(self, **changes: object) -> tuple[dict, dict]:
        model, corpus = self.prepared("qwen3", **changes)
        spec = {**self.train_spec(model, corpus, LAYERS, steps=8), "save_every": 2}
        self.run_train(spec)
        weights = self.weights(spec)
        shutil.rmtree(spec["resume"])
        shutil.rmtree(spec["output"])
        return spec, weights

    def states(self, spec: dict) -> Iterator[Path]:
        return iter(sorted(Path(spec["resume"]).iterdir()))

    def test_a_resumed_run_ends_with_the_same_bits_even_with_dropout(self) -> None:
        spec, weights = self.undisturbed(attention_dropout=0.1)
        self.assertFalse(self.run_train(spec, stop_after=5))
        self.assertFalse(Path(spec["output"]).exists())
        torch.manual_seed(99)
        self.assertTrue(self.run_train(spec))
        self.assertEqual([event["step"] for event in self.events("resumed")], [5])
        self.assert_same_weights(self.weights(spec), weights)
        metrics = (Path(spec["output"]) / "metrics.jsonl").read_text().splitlines()
        self.assertEqual([json.loads(line)["step"] for line in metrics], list(range(1, 9)))

    def test_two_states_are_kept_and_a_damaged_one_is_passed_over(self) -> None:
        spec, weights = self.undisturbed()
        self.run_train(spec, stop_after=7)
        self.assertEqual([path.name for path in self.states(spec)], ["step-000006", "step-000007"])
        *_, last = self.states(spec)
        data = bytearray((last / "state.safetensors").read_bytes())
        data[-1] ^= 1
        (last / "state.safetensors").write_bytes(data)
        (last.parent / "step-000009.tmp").mkdir()  # killed while saving
        self.run_train(spec)
        self.assertIn("step-000007 is damaged", self.events("warning")[-1]["message"])
        self.assertEqual(self.events("resumed")[-1]["step"], 6)
        self.assert_same_weights(self.weights(spec), weights)

    def test_with_all_states_damaged_it_starts_over(self) -> None:
        spec, weights = self.undisturbed()
        self.run_train(spec, stop_after=4)
        for path in self.states(spec):
            (path / "state.json").write_text("{")
        self.run_train(spec)
        self.assertEqual(self.events("resumed"), [])
        self.assert_same_weights(self.weights(spec), weights)

    def test_the_state_of_another_training_is_refused(self) -> None:
        spec, _ = self.undisturbed()
        self.run_train(spec, stop_after=4)
        # the same number and shapes of tensors: torch's own optimizer state would load without a word
        deep = ["model.layers.2.", "model.layers.3."]
        other = self.train_spec(Path(spec["model"]), Path(spec["corpus"]), deep, steps=8)
        other["fingerprint"] = "another"
        with self.assertRaisesRegex(ValueError, "state of another training .* its own resume folder"):
            self.run_train(other)

    def test_optimizer_state_is_kept_under_parameter_names(self) -> None:
        spec, _ = self.undisturbed()
        self.run_train(spec, stop_after=3)
        *_, last = self.states(spec)
        names = {name for group in spec["trainable"] for name in group["names"]}
        kinds = ("weight", "step", "exp_avg", "exp_avg_sq")
        self.assertEqual(set(load_file(last / "state.safetensors")), {f"{kind}/{n}" for kind in kinds for n in names})

    def test_a_state_of_another_number_of_processes_is_passed_over(self) -> None:
        spec, weights = self.undisturbed()
        self.run_train(spec, stop_after=4)
        for path in self.states(spec):
            facts = json.loads((path / "state.json").read_text())
            (path / "state.json").write_text(json.dumps({**facts, "world": 2}))
        self.run_train(spec)
        self.assertIn("saved by 2 processes, now there are 1", self.events("warning")[0]["message"])
        self.assert_same_weights(self.weights(spec), weights)
