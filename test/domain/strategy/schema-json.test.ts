import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readDocument } from "../../../harness/domain/document/read-document.ts";
import { schemaText, strategyJsonSchema } from "../../../harness/domain/strategy/schema-json.ts";

const FOLDER = join(import.meta.dirname, "../../../strategies");
const FILES = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".yaml"),
);
const SCHEMA_TEXT = readFileSync(join(FOLDER, "strategy.schema.json"), "utf8");

describe("strategies/strategy.schema.json", () => {
  it("is what the schema in the code says (`harness schema` writes it)", () => {
    expect(SCHEMA_TEXT).toBe(schemaText(strategyJsonSchema()));
  });

  it.each(FILES)("lets an editor accept %s, which names it in its first line", (name) => {
    const text = readFileSync(join(FOLDER, name), "utf8");
    const depth = name.split(/[\\/]/).length;
    expect(text.split("\n")[0]).toBe(
      `# yaml-language-server: $schema=${depth > 1 ? "../" : "./"}strategy.schema.json`,
    );
    const document = readDocument({ file: name, text });
    const schema = z.record(z.string(), z.json()).parse(JSON.parse(SCHEMA_TEXT));
    const judged = z
      .fromJSONSchema({ ...schema, $schema: "https://json-schema.org/draft/2020-12/schema" })
      .safeParse(document.ok ? document.value.value : null);
    expect(judged.error?.issues ?? []).toEqual([]);
  });

  it("describes every key at the top", () => {
    const { properties } = z
      .object({ properties: z.record(z.string(), z.looseObject({ description: z.string() })) })
      .parse(JSON.parse(SCHEMA_TEXT));
    expect(Object.keys(properties)).toContain("freeze");
  });
});
