import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { benchmarkFiles } from "../../../harness/adapters/files/benchmark-files.ts";
import { findCard, readCards } from "../../../harness/app/data/cards.ts";
import { loadItems } from "../../../harness/app/data/load-items.ts";
import { listPrompts, type PromptRow } from "../../../harness/app/data/prompts.ts";
import { verifyCard } from "../../../harness/app/data/verify.ts";
import { baselines } from "../../../harness/domain/stats/baselines.ts";
import type { Item } from "../../../harness/domain/benchmark/item.ts";
import { findSplit } from "../../../harness/domain/benchmark/split.ts";
import { valueOf } from "../../fixtures/read-garden.ts";

// The official copies beside the checkout; they never enter the project.
const repository = path.resolve(import.meta.dirname, "../../..");
const data = path.resolve(repository, "../shared/datasets");
const present = existsSync(data);
if (!present)
  process.stderr.write(`skipped: golden prompts of C-Eval and CMMLU, since there is no ${data}\n`);

const files = benchmarkFiles({ package: repository, project: repository, data });

async function promptsOf(
  benchmark: string,
  style: string,
  { shots, split }: { shots: number; split: string },
): Promise<readonly PromptRow[]> {
  const protocol = { style, mode: "logit", shots } as const;
  return valueOf(await listPrompts(files, { benchmark, protocol, split, subjects: null })).rows;
}

async function itemsOf(name: string, split: string | undefined): Promise<readonly Item[]> {
  const card = valueOf(findCard(await readCards(files), name));
  return valueOf(await loadItems(files, { card, split: valueOf(findSplit(card, split)), subjects: null }));
}

/** sha256 over each prompt in UTF-8 and a zero byte. */
function hashOf(rows: readonly PromptRow[]): string {
  const hash = createHash("sha256");
  for (const { prompt } of rows) hash.update(prompt, "utf8").update("\0");
  return hash.digest("hex");
}

// Hashes of the prompts that each project's own code makes of the same files.
const golden = [
  {
    benchmark: "ceval",
    style: "official",
    shots: 5,
    split: "val",
    n: 1346,
    sha256: "fbd96c8ee00d71b9f7047f1bbb3a3f9921aa5bf832320ca95f14fb33a5cee12f",
  },
  {
    benchmark: "ceval",
    style: "official",
    shots: 0,
    split: "val",
    n: 1346,
    sha256: "ba5254ac5f0d20d7583ac880c7413559ed345441dd42d12913098254fb016dcc",
  },
  {
    benchmark: "cmmlu",
    style: "official",
    shots: 0,
    split: "test",
    n: 11582,
    sha256: "8ded4fb7a27f557f556645d930d63f5cee8684486dfafc6a581de1fe29293c73",
  },
  {
    benchmark: "cmmlu",
    style: "lm-eval",
    shots: 0,
    split: "test",
    n: 11582,
    sha256: "78ccf2b315397bcc3cbdb9749dd3fb4fd462aa5ab5515b3d1c3070dd010533ff",
  },
] as const;

for (const { benchmark, style, shots, split, n, sha256 } of golden) {
  test.skipIf(!present)(
    `all ${n} prompts of ${benchmark} ${style} ${shots}-shot are the published ones, byte for byte`,
    async () => {
      const rows = await promptsOf(benchmark, style, { shots, split });
      expect(rows).toHaveLength(n);
      expect(hashOf(rows)).toBe(sha256);
    },
  );
}

test.skipIf(!present)("every file of both exams is what its card describes", async () => {
  const { cards } = await readCards(files);
  const exams = cards.filter(({ name }) => name === "ceval" || name === "cmmlu");
  for (const card of exams) expect((await verifyCard(files, card)).status).toBe("verified");
  expect(exams).toHaveLength(2);
});

test.skipIf(!present)("the groups of both exams have as many questions as their authors say", async () => {
  const counts = async (name: string): Promise<Readonly<Record<string, number>>> => {
    const { groups } = valueOf(findCard(await readCards(files), name));
    const items = await itemsOf(name, undefined);
    const countIn = (subjects: readonly string[]): number =>
      items.filter(({ subject }) => subjects.includes(subject)).length;
    return Object.fromEntries(groups.map(({ id, subjects }) => [id, countIn(subjects)]));
  };
  expect(await counts("ceval")).toEqual({
    stem: 430,
    social_science: 275,
    humanities: 257,
    other: 384,
    hard: 152,
  });
  expect(await counts("cmmlu")).toEqual({
    stem: 2531,
    humanities: 2489,
    social_science: 3652,
    other: 2910,
    china_specific: 2572,
  });
});

test.skipIf(!present)("C-Eval's test split is there without answers", async () => {
  const items = await itemsOf("ceval", "test");
  expect(items).toHaveLength(12342);
  expect(items.every(({ answer }) => answer === null)).toBe(true);
});

test.skipIf(!present)(
  "the best letter and the longest option score what was found on the same files",
  async () => {
    const percent = async (name: string): Promise<readonly string[]> => {
      const items = await itemsOf(name, undefined);
      const found = baselines(
        items.map(({ subject, choices, answer }) => ({
          subject,
          options: choices,
          answer: "ABCD".indexOf(answer ?? ""),
        })),
      );
      const shown = [found?.constantLetter, found?.longestOption, found?.shortestOption];
      return shown.map((score) => (100 * (score?.micro ?? 0)).toFixed(1));
    };
    expect(await percent("ceval")).toEqual(["26.3", "29.8", "22.2"]);
    expect(await percent("cmmlu")).toEqual(["25.3", "29.1", "23.2"]);
  },
);
