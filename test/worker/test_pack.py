"""Packing: the stream is what the tokenizer says, and bad input is named with its place."""

import hashlib
import json
from pathlib import Path

import numpy
from support import SEQUENCE, TEXT, VOCAB, WorkerTest, write_tokenizer

import contract
import pack


class Pack(WorkerTest):
    def setUp(self) -> None:
        super().setUp()
        self.model = self.folder / "model"
        self.model.mkdir()
        self.set_vocab(VOCAB)
        write_tokenizer(self.model, bos=True)

    def set_vocab(self, size: int) -> None:
        (self.model / "config.json").write_text(json.dumps({"model_type": "qwen3", "vocab_size": size}))

    def run_on(self, content: bytes | str, format: str = "text") -> Path:
        corpus = self.folder / "corpus"
        corpus.write_bytes(content if isinstance(content, bytes) else content.encode())
        more = {"tokenizer": str(self.model), "files": [str(corpus)], "format": format, "field": "text"}
        spec = self.common("pack", **more, sequence=SEQUENCE)
        pack.run(spec, contract.Events(spec["events"]))
        return Path(spec["output"])

    def refusal(self, content: bytes | str, format: str = "text") -> str:
        with self.assertRaises(ValueError) as caught:
            self.run_on(content, format)
        self.assertFalse((self.folder / "pack-output").exists())
        return str(caught.exception)

    def test_documents_are_joined_with_eos_between_and_no_bos(self) -> None:
        from transformers import AutoTokenizer

        tokenizer = AutoTokenizer.from_pretrained(self.model)
        output = self.run_on("\n\n".join(TEXT) + "\n")
        encoded = [tokenizer.encode(line, add_special_tokens=False) for line in TEXT]
        wanted = [token for ids in encoded for token in (*ids, tokenizer.eos_token_id)]
        data = (output / "tokens.bin").read_bytes()
        self.assertEqual(numpy.frombuffer(data, "<u2").tolist(), wanted)
        facts = json.loads((output / "pack.json").read_text())
        self.assertEqual(facts["documents"], len(TEXT))
        self.assertEqual((facts["tokens"], facts["sequences"]), (len(wanted), len(wanted) // SEQUENCE))
        self.assertEqual((facts["dtype"], facts["separator"], facts["eos_id"]), ("uint16", "eos", 0))
        self.assertEqual(facts["sha256"], hashlib.sha256(data).hexdigest())

    def test_jsonl_gives_the_same_stream_as_text(self) -> None:
        text = (self.run_on("\r\n".join(TEXT)) / "tokens.bin").read_bytes()
        lines = [json.dumps({"id": n, "text": line}) for n, line in enumerate(TEXT)]
        self.assertEqual((self.run_on("\n".join(lines), "jsonl") / "tokens.bin").read_bytes(), text)

    def test_a_large_vocabulary_is_stored_in_32_bits(self) -> None:
        self.set_vocab(70_000)
        output = self.run_on("\n".join(TEXT))
        facts = json.loads((output / "pack.json").read_text())
        self.assertEqual(facts["dtype"], "uint32")
        self.assertEqual((output / "tokens.bin").stat().st_size, facts["tokens"] * 4)

    def test_bytes_that_are_not_utf8_are_named_by_file_line_and_offset(self) -> None:
        message = self.refusal(b"good line\nbad \xff line\n")
        self.assertIn(f"{self.folder / 'corpus'}:2 is not UTF-8: byte 14 of the file is 0xff", message)

    def test_an_empty_corpus_and_one_too_short_are_two_plain_errors(self) -> None:
        self.assertIn("The corpus is empty", self.refusal("\n \n"))
        self.assertIn("fewer than one sequence of 16", self.refusal("the"))

    def test_a_missing_file_is_named(self) -> None:
        spec = self.common("pack", tokenizer=str(self.model), files=["/nowhere/a.txt"], format="text", field="text")
        with self.assertRaisesRegex(ValueError, "aren't there: /nowhere/a.txt"):
            pack.run({**spec, "sequence": SEQUENCE}, contract.Events(spec["events"]))

    def test_a_jsonl_line_without_the_field_is_named_with_what_it_has(self) -> None:
        lines = '{"text": "the old bridge"}\n{"body": "x", "id": 3}\n'
        message = self.refusal(lines, "jsonl")
        self.assertIn("corpus:2 has no text in the field `text`; it has: body, id.", message)
        self.assertIn("corpus:1 is not JSON", self.refusal("the old bridge\n", "jsonl"))

    def test_a_tokenizer_of_another_model_is_refused_with_both_numbers(self) -> None:
        self.set_vocab(100)
        message = self.refusal("\n".join(TEXT))
        self.assertRegex(message, r"does not match .* token id \d{3}, but the vocab_size of config.json is 100")

    def test_a_folder_without_a_tokenizer_is_a_plain_error(self) -> None:
        (self.model / "tokenizer.json").unlink()
        (self.model / "tokenizer_config.json").unlink()
        self.assertIn("holds no tokenizer", self.refusal("\n".join(TEXT)))
