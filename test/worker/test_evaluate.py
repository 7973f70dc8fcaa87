"""Scoring: each log-probability is what transformers gives for that one choice alone."""

import json
from pathlib import Path

import torch
from support import TEXT, WorkerTest, this_machine, write_model
from test_contract import DEFINITIONS

import continuation
import contract
import evaluate
import json_schema
import scoring
import tokens

TOLERANCE = 5e-5
LETTERS = [" A", " B", " C", " D"]


class Stop:
    """A stop flag."""

    def __init__(self, requested: bool = False) -> None:
        self.requested = requested


class EvaluateTest(WorkerTest):
    def setUp(self) -> None:
        super().setUp()
        self.machine = this_machine()

    def groups(self) -> list[dict]:
        """Letters, texts of several tokens, one choice that begins another, and one that merges with its prompt."""
        suffixes = [{"key": f"letters/{n}", "text": f"{TEXT[n]}. Answer:", "choices": LETTERS} for n in range(6)]
        choices = [f" {one}" for one in TEXT[:3]]
        texts = [{"key": f"texts/{n}", "text": TEXT[n], "choices": choices} for n in range(4)]
        odd = [
            {"key": "odd/begins", "text": "the old", "choices": [" bridge", " bridge of 北京", " tower"]},
            {"key": "odd/merges", "text": "the old bri", "choices": ["dge", "ck"]},
        ]
        return [{"prefix": "The following: ", "suffixes": suffixes}, {"prefix": "", "suffixes": texts + odd}]

    def evaluate_spec(self, model: Path, groups: list[dict], batch_tokens: int = 512) -> dict:
        requests = self.folder / "requests.jsonl"
        requests.write_text("".join(json.dumps(group) + "\n" for group in groups), encoding="utf-8")
        spec = self.common("evaluate", **self.machine_keys(), model=str(model), batch_tokens=batch_tokens)
        task = {"fingerprint": "task-print", "name": "test", "requests": str(requests)}
        return {**spec, "tasks": [{**task, "output": str(self.folder / f"scores-{batch_tokens}")}]}

    def run_evaluate(self, model: Path, groups: list[dict], batch_tokens: int = 512) -> list[dict]:
        spec = self.evaluate_spec(model, groups, batch_tokens)
        self.assert_spec(spec)
        self.assertTrue(evaluate.run(spec, self.machine, contract.Events(spec["events"]), Stop()))
        lines = Path(spec["tasks"][0]["output"], "results.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def reference(self, model: Path, groups: list[dict]) -> list[dict]:
        """One forward for each choice, with transformers' own tokenizer and logits."""
        from transformers import AutoModelForCausalLM, AutoTokenizer

        tokenizer, network = AutoTokenizer.from_pretrained(model), AutoModelForCausalLM.from_pretrained(model)
        answers = []
        for group in groups:
            for suffix in group["suffixes"]:
                prompt = group["prefix"] + suffix["text"]
                answer = {"key": suffix["key"], "logprobs": [], "tokens": [], "truncated": False}
                for choice in suffix["choices"]:
                    before, whole = tokenizer(prompt)["input_ids"], tokenizer(prompt + choice)["input_ids"]
                    common = 0
                    while common < min(len(before), len(whole)) and before[common] == whole[common]:
                        common += 1
                    kept = whole[-129:]
                    with torch.no_grad():
                        table = network(torch.tensor([kept[:-1]])).logits[0].double().log_softmax(-1)
                    count = len(whole) - common
                    values = table[torch.arange(len(kept) - 1), torch.tensor(kept[1:])][-count:]
                    answer["logprobs"].append(float(values.sum()))
                    answer["tokens"].append(count)
                    answer["truncated"] = answer["truncated"] or len(whole) > 129
                answers.append(answer)
        return answers

    def assert_close(self, answers: list[dict], wanted: list[dict]) -> None:
        self.assertEqual([one["key"] for one in answers], [one["key"] for one in wanted])
        for answer, right in zip(answers, wanted):
            for fact in ("tokens", "truncated"):
                self.assertEqual(answer[fact], right[fact], answer["key"])
            for value, exact in zip(answer["logprobs"], right["logprobs"], strict=True):
                self.assertAlmostEqual(value, exact, delta=TOLERANCE, msg=answer["key"])


class Scores(EvaluateTest):
    def check_family(self, family: str, bos: bool = False, **changes: object) -> None:
        model = write_model(self.folder / "model", family, bos=bos, **changes)
        wanted = self.reference(model, self.groups())
        for batch_tokens in (1, 100, 4096):
            answers = self.run_evaluate(model, self.groups(), batch_tokens)
            self.assert_close(answers, wanted)
        for answer in answers:
            self.assertEqual(json_schema.problems(answer, DEFINITIONS["itemAnswer"]), [])

    def test_qwen3_without_bos(self) -> None:
        self.check_family("qwen3")

    def test_llama_with_bos(self) -> None:
        self.check_family("llama", bos=True)

    def test_gemma2_with_capped_logits(self) -> None:
        self.check_family("gemma2", bos=True)

    def test_gemma3_with_sliding_windows(self) -> None:
        self.check_family("gemma3", bos=True)

    def test_an_input_that_is_too_long_keeps_its_last_tokens_and_says_so(self) -> None:
        model = write_model(self.folder / "model", "llama", bos=True)
        long = " ".join(TEXT)[:600]
        choices = [" A", " " + TEXT[3]]
        groups = [{"prefix": long, "suffixes": [{"key": "a", "text": " So:", "choices": choices}]}, *self.groups()]
        answers = self.run_evaluate(model, groups)
        self.assertTrue(answers[0]["truncated"])
        self.assertFalse(answers[1]["truncated"])
        self.assert_close(answers, self.reference(model, groups))

    def test_bf16_is_near(self) -> None:
        model = write_model(self.folder / "model", "qwen3", initializer_range=0.02)
        exact = self.run_evaluate(model, self.groups())
        spec = {**self.evaluate_spec(model, self.groups(), 64), "precision": "bf16"}
        evaluate.run(spec, self.machine, contract.Events(spec["events"]), Stop())
        lines = Path(spec["tasks"][0]["output"], "results.jsonl").read_text().splitlines()
        for rough, answer in zip(map(json.loads, lines), exact, strict=True):
            self.assertLess(abs(rough["logprobs"][0] - answer["logprobs"][0]), 0.05 * answer["tokens"][0])

    def test_a_family_that_changes_its_logits_otherwise_is_refused(self) -> None:
        model = write_model(self.folder / "model", "gemma2")
        import head as head_module
        from transformers import AutoModelForCausalLM

        network = AutoModelForCausalLM.from_pretrained(model)
        network.register_forward_hook(lambda _module, _inputs, output: output.__setitem__("logits", output.logits * 2))
        with self.assertRaisesRegex(ValueError, "changes its logits in a way"):
            head_module.Head(network)


class Tasks(EvaluateTest):
    def test_results_stand_in_the_order_of_the_requests_and_progress_ends_at_all(self) -> None:
        model = write_model(self.folder / "model", "qwen3")
        answers = self.run_evaluate(model, self.groups())
        self.assertEqual([one["key"] for one in answers], [s["key"] for g in self.groups() for s in g["suffixes"]])
        last = self.events("progress")[-1]
        self.assertEqual((last["done"], last["total"], last["unit"]), (12, 12, "item"))
        self.assertEqual([event["fingerprint"] for event in self.events("task-done")], ["task-print"])

    def test_a_task_that_is_done_is_passed_over(self) -> None:
        model = write_model(self.folder / "model", "qwen3")
        self.run_evaluate(model, self.groups())
        results = self.folder / "scores-512" / "results.jsonl"
        results.write_text("kept\n")
        spec = self.evaluate_spec(model, self.groups())
        second = {**spec["tasks"][0], "fingerprint": "second", "output": str(self.folder / "second")}
        spec["tasks"].append(second)
        evaluate.run(spec, self.machine, contract.Events(spec["events"]), Stop())
        self.assertEqual(results.read_text(), "kept\n")
        self.assertTrue(contract.is_done(second["output"], "second"))

    def test_asked_to_stop_it_leaves_no_result(self) -> None:
        model = write_model(self.folder / "model", "qwen3")
        spec = self.evaluate_spec(model, self.groups())
        self.assertFalse(evaluate.run(spec, self.machine, contract.Events(spec["events"]), Stop(True)))
        self.assertFalse(Path(spec["tasks"][0]["output"]).exists())

    def test_a_batch_that_does_not_fit_is_halved(self) -> None:
        model = write_model(self.folder / "model", "qwen3")
        loaded = tokens.load_tokens(str(model))
        self.run_evaluate(model, self.groups(), 4096)
        items = continuation.read_items(str(self.folder / "requests.jsonl"))
        rows = continuation.make_rows(items, loaded, 128)
        asked = []

        class SmallMemory:
            vocabulary = 320

            def hidden(self, ids: torch.Tensor) -> torch.Tensor:
                asked.append(len(ids))
                if len(ids) > 3:
                    raise torch.OutOfMemoryError("no memory")
                return torch.zeros(*ids.shape, 4)

            def logits(self, hidden: torch.Tensor) -> torch.Tensor:
                return torch.zeros(len(hidden), 320)

        found = scoring.score(rows, SmallMemory(), self.machine)
        self.assertEqual(len(found), sum(len(item.choices) for item in items))
        self.assertEqual(max(asked), len(rows))

    def test_requests_that_are_no_requests_are_named_by_line(self) -> None:
        path = self.folder / "requests.jsonl"
        path.write_text('{"prefix": "", "suffixes": []}\n{"prefix": ""}\n')
        with self.assertRaisesRegex(ValueError, "requests.jsonl:2 is not a group of requests"):
            continuation.read_items(str(path))


class Rows(EvaluateTest):
    def rows_of(self, text: str, choices: list[str], max_length: int = 128) -> list[continuation.Row]:
        model = self.folder / "model"
        if not model.exists():
            write_model(model, "qwen3")
        self.tokens = tokens.load_tokens(str(model))
        return continuation.make_rows([continuation.Item("a", text, choices)], self.tokens, max_length)

    def test_four_letters_share_one_row(self) -> None:
        (row,) = self.rows_of("the old bridge Answer: ", ["A", "B", "C", "D"])
        self.assertEqual([target.choice for target in row.targets], [0, 1, 2, 3])
        self.assertEqual(row.ids, tuple(self.tokens.encode(["the old bridge Answer: "])[0]))

    def test_letters_of_two_tokens_share_one_row_that_reads_the_first(self) -> None:
        (row,) = self.rows_of("the old bridge Answer:", LETTERS)  # here a space is a token, then the letter
        self.assertEqual(row.ids, tuple(self.tokens.encode(["the old bridge Answer: "])[0]))
        self.assertEqual({len(target.tokens) for target in row.targets}, {2})

    def test_a_choice_that_adds_nothing_is_refused(self) -> None:
        with self.assertRaisesRegex(ValueError, "The choice '' of a adds no token"):
            self.rows_of("the old", [" bridge", ""])

    def test_an_empty_prompt_is_scored_after_a_bos(self) -> None:
        (row,) = self.rows_of("", ["the"])
        self.assertEqual((row.ids[0], len(row.ids)), (1, len(row.targets[0].tokens)))

    def test_tokens_that_merge_across_the_border_are_scored_from_where_the_readings_part(self) -> None:
        self.assertEqual(continuation.split([5, 6, 7], [5, 6, 9, 8]), ([5, 6], [9, 8]))
        self.assertEqual(continuation.split([5, 6], [5, 6, 7]), ([5, 6], [7]))
        self.assertEqual(continuation.split([5], [6]), ([], [6]))

    def test_batches_hold_at_most_their_tokens_and_the_longest_first(self) -> None:
        rows = [continuation.Row(tuple(range(length))) for length in (3, 9, 1, 5, 5, 20)]
        batches = scoring.make_batches(rows, 12)
        self.assertEqual([[len(row.ids) for row in batch] for batch in batches], [[20], [9], [5, 5], [3, 1]])
