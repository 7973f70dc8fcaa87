import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { benchmarkFiles } from "../../../harness/adapters/files/benchmark-files.ts";
import { findCard, readCards } from "../../../harness/app/data/cards.ts";
import { loadItems } from "../../../harness/app/data/load-items.ts";
import { listPrompts, type ListedPrompts } from "../../../harness/app/data/prompts.ts";
import { keyOf } from "../../../harness/domain/benchmark/item.ts";
import { rewriteCevalForLighteval } from "../../../harness/domain/benchmark/lighteval-rewrite.ts";
import { findSplit } from "../../../harness/domain/benchmark/split.ts";
import {
  LIGHTEVAL_DEMOS_CEVAL,
  LIGHTEVAL_DEMOS_CMMLU,
} from "../../../harness/domain/benchmark/styles/lighteval-demos.ts";
import { valueOf } from "../../fixtures/read-garden.ts";

// The official copies beside the checkout; they never enter the project.
const repository = path.resolve(import.meta.dirname, "../../..");
const data = path.resolve(repository, "../shared/datasets");
const present = existsSync(data);
if (!present) process.stderr.write(`skipped: protocols of C-Eval and CMMLU, since there is no ${data}\n`);

const files = benchmarkFiles({ package: repository, project: repository, data });

async function list(
  benchmark: string,
  protocol: { readonly style: string; readonly shots: number },
  split: string,
): Promise<ListedPrompts> {
  return valueOf(await listPrompts(files, { benchmark, protocol, split, subjects: null }));
}

/** sha256 over each scored text (the prompt where a reply is generated) in UTF-8 and a zero byte. */
function hashOf({ rows }: ListedPrompts): string {
  const hash = createHash("sha256");
  for (const { prompt, choices } of rows) {
    for (const choice of choices.length === 0 ? [""] : choices)
      hash.update(prompt + choice, "utf8").update("\0");
  }
  return hash.digest("hex");
}

// What each project's own template code makes of the same files; lm-eval's after its description.
// Benchmark, protocol, shots, split, number of prompts, hash.
const golden = [
  "ceval official-cot 0 val 1346 aa996ed4ee2ecd5cff0e75710485df062cd90ac9caa85c6089aba91437561a05",
  "ceval official-cot 5 val 1346 b0f06dde90fab7b9d3c275a551e5f02a48a04d11f5a27b9d83f3523e65320465",
  "cmmlu official-cot 0 test 11582 d0b964dd85e5f265b3db4463145dc35835a44132699b025f64e1493041185a71",
  "cmmlu official-cot 5 test 11582 6b0aee5e9766ce036ba1ff8ba6c672135d226f50b3ac2f682703e818b8839d92",
  "ceval lm-eval 0 val 1346 953ac8b9a5740987d906a0e5e3dd41dbf90b7384d3a28d85f31b2f07aad5e962",
  "ceval lm-eval 5 val 1346 d42dac5640a5d361454b2e1fda34b39bc80cfa9b4fe497f90becc231e70c34f5",
  "cmmlu lm-eval 5 test 11582 caefcbb356117930b673cace96b124a5143d5a2fdf6089223bfc48c08cd2dc2a",
  "ceval llama-factory 0 val 1346 de9016f8e9c2d8b0bb35112090fda2afc8387c3972458c66d055c6a25b8fac60",
  "cmmlu llama-factory 0 test 11582 1bb6149b96307df0ade441ce85585b282b189969a61209e1c935f2d53d0fb514",
  "ceval lighteval 0 val 1343 224ec535cd3e66183facfb055412aa06b5747dc64e7ae646708185381c04c377",
  "ceval lighteval 2 val 1343 3b26a61aad0dfebad1cc9716d22df266c0f65ecfbe29f91a58cf2717a9dad7ca",
  "ceval lighteval 5 val 1343 00b4b269db3fca27b153ff3a04f104d94027d2cd8586fefb9ceab453bbc5a052",
  "ceval lighteval 0 test 12304 0364046f35bb45871bbea8016d42e6a6f059d778e0ced70c0fdd4b7dcb5c4471",
  "cmmlu lighteval 0 test 11582 539f94adde07919f1437007a8d2325b4f8a6023eaf69e5b7b2d4894cfe2e8d0e",
  "cmmlu lighteval 5 test 11582 633d82300a1ce8f401908ebb9d3fc5bd07823972d8ab2b7952a75385b5aae722",
  "ceval opencompass:ceval_ppl_578f8d 5 val 1346 dd068769cbfb2cf588d3598eb1b4439f878d45b06160c9953db6baf077e9f034",
  "ceval opencompass:ceval_ppl_578f8d 5 test 12342 429b78ee2c1bbd487c06e52c8a41f0e92ff315573b011be2b97024753afd1b8e",
  "ceval opencompass:ceval_ppl_1cd8bf 5 val 1346 f55843d2be3fa714d679a60283d342a33e6b6be41af3e0f27e9f1d50e043b98e",
  "ceval opencompass:ceval_gen_5f30c7 5 val 1346 fdad599cbbc86fc048a69234a0876b2a426ec189db13c9e43be2c05ff7fd2643",
  "ceval opencompass:ceval_zero_shot_gen_bd40ef 0 val 1346 f9ff52e1d9daecfa6402f440af02f2f28d7d56af6c5e01d0fd647b95dd8c2d97",
  "cmmlu opencompass:cmmlu_ppl_8b9c76 5 test 11582 3f22810969f51fe8cb2f25c271552bba6fed41115afc65a13febb1996d0b89d0",
  "cmmlu opencompass:cmmlu_ppl_041cbf 5 test 11582 d514ae9b387981f95fcae41c506ffba85ce32ac818da0bedd6bb2d24b1af7fa2",
  "cmmlu opencompass:cmmlu_gen_c13365 5 test 11582 1b0999437eb9e107fa230695a7ed6c7179431bc62060418921ec9ed106de2184",
  "cmmlu opencompass:cmmlu_0shot_cot_gen_305931 0 test 11582 a07e8d6441c087e68de11727a6c4e9e658c27909004002f8fe58c9b68dd59282",
];

test.skipIf(!present).each(golden.map((line) => line.split(" ")))(
  "%s %s, %s shots, %s: all %s prompts are the published ones, byte for byte",
  async (...line) => {
    const [benchmark = "", style = "", shots = "", split = "", n = "", sha256 = ""] = line;
    const listed = await list(benchmark, { style, shots: Number(shots) }, split);
    expect(listed.rows).toHaveLength(Number(n));
    expect(hashOf(listed)).toBe(sha256);
  },
);

test.skipIf(!present)(
  "the three questions that lighteval does not ask are named, with the reason",
  async () => {
    const lighteval = { style: "lighteval", shots: 0 };
    const { dropped } = await list("ceval", lighteval, "val");
    expect(dropped.map(({ item, why }) => [keyOf(item), why])).toEqual([
      ["high_school_geography/5", "the options are only marks (①②)"],
      ["middle_school_geography/6", "the options are only marks (①②)"],
      ["civil_servant/21", "the options are only marks (①②)"],
    ]);
    const unlabelled = (await list("ceval", lighteval, "test")).dropped;
    const counted = (reason: string): number => unlabelled.filter(({ why }) => why === reason).length;
    expect(counted("the options are only marks (①②)")).toBe(18);
    expect(counted("the question has no ____")).toBe(3);
    expect(counted("text stands before the statements that it lists")).toBe(17);
    expect(unlabelled).toHaveLength(38);
  },
);

test.skipIf(!present)("lighteval's demos are those that its sampler's rule takes from dev", async () => {
  const rule = path.join(repository, "test/golden/lighteval_demos.py");
  const tables = { ceval: LIGHTEVAL_DEMOS_CEVAL, cmmlu: LIGHTEVAL_DEMOS_CMMLU };
  for (const [name, table] of Object.entries(tables)) {
    const card = valueOf(findCard(await readCards(files), name));
    const items = valueOf(
      await loadItems(files, { card, split: valueOf(findSplit(card, "dev")), subjects: null }),
    );
    const answers: Record<string, (string | null)[]> = {};
    for (const item of items) {
      const asked = name === "cmmlu" || rewriteCevalForLighteval(item).ok;
      (answers[item.subject] ??= []).push(asked ? item.answer : null);
    }
    const made = execFileSync("python3", [rule], { input: JSON.stringify(answers), encoding: "utf8" });
    expect(JSON.parse(made)).toEqual(table);
  }
  expect(LIGHTEVAL_DEMOS_CEVAL["logic"]).toEqual([2, 3, 0, 1, 4]);
});
