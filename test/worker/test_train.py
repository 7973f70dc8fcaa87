"""Training: what is frozen stays to the last bit, and a step is what it says."""

import json
from pathlib import Path
from unittest import mock

import numpy
import torch
from safetensors.torch import load_file, save_file
from support import SEQUENCE
from test_contract import assert_event
from training import LAYERS, Stop, TrainTest

import contract
import device
import head
import optim
import stream
import train


class Freezing(TrainTest):
    def check_family(self, family: str, trained: list[str], **changes: object) -> dict:
        model, corpus = self.prepared(family, **changes)
        spec = self.train_spec(model, corpus, trained)
        self.assertTrue(self.run_train(spec))
        result = self.audited(spec)
        self.assertEqual(result["problems"], [])
        self.assertTrue(any(one["expected"] == "trained" for one in result["tensors"]))
        return spec

    def test_qwen3_trains_its_shallow_half_and_nothing_else(self) -> None:
        spec = self.check_family("qwen3", LAYERS)
        for event in [*self.events("resolved"), *self.events("metric"), *self.events("progress")]:
            assert_event(self, event)
        (resolved,) = self.events("resolved")
        self.assertEqual(resolved["numel"], sum(group["numel"] for group in spec["trainable"]))
        self.assertEqual(resolved["first"], "model.layers.0.input_layernorm.weight")
        summary = self.summary(spec)
        self.assertLess(summary["loss_last"], summary["loss_first"])
        self.assertEqual((summary["tokens"], summary["world"]), (6 * 4 * SEQUENCE, 1))
        start, end = Path(spec["model"]), Path(spec["output"]) / "model"
        for name in ("config.json", "tokenizer.json", "tokenizer_config.json", "generation_config.json"):
            self.assertEqual((start / name).read_bytes(), (end / name).read_bytes())

    def test_untied_qwen3_trains_its_deep_layers_and_head(self) -> None:
        self.check_family("qwen3-untied", ["model.layers.3.", "lm_head.", "model.norm."])

    def test_llama_in_bf16_files_trains_attention_only(self) -> None:
        trained = [f"model.layers.{layer}.self_attn." for layer in range(4)]
        spec = self.check_family("llama", trained, dtype="bfloat16")
        kept = {name: tensor.dtype for name, tensor in self.weights(spec).items()}
        self.assertEqual({kept[name] for name in kept if ".self_attn." in name}, {torch.float32})
        self.assertEqual({kept[name] for name in kept if ".self_attn." not in name}, {torch.bfloat16})

    def test_a_small_update_of_a_bf16_weight_is_not_rounded_away(self) -> None:
        model, corpus = self.prepared("llama", dtype="bfloat16")
        spec = self.train_spec(model, corpus, ["model.layers.0.mlp."])
        spec["budget"] |= {"lr": 1e-6, "warmup_steps": 0}
        self.assertTrue(self.run_train(spec))
        self.assertEqual(self.audited(spec)["problems"], [])
        saved = json.loads((Path(spec["output"]) / "model" / "config.json").read_text())
        self.assertEqual(saved.get("dtype", saved.get("torch_dtype")), "float32")

    def test_gemma2_with_capped_logits_trains_its_tied_embedding(self) -> None:
        self.check_family("gemma2", ["model.embed_tokens."], tie_word_embeddings=True)

    def test_gemma3_in_fp16_files_trains_its_middle(self) -> None:
        self.check_family("gemma3", ["model.layers.1.", "model.layers.2."], dtype="float16", tie_word_embeddings=True)

    def test_a_tied_embedding_trains_under_either_of_its_two_stored_names(self) -> None:
        model, corpus = self.prepared("qwen3")
        file = model / "model.safetensors"
        tensors = load_file(file)
        tensors["lm_head.weight"] = tensors["model.embed_tokens.weight"].clone()
        save_file(tensors, file, metadata={"format": "pt"})
        spec = self.train_spec(model, corpus, ["lm_head."])
        self.run_train(spec)
        weights = self.weights(spec)
        self.assertTrue(torch.equal(weights["lm_head.weight"], weights["model.embed_tokens.weight"]))
        self.assertEqual(self.audited(spec)["problems"], [])

    def test_a_weight_shard_index_is_read_and_one_file_is_written(self) -> None:
        model, corpus = self.prepared("qwen3")
        import transformers

        transformers.AutoModelForCausalLM.from_pretrained(model).save_pretrained(model, max_shard_size="40KB")
        (model / "model.safetensors").unlink(missing_ok=True)
        self.assertTrue((model / "model.safetensors.index.json").exists())
        spec = self.train_spec(model, corpus, LAYERS)
        self.run_train(spec)
        names = sorted(path.name for path in (Path(spec["output"]) / "model").glob("model*"))
        self.assertEqual(names, ["model.safetensors"])

    def test_weight_decay_moves_no_frozen_weight_and_no_norm_without_gradient(self) -> None:
        model, corpus = self.prepared("qwen3")
        spec = self.train_spec(model, corpus, LAYERS, weight_decay=0.5)
        loaded = train.prepare(spec, self.machine, contract.Events(spec["events"]), Stop())
        groups = loaded.optimizer.param_groups
        held = {id(p) for group in groups for p in group["params"]}
        self.assertEqual(held, {id(p) for p in loaded.trainable.values()})
        self.assertEqual({p.dim() for p in groups[1]["params"]}, {1})
        self.assertEqual([group["weight_decay"] for group in groups], [0.5, 0.0])
        train.train_step(loaded)
        frozen = [p for p in loaded.model.parameters() if id(p) not in held]
        self.assertTrue(all(p.grad is None and not p.requires_grad for p in frozen))

    def test_a_plan_for_another_model_is_refused_before_the_first_step(self) -> None:
        model, corpus = self.prepared("qwen3")
        spec = self.train_spec(model, corpus, LAYERS)
        spec["trainable"][0]["numel"] += 1
        spec["total_numel"] += 5
        with self.assertRaises(ValueError) as caught:
            self.run_train(spec)
        wanted = r"`model.layers.0.` has [\d,]+ elements, the plan says [\d,]+; the whole"
        self.assertRegex(str(caught.exception), wanted)
        self.assertEqual(self.events("metric"), [])

    def test_an_unknown_tensor_is_refused_by_name(self) -> None:
        model, corpus = self.prepared("qwen3")
        spec = self.train_spec(model, corpus, LAYERS)
        spec["trainable"][0]["names"].append("model.layers.0.mlp.experts.7.up_proj.weight")
        with self.assertRaisesRegex(ValueError, "1 tensors .* e.g. model.layers.0.mlp.experts.7.up_proj.weight"):
            self.run_train(spec)

    def test_missing_weights_are_refused_not_drawn_at_random(self) -> None:
        model, corpus = self.prepared("qwen3")
        spec = self.train_spec(model, corpus, LAYERS)
        tensors = load_file(model / "model.safetensors")
        del tensors["model.norm.weight"]
        save_file(tensors, model / "model.safetensors", metadata={"format": "pt"})
        with self.assertRaisesRegex(ValueError, "lacks 1 weights, e.g. model.norm.weight"):
            self.run_train(spec)


class Steps(TrainTest):
    def losses(self, spec: dict) -> list[float]:
        self.run_train(spec)
        lines = (Path(spec["output"]) / "metrics.jsonl").read_text().splitlines()
        return [json.loads(line)["loss"] for line in lines]

    def test_the_loss_is_that_of_the_batch_however_it_is_cut(self) -> None:
        model, corpus = self.prepared("qwen3")
        whole = self.losses(self.train_spec(model, corpus, LAYERS))
        for micro_batch in (1, 3):
            cut = self.losses(self.train_spec(model, corpus, LAYERS, micro_batch=micro_batch))
            numpy.testing.assert_allclose(cut, whole, rtol=2e-5)

    def test_the_loss_in_chunks_is_the_loss_and_gives_the_same_gradients(self) -> None:
        model, corpus = self.prepared("gemma2", tie_word_embeddings=True)
        spec = self.train_spec(model, corpus, ["model."])
        whole = self.losses(spec)
        with mock.patch.object(head, "LOGITS_AT_ONCE", 7 * 320):
            numpy.testing.assert_allclose(self.losses(spec), whole, rtol=2e-5)

    def test_the_first_loss_is_that_of_transformers(self) -> None:
        import transformers

        model, corpus = self.prepared("qwen3")
        spec = self.train_spec(model, corpus, LAYERS)
        rows = stream.Stream(str(corpus), SEQUENCE, spec["seed"]).rows(0, 4)
        reference = transformers.AutoModelForCausalLM.from_pretrained(model)(input_ids=rows, labels=rows).loss
        self.assertAlmostEqual(self.losses(spec)[0], reference.item(), places=5)

    def test_all_arms_of_a_seed_see_one_stream_and_another_seed_another(self) -> None:
        model, corpus = self.prepared("qwen3")
        hashes = []
        for trained, seed in ((LAYERS, 1), (["model.layers.3."], 1), (LAYERS, 2)):
            spec = {**self.train_spec(model, corpus, trained), "seed": seed}
            self.run_train(spec)
            hashes.append(self.summary(spec)["stream_sha256"])
        self.assertEqual(hashes[0], hashes[1])
        self.assertNotEqual(hashes[0], hashes[2])

    def test_each_epoch_holds_every_sequence_once_in_a_new_order(self) -> None:
        _, corpus = self.prepared("qwen3")
        data = stream.Stream(str(corpus), SEQUENCE, 3)
        count = json.loads((corpus / "pack.json").read_text())["sequences"]
        first, second = (data.rows(start, count).tolist() for start in (0, count))
        self.assertEqual(sorted(first), sorted(second))
        self.assertNotEqual(first, second)
        self.assertEqual(data.rows(count - 2, 4).tolist(), first[-2:] + second[:2])

    def test_a_corpus_of_other_sequences_is_refused(self) -> None:
        model, corpus = self.prepared("qwen3")
        with self.assertRaisesRegex(ValueError, "packed in sequences of 16 tokens, the budget says 32"):
            self.run_train(self.train_spec(model, corpus, LAYERS, sequence=32))

    def test_a_training_that_diverges_says_so(self) -> None:
        model, corpus = self.prepared("qwen3")
        with self.assertRaisesRegex(ValueError, "at step [2-6]: training has diverged"):
            self.run_train(self.train_spec(model, corpus, LAYERS, lr=1e30, warmup_steps=0))

    def test_the_schedules_begin_and_end_where_they_say(self) -> None:
        budget = {"lr": 2.0, "warmup_steps": 4, "steps": 12, "min_lr": 0.1}
        for schedule, middle in (("cosine", 1.1), ("linear", 1.1), ("constant", 2.0)):
            rates = [optim.learning_rate(step, {**budget, "schedule": schedule}) for step in range(1, 13)]
            numpy.testing.assert_allclose(rates[:4], [0.5, 1.0, 1.5, 2.0])
            numpy.testing.assert_allclose([rates[7], rates[11]], [middle, 2.0 if schedule == "constant" else 0.2])

    def test_bf16_computes_over_fp32_weights(self) -> None:
        model, corpus = self.prepared("qwen3")
        spec = self.train_spec(model, corpus, LAYERS)
        exact = self.losses(spec)
        self.machine = device.Machine(torch.device("cpu"), 0, 1, "bf16")
        rough = self.losses(spec)
        self.assertNotEqual(rough, exact)
        numpy.testing.assert_allclose(rough, exact, rtol=0.05)
        self.assertEqual({tensor.dtype for tensor in self.weights(spec).values()}, {torch.float32})
