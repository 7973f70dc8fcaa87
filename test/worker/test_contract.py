"""The worker's side of the contract: what it refuses, what it writes, and that a half result is never visible."""

import json
from pathlib import Path

from support import WorkerTest

import contract
import json_schema

DEFINITIONS = json.loads(contract.SCHEMA.read_text(encoding="utf-8"))["$defs"]


class Contract(WorkerTest):
    def written(self, spec: object) -> list[str]:
        path = self.folder / "spec.json"
        path.write_text(json.dumps(spec), encoding="utf-8")
        return ["--spec", str(path)]

    def pack_spec(self) -> dict:
        more = {"tokenizer": "/m", "files": ["/c.txt"], "format": "text", "field": "text", "sequence": 16}
        return self.common("pack", **more)

    def test_a_good_spec_is_read_whole(self) -> None:
        spec = self.pack_spec()
        self.assertEqual(contract.load_spec("pack", self.written(spec)), spec)

    def test_another_version_of_the_contract_is_refused_and_both_are_named(self) -> None:
        arguments = self.written({**self.pack_spec(), "contract": 2})
        with self.assertRaisesRegex(ValueError, "version 2 .* version 1: .* build again"):
            contract.load_spec("pack", arguments)

    def test_a_spec_of_another_kind_is_refused(self) -> None:
        with self.assertRaisesRegex(ValueError, "kind 'pack', but this worker does 'train'"):
            contract.load_spec("train", self.written(self.pack_spec()))

    def test_all_wrong_keys_are_named_at_once(self) -> None:
        spec = {**self.pack_spec(), "sequense": 16, "format": "csv", "files": []}
        del spec["sequence"]
        with self.assertRaises(ValueError) as caught:
            contract.load_spec("pack", self.written(spec))
        for part in ("`sequence` is missing", "`sequense` is not a key", "one of text, jsonl", "at least 1 items"):
            self.assertIn(part, str(caught.exception))

    def test_numbers_types_and_tuples_are_checked_like_the_schema_says(self) -> None:
        variants = [one["properties"] for one in DEFINITIONS["workerSpec"]["oneOf"]]
        budget = next(properties["budget"] for properties in variants if "budget" in properties)
        good = {"steps": 1, "sequence": 2, "batch": 1, "micro_batch": 1, "lr": 0.1, "warmup_steps": 0}
        good |= {"schedule": "linear", "min_lr": 0, "weight_decay": 0, "betas": [0.9, 1], "eps": 1e-8, "clip": 0}
        self.assertEqual(json_schema.problems(good, budget), [])
        for change in ({"lr": 0}, {"steps": 0}, {"steps": 1.5}, {"steps": True}, {"betas": [0.9]}, {"lr": "1"}):
            self.assertEqual(len(json_schema.problems({**good, **change}, budget)), 1, change)

    def test_events_are_whole_lines_that_the_schema_knows(self) -> None:
        spec = self.pack_spec()
        events = contract.Events(spec["events"])
        events.emit("phase", phase="work")
        events.progress(1, 2, "document")
        events.progress(1.5, 2, "document")  # too soon after the last
        events.progress(2, 2, "document")  # the end is always told
        contract.Events(spec["events"], rank=1).emit("phase", phase="save")  # other ranks say nothing
        lines = Path(spec["events"]).read_text(encoding="utf-8").splitlines()
        seen = [json.loads(line) for line in lines]
        told = [(one["event"], one.get("done")) for one in seen]
        self.assertEqual(told, [("phase", None), ("progress", 1), ("progress", 2)])
        for event in seen:
            assert_event(self, event)

    def test_an_output_folder_appears_only_when_it_is_whole(self) -> None:
        spec = self.pack_spec()
        final = Path(spec["output"])
        output = contract.OutputFolder(spec["output"])
        (output.path / "model").mkdir()
        (output.path / "model" / "a.bin").write_bytes(b"12345")
        self.assertFalse(final.exists())
        output.finish(spec, "print", {"ok": True})
        done = json.loads((final / "done.json").read_text(encoding="utf-8"))
        self.assertEqual(done["files"], {"model/a.bin": 5})
        self.assertEqual(json_schema.problems(done, DEFINITIONS["doneMarker"]), [])
        self.assertFalse(output.path.exists())
        self.assertTrue(contract.is_done(spec["output"], "print"))
        self.assertFalse(contract.is_done(spec["output"], "another"))

    def test_what_a_killed_attempt_left_behind_is_not_in_the_result(self) -> None:
        spec = self.pack_spec()
        left = Path(spec["output"] + ".tmp")
        left.mkdir(parents=True)
        (left / "half.bin").write_bytes(b"?")
        contract.OutputFolder(spec["output"]).finish(spec, "print", {})
        self.assertEqual([path.name for path in Path(spec["output"]).iterdir()], ["done.json"])


def assert_event(test: WorkerTest, event: dict) -> None:
    """The event fits the one variant of the schema that has its name."""
    variants = DEFINITIONS["workerEvent"]["oneOf"]
    schema = next(one for one in variants if one["properties"]["event"]["const"] == event["event"])
    test.assertEqual(json_schema.problems(event, schema), [], event)
