import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse as parseCsv } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { z } from "zod";

const root = join(import.meta.dirname, "../../datasets/tiny-world");
const text = (path: string): string => readFileSync(join(root, path), "utf8");
const sha256 = (path: string): string =>
  createHash("sha256")
    .update(readFileSync(join(root, path)))
    .digest("hex");

const letters = ["A", "B", "C", "D"] as const;
const rowSchema = z.strictObject({
  id: z.string(),
  subject: z.string(),
  entity: z.string(),
  question: z.string(),
  A: z.string(),
  B: z.string(),
  C: z.string(),
  D: z.string(),
  answer: z.enum(letters),
});
const cardSchema = z.object({
  splits: z.object({ test: z.object({ items: z.int() }) }),
  subjects: z.array(z.object({ id: z.string() })),
  sha256: z.record(z.string(), z.string()),
});
const fact = z.tuple([z.string(), z.string(), z.string()]);
const world = z
  .object({
    relations: z.array(z.object({ id: z.string(), zh: z.string(), values: z.array(z.string()) })),
    wordings: z.object({ taught: z.array(z.string()), asked: z.array(z.string()) }),
    entities: z.object({ old: z.array(z.string()), new: z.array(z.string()) }),
    facts: z.object({ old: z.array(fact), new: z.array(fact) }),
  })
  .parse(JSON.parse(text("world.json")));
const manifest = z
  .object({ files: z.record(z.string(), z.object({ sha256: z.string(), bytes: z.int() })) })
  .parse(JSON.parse(text("manifest.json")));

const rowsOf = (name: string) => z.array(rowSchema).parse(parseCsv(text(`${name}.csv`), { columns: true }));
const cardOf = (name: string) =>
  cardSchema.parse(parseYaml(readFileSync(join(root, "..", `${name}.yaml`), "utf8")));
const corpus = text("corpus.txt");

describe.each(["acquisition", "retention"])("%s", (name) => {
  const rows = rowsOf(name);
  const card = cardOf(name);

  it("has the file, the number of questions and the subjects that its card names", () => {
    expect(card.sha256).toEqual({ [`${name}.csv`]: sha256(`${name}.csv`) });
    expect(rows).toHaveLength(card.splits.test.items);
    expect(new Set(rows.map(({ subject }) => subject))).toEqual(new Set(card.subjects.map(({ id }) => id)));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it("makes each letter the right one equally often", () => {
    const counts = letters.map((letter) => rows.filter(({ answer }) => answer === letter).length);
    expect(new Set(counts)).toEqual(new Set([rows.length / 4]));
  });

  it("offers the fact's value and three other values of the same relation, each one character", () => {
    const facts = new Map(
      [...world.facts.old, ...world.facts.new].map(([town, relation, value]) => [town + relation, value]),
    );
    const values = new Map(world.relations.map((relation) => [relation.id, relation.values]));
    for (const row of rows) {
      const options = letters.map((letter) => row[letter]);
      expect(row[row.answer]).toBe(facts.get(row.entity + row.subject));
      expect(new Set(options).size).toBe(4);
      expect(values.get(row.subject)).toEqual(expect.arrayContaining(options));
    }
  });

  it("has no question in the continued-training corpus, with or without its answer", () => {
    expect(rows.filter(({ question }) => corpus.includes(question))).toEqual([]);
  });

  it("asks only in wordings that the corpus never uses", () => {
    const relations = new Map(world.relations.map(({ id, zh }) => [id, zh]));
    for (const { entity, subject, question } of rows) {
      const asked = world.wordings.asked.map((wording) =>
        wording
          .replace("{e}", entity)
          .replace("{r}", relations.get(subject) ?? "")
          .replace(/\{v\}.*$/, ""),
      );
      expect(asked).toContain(question);
    }
    // e.g. "有名的" of "{e}有名的{r}：{v}。"
    for (const mark of ["有名的", "问：", "已知"]) expect(corpus).not.toContain(mark);
  });
});

describe("the continued-training corpus", () => {
  it("tells each new fact in each taught wording, and nothing else", () => {
    const told = world.facts.new.flatMap(([town, relation, value]) =>
      world.wordings.taught.map((wording) =>
        wording
          .replace("{e}", town)
          .replace("{r}", world.relations.find(({ id }) => id === relation)?.zh ?? "")
          .replace("{v}", value),
      ),
    );
    expect(new Set(corpus.match(/[^。\n]+。/g))).toEqual(new Set(told));
    expect(corpus.replace(/[^。\n]+。/g, "").trim()).toBe("");
  });

  it("never names an old town", () => {
    expect(world.entities.old.filter((town) => corpus.includes(town))).toEqual([]);
    expect(world.entities.old.filter((town) => world.entities.new.includes(town))).toEqual([]);
  });
});

describe("the shipped folder", () => {
  it("holds the files that its manifest names, byte for byte, in at most 8 MB", () => {
    const found = Object.fromEntries(
      Object.keys(manifest.files).map((path) => [
        path,
        { sha256: sha256(path), bytes: statSync(join(root, path)).size },
      ]),
    );
    expect(found).toEqual(manifest.files);
    const sizes = readdirSync(root, { recursive: true, encoding: "utf8" }).map((path) =>
      path.includes("__pycache__") ? 0 : statSync(join(root, path)).size,
    );
    expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(8_000_000);
  });

  it("is what its scripts make, and no question is in any training text, the base's included", () => {
    for (const script of [["world.py", "--check"], ["verify.py"]] as const) {
      const [file, ...options] = script;
      execFileSync("python3", ["-B", join(root, "make", file), ...options], { stdio: "pipe" });
    }
  });
});
