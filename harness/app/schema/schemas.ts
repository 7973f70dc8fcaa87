import { z } from "zod";
import { cardSchema } from "../../domain/benchmark/card-schema.ts";
import { doneMarker, workerEvent } from "../../domain/contract/events.ts";
import { itemAnswer, requestGroup } from "../../domain/contract/requests.ts";
import { workerSpec } from "../../domain/contract/spec.ts";
import type { Json } from "../../domain/json.ts";
import { OUTPUTS, outputJsonSchema } from "./output-schemas.ts";
import { harnessJsonSchema } from "../../domain/profile/schema-json.ts";
import { strategyJsonSchema, toEditorSchema } from "../../domain/strategy/schema-json.ts";

/** One JSON Schema: what it is of, and the file of the repository that is generated from it, if there is one. */
export interface NamedSchema {
  readonly name: string;
  readonly title: string;
  readonly file: string | null;
  readonly schema: () => Json;
}

/** Every schema that people or programs may want, from the one place where each is declared. */
export const SCHEMAS: readonly NamedSchema[] = [
  {
    name: "strategy",
    title: "a strategy file",
    file: "strategies/strategy.schema.json",
    schema: strategyJsonSchema,
  },
  { name: "harness", title: "harness.yaml: the profiles", file: null, schema: harnessJsonSchema },
  {
    name: "benchmark",
    title: "a benchmark card",
    file: null,
    schema: () => toEditorSchema(cardSchema, "Permafrost benchmark card"),
  },
  {
    name: "worker",
    title: "the contract with the Python workers",
    file: "harness/worker/contract.schema.json",
    schema: workerContract,
  },
  ...OUTPUTS.map((output) => ({
    name: `output:${output.name.replace(" ", "-")}`,
    title: `harness ${output.name} --json${output.lines ? ", a line of it" : ""}`,
    file: null,
    schema: () => outputJsonSchema(output),
  })),
];

/** All parts of the contract under one roof, each without a `$schema` of its own. */
function workerContract(): Json {
  const parts = { workerSpec, workerEvent, doneMarker, requestGroup, itemAnswer };
  const definitions = Object.entries(parts).map(([name, part]) => {
    return [name, { ...z.toJSONSchema(part), $schema: undefined }] as const; // said once, at the top
  });
  // A maker: z.toJSONSchema gives plain JSON.
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $defs: JSON.parse(JSON.stringify(Object.fromEntries(definitions))) as Json,
  };
}
