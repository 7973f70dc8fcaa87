"""The audit finds what changed and shouldn't have, and what didn't and should have."""

import json
import shutil
from pathlib import Path

import numpy
from support import WorkerTest

import audit
import contract

SAFETENSORS = {"float32": "F32", "float16": "F16", "uint16": "BF16"}  # bf16 is written as its 16 bits


def write_weights(path: Path, tensors: dict[str, numpy.ndarray]) -> None:
    """A safetensors file by hand."""
    header, data = {}, b""
    for name, value in tensors.items():
        begin, data = len(data), data + value.tobytes()
        dtype = SAFETENSORS[value.dtype.name]
        header[name] = {"dtype": dtype, "shape": list(value.shape), "data_offsets": [begin, len(data)]}
    text = json.dumps({"__metadata__": {"format": "pt"}, **header}).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(len(text).to_bytes(8, "little") + text + data)


class Audit(WorkerTest):
    def setUp(self) -> None:
        super().setUp()
        random = numpy.random.default_rng(0)
        self.start = {
            "embed": random.random((7, 4), numpy.float32),
            "a.weight": random.random((4, 4), numpy.float32),
            "b.weight": (random.random((3, 4), numpy.float32).view("<u4") >> 16).astype("<u2"),
        }
        self.end = {name: value.copy() for name, value in self.start.items()}
        self.addresses = {"embed": "embed", "a.weight": "layer 0 attn", "b.weight": "layer 1 mlp"}

    def run_audit(self, trained: list[str], config: dict | None = None) -> dict:
        for name, tensors in (("start", self.start), ("end", self.end)):
            shutil.rmtree(self.folder / name, ignore_errors=True)
            (self.folder / name).mkdir()
            write_weights(self.folder / name / "model.safetensors", tensors)
            (self.folder / name / "config.json").write_text(json.dumps(config or {}))
        trainable = [{"address": self.addresses[one], "names": [one], "numel": 1} for one in trained]
        folders = {"start": str(self.folder / "start"), "end": str(self.folder / "end")}
        spec = self.common("audit", **folders, trainable=trainable, addresses=self.addresses)
        self.assert_spec(spec)
        audit.run(spec, contract.Events(spec["events"]))
        result = json.loads((Path(spec["output"]) / "audit.json").read_text())
        done = json.loads((Path(spec["output"]) / "done.json").read_text())
        self.assertEqual(done["summary"]["ok"], result["ok"])
        return result

    def test_a_frozen_model_with_one_trained_tensor_is_in_order(self) -> None:
        self.end["a.weight"][1, 2] += 0.5
        result = self.run_audit(["a.weight"])
        self.assertEqual((result["ok"], result["problems"]), (True, []))
        facts = {one["name"]: one for one in result["tensors"]}
        self.assertEqual((facts["a.weight"]["expected"], facts["a.weight"]["changed"]), ("trained", True))
        self.assertAlmostEqual(facts["a.weight"]["max_abs_delta"], 0.5, places=6)
        self.assertEqual((facts["embed"]["expected"], facts["embed"]["changed"]), ("frozen", False))

    def test_one_changed_bit_in_a_frozen_bf16_tensor_is_found(self) -> None:
        self.end["a.weight"] += 1
        self.end["b.weight"][2, 3] ^= 1
        result = self.run_audit(["a.weight"])
        self.assertFalse(result["ok"])
        self.assertRegex(result["problems"][0], r"^b.weight was to stay frozen, but changed by up to 0\.00")

    def test_a_trained_bf16_tensor_may_be_written_in_fp32_and_a_frozen_one_may_not(self) -> None:
        widened = (self.end["b.weight"].astype("<u4") << 16).view("<f4")
        self.end["b.weight"] = widened
        self.assertEqual(self.run_audit(["b.weight"])["problems"], ["b.weight was to be trained, but did not change"])
        self.end["b.weight"] = widened + numpy.float32(1e-6)
        self.assertTrue(self.run_audit(["b.weight"])["ok"])
        self.end["a.weight"] = self.end["a.weight"] + 1
        self.assertIn("b.weight was BF16", self.run_audit(["a.weight"])["problems"][0])

    def test_a_trained_tensor_that_did_not_change_is_found(self) -> None:
        result = self.run_audit(["a.weight"])
        self.assertEqual(result["problems"], ["a.weight was to be trained, but did not change"])

    def test_negative_zero_is_another_bit_pattern(self) -> None:
        self.start["embed"][0, 0], self.end["embed"][0, 0] = 0.0, -0.0
        self.end["a.weight"] += 1
        self.assertIn("embed was to stay frozen", self.run_audit(["a.weight"])["problems"][0])

    def test_lost_new_and_reshaped_tensors_are_found(self) -> None:
        del self.end["embed"]
        self.end["a.weight"] = self.end["a.weight"].reshape(2, 8)
        self.end["c"] = numpy.ones(3, numpy.float16)
        wanted = ["embed is gone", "c is new", "a.weight was F32 [4, 4] and is now F32 [2, 8]"]
        self.assertEqual(self.run_audit(["a.weight"])["problems"], wanted)

    def test_values_that_are_not_finite_are_a_problem_and_the_file_stays_json(self) -> None:
        self.end["a.weight"][0, 0] = numpy.nan
        self.assertEqual(self.run_audit(["a.weight"])["problems"], ["a.weight holds values that are not finite"])

    def test_a_stored_copy_of_a_tied_embedding_trains_with_it(self) -> None:
        self.start["lm_head"] = self.start["embed"].copy()
        self.addresses["lm_head"] = "head"
        self.end["embed"] += 1
        self.end["lm_head"] = self.end["embed"].copy()
        self.assertTrue(self.run_audit(["embed"], {"tie_word_embeddings": True})["ok"])
        untied = self.run_audit(["embed"], {"tie_word_embeddings": False})
        self.assertIn("lm_head was to stay frozen", untied["problems"][0])

    def test_a_cut_file_is_refused(self) -> None:
        self.run_audit([])
        path = self.folder / "end" / "model.safetensors"
        path.write_bytes(path.read_bytes()[:-5])
        spec = self.common("audit", start=str(path.parent), end=str(path.parent), trainable=[], addresses={})
        with self.assertRaisesRegex(ValueError, "cut short"):
            audit.run(spec, contract.Events(spec["events"]))
