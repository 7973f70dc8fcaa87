import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../../harness/adapters/machine/package-root.ts";
import { checkTokenizer, vocabularySize } from "../../../harness/adapters/files/tokenizer-vocabulary.ts";

const BASE = join(packageRoot(), "datasets/tiny-world/base");

describe("a tokenizer's vocabulary", () => {
  it("is as large as its largest id asks for, without the tokens that were added", () => {
    const added = [{ id: 262_144, content: "<image_soft_token>" }];
    const bpe = { model: { vocab: { a: 0, b: 7 } }, added_tokens: added };
    expect(vocabularySize(JSON.stringify(bpe))).toBe(8);
    expect(
      vocabularySize(
        JSON.stringify({
          model: {
            vocab: [
              ["a", -1],
              ["b", -2],
            ],
          },
        }),
      ),
    ).toBe(2);
  });

  it("is not judged where the file is of a kind that we do not know", () => {
    for (const text of ["{", "{}", '{"model":{"vocab":null}}', '{"model":{}}'])
      expect(vocabularySize(text)).toBeNull();
  });

  it("fits the model that the tokenizer was made for, and no smaller one", async () => {
    const size = vocabularySize(readFileSync(join(BASE, "tokenizer.json"), "utf8")) ?? 0;
    expect(size).toBeGreaterThan(100);
    expect(await checkTokenizer(BASE, ["tokenizer.json"], size)).toBeNull();
    const misfit = await checkTokenizer(BASE, ["tokenizer.json"], size - 1);
    expect(misfit).toMatchObject({ code: "tokenizer-mismatch" });
    expect(misfit?.message).toContain(`has ${size} tokens, but the model has rows for ${size - 1}`);
  });

  it("of a model without tokenizer.json is Python's to judge", async () => {
    expect(await checkTokenizer(BASE, ["tokenizer.model"], 1)).toBeNull();
  });
});
