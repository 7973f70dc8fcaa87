import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readModelFolder } from "../../../harness/adapters/files/model-folder.ts";
import { err, ok } from "../../../harness/domain/result.ts";
import { loadStrategies } from "../../../harness/domain/strategy/load.ts";
import { resolveStrategy } from "../../../harness/domain/strategy/resolve.ts";
import type { Strategy } from "../../../harness/domain/strategy/strategy.ts";
import type { ModelShape } from "../../../harness/domain/model/shape.ts";
import { tinyGemma3, tinyLlama, tinyQwen3 } from "../model/example-shapes.ts";

const ROOT = join(import.meta.dirname, "../../..");

function loadFolder(folder: string): readonly Strategy[] {
  const names = readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(".yaml"));
  const files = names.map((name) => ({
    file: `${folder}/${name}`,
    text: readFileSync(join(ROOT, folder, name), "utf8"),
  }));
  const loaded = loadStrategies(files, (from, path) => {
    const file = join(from, "..", path);
    try {
      return ok({ file, text: readFileSync(join(ROOT, file), "utf8") });
    } catch (error) {
      return err(String(error));
    }
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error, null, 2));
  return loaded.value;
}

const resolveAll = (strategies: readonly Strategy[], shape: ModelShape) =>
  strategies.map((strategy) => {
    const resolved = resolveStrategy(strategy, shape);
    if (!resolved.ok) throw new Error(JSON.stringify(resolved.error, null, 2));
    return resolved.value;
  });

const table = (strategies: readonly Strategy[], shape: ModelShape): readonly string[] =>
  resolveAll(strategies, shape).map(
    ({ name, trainable, unsupported }) =>
      `${name}: ${trainable.tensors} tensors, ${(100 * trainable.share).toFixed(1)}%${unsupported.map((words) => ` (${words})`).join("")}`,
  );

const main = loadFolder("strategies");
const more = loadFolder("strategies/more");

describe("the strategies that ship", () => {
  it("are at most twelve arms by default, and each can be trained as it is", async () => {
    const shape = await readModelFolder(join(ROOT, "datasets/tiny-world/base"));
    if (!shape.ok) throw new Error(JSON.stringify(shape.error));
    expect(main.length).toBeLessThanOrEqual(12);
    expect(table(main, shape.value)).toMatchInlineSnapshot(`
      [
        "attention-only: 48 tensors, 32.9%",
        "base: 0 tensors, 0.0%",
        "boundary-sweep-25pct: 22 tensors, 24.7%",
        "boundary-sweep-50pct: 44 tensors, 49.4%",
        "boundary-sweep-75pct: 66 tensors, 74.0%",
        "full: 90 tensors, 100.0%",
        "middle: 44 tensors, 49.4%",
        "sandwich: 44 tensors, 49.4%",
        "train-deep: 44 tensors, 49.4%",
        "train-shallow: 44 tensors, 49.4%",
      ]
    `);
    expect(table(more, shape.value)).toMatchInlineSnapshot(`
      [
        "adaptive-freeze: 88 tensors, 98.7% (adapt: a rule that freezes during training)",
        "boundary-sweep-fine-12.5pct: 11 tensors, 12.3%",
        "boundary-sweep-fine-25pct: 22 tensors, 24.7%",
        "boundary-sweep-fine-37.5pct: 33 tensors, 37.0%",
        "boundary-sweep-fine-50pct: 44 tensors, 49.4%",
        "boundary-sweep-fine-62.5pct: 55 tensors, 61.7%",
        "boundary-sweep-fine-75pct: 66 tensors, 74.0%",
        "boundary-sweep-fine-87.5pct: 77 tensors, 86.4%",
        "deep-sweep-12.5pct: 77 tensors, 86.4%",
        "deep-sweep-25pct: 66 tensors, 74.0%",
        "deep-sweep-37.5pct: 55 tensors, 61.7%",
        "deep-sweep-50pct: 44 tensors, 49.4%",
        "deep-sweep-62.5pct: 33 tensors, 37.0%",
        "deep-sweep-75pct: 22 tensors, 24.7%",
        "deep-sweep-87.5pct: 11 tensors, 12.3%",
        "embedding-only: 1 tensors, 1.3%",
        "every-fourth: 22 tensors, 24.7%",
        "gradual-thaw: 88 tensors, 98.7% (phases: a schedule of what trains)",
        "hybrid-base-deep: 44 tensors, 49.4% (compose: a hybrid of several models)",
        "hybrid-donor-a-donor-a: 44 tensors, 49.4% (compose: a hybrid of several models)",
        "hybrid-donor-a-donor-b: 44 tensors, 49.4% (compose: a hybrid of several models)",
        "hybrid-donor-b-donor-a: 44 tensors, 49.4% (compose: a hybrid of several models)",
        "hybrid-donor-b-donor-b: 44 tensors, 49.4% (compose: a hybrid of several models)",
        "lisa: 1 tensors, 1.3% (sample: layers drawn at random during training)",
        "lora-deep: 44 tensors, 49.4% (settings: LoRA)",
        "mlp-only: 24 tensors, 65.7%",
        "progressive-freeze: 88 tensors, 98.7% (phases: a schedule of what trains)",
        "traced-boundary: 44 tensors, 49.4% (boundary from a trace: decided by a measurement before training)",
      ]
    `);
  });

  it.each([tinyQwen3(28), tinyLlama(30), tinyGemma3(18)])("fit $architecture as well", (shape) => {
    expect(resolveAll([...main, ...more], shape)).toHaveLength(main.length + more.length);
    expect(
      resolveAll(main, shape).flatMap(({ unsupported, warnings }) => [...unsupported, ...warnings]),
    ).toEqual([]);
  });

  it("have names of their own, and titles in both languages", () => {
    const all = [...main, ...more];
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(all.filter(({ title }) => !/\p{Script=Han}/u.test(title.zh) || !/[a-z]/i.test(title.en))).toEqual(
      [],
    );
  });

  it("share the plan of the middle boundary between the sweep and train-shallow", () => {
    const [shallow, middle] = ["train-shallow", "boundary-sweep-50pct"].map((wanted) =>
      resolveAll(main, tinyQwen3(28)).find(({ name }) => name === wanted),
    );
    expect(shallow?.groups).toEqual(middle?.groups);
  });

  it("leave embedding, final norm and head alone in all arms but `full`", () => {
    const touched = resolveAll(main, tinyLlama(8)).filter(({ groups }) =>
      groups.some(({ address, state }) => state === "trained" && !address.startsWith("layer")),
    );
    expect(touched.map(({ name }) => name)).toEqual(["full"]);
  });
});
