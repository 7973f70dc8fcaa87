import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { smolLm2Folder } from "../fixtures/smollm2/folder.ts";

/** The whole way of a user with a model of their own: init, import, run, audit, items. Nothing is ours but the tool. */
const ROOT = resolve(import.meta.dirname, "../..");
const MAIN = join(ROOT, "dist/harness/main.js");
const CEVAL = join(ROOT, "../shared/datasets/ceval");
const SUBJECT = { name: "law", questions: 24 };
const RUN = "train-shallow@smollm2-135m#1";
const LAYERS = 30;
const TENSORS_PER_LAYER = 9; // q, k, v, o; gate, up, down; two norms
const STEPS = 3;

const itemSchema = z.object({
  benchmark: z.literal("ceval"),
  subject: z.literal(SUBJECT.name),
  logprobs: z.array(z.number().max(0)).length(4),
  prediction: z.enum(["A", "B", "C", "D"]),
});
const auditSchema = z.object({
  ok: z.literal(true),
  tensors: z.array(z.object({ address: z.string(), expected: z.string(), changed: z.boolean() })),
});
const doneSchema = z.object({
  event: z.literal("done"),
  runs: z.array(z.object({ run: z.string(), status: z.string() })),
});

const model = await smolLm2Folder();
const reason = model === null ? "no model" : existsSync(CEVAL) ? null : `there is no ${CEVAL}`;
if (reason !== null) process.stderr.write(`the real pretrained model is not tried: ${reason}\n`);

describe.skipIf(reason !== null)("a real pretrained model that is not ours", { timeout: 600_000 }, () => {
  const project = mkdtempSync(join(tmpdir(), "permafrost-real-"));
  afterAll(() => {
    rmSync(project, { recursive: true, force: true });
  });

  const harness = async (...args: readonly string[]): Promise<readonly unknown[]> => {
    const call = await execa(process.execPath, [MAIN, ...args], {
      cwd: project,
      env: { HARNESS_DATA: join(project, "data"), HF_HUB_OFFLINE: "1", NO_COLOR: "1" },
      reject: false,
    });
    if (call.exitCode !== 0) {
      throw new Error(`harness ${args.join(" ")} ended with ${String(call.exitCode)}:\n${call.stderr}`);
    }
    if (!args.includes("--json")) return [];
    return call.stdout
      .split("\n")
      .filter((line) => line !== "")
      .map((line): unknown => JSON.parse(line));
  };

  beforeAll(async () => {
    if (!existsSync(MAIN)) throw new Error(`there is no ${MAIN}: npm run setup compiles it`);
    writeFileSync(join(project, "pond.txt"), pondDiary());
    await harness("init", "--model", model ?? "", "--corpus", "pond.txt");
    await harness("data", "import", "ceval", "--from", CEVAL);
  });

  const run = (): Promise<readonly unknown[]> =>
    harness(
      "run",
      "strategies/train-shallow.yaml",
      ...["--seeds", "1", "--json"],
      ...["--set", "budget.sequence=128", "--set", "budget.batch=2", "--set", "budget.micro_batch=2"],
      ...["--set", `budget.tokens=${STEPS * 128 * 2}`],
      ...[
        "--set",
        `benchmarks=[{ name: ceval, split: val, subjects: [${SUBJECT.name}], protocols: [{ style: official, mode: logit, shots: 0 }] }]`,
      ],
    );

  test("is trained in part and scored on one subject of C-Eval by the commands of the README", async () => {
    const events = await run();
    expect(doneSchema.parse(events.at(-1))).toEqual({ event: "done", runs: [{ run: RUN, status: "done" }] });
  });

  test("has changed where the strategy says, and nowhere else", async () => {
    const [output] = await harness("audit", RUN, "--json");
    const { tensors } = auditSchema.parse(output);
    const changed = tensors.filter((tensor) => tensor.changed);
    expect(changed).toHaveLength((LAYERS / 2) * TENSORS_PER_LAYER);
    const layers = new Set(changed.map(({ address }) => Number(/^layer (\d+)/.exec(address)?.[1])));
    expect([...layers].sort((a, b) => a - b)).toEqual(
      Array.from({ length: LAYERS / 2 }, (_, layer) => layer),
    );
    expect(tensors.filter(({ expected }) => expected === "frozen")).toHaveLength(
      tensors.length - changed.length,
    );
  });

  test("has an answer to every question, with the log-probability of each choice", async () => {
    const items = await harness("items", RUN, "--json");
    expect(items.map((item) => itemSchema.parse(item))).toHaveLength(SUBJECT.questions);
  });

  test("is not trained again by the same command", async () => {
    const events = await run();
    const kinds = events.map((event) => z.object({ event: z.string() }).parse(event).event);
    expect(kinds).toContain("done");
    expect(kinds).not.toContain("stage-started");
  });
});

/** An original text of a few thousand words, so that a few steps see nothing twice. */
function pondDiary(): string {
  const days = Array.from({ length: 90 }, (_, day) => {
    const [ice, depth] = [(day * 7) % 23, 180 - (day % 31)];
    return `On day ${day + 1} the ice on the upper pond was ${ice} centimetres thick, and the water below it ${depth} deep; we counted ${(day * 13) % 47} frogs asleep in the mud, and wrote it down before the lamp went out.`;
  });
  return `${days.join("\n")}\n`;
}
