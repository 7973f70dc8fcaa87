import { z } from "zod";
import type { Json } from "../json.ts";
import { strategySchema } from "./schema.ts";

const jsonValue: z.ZodType<Json> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(jsonValue),
    z.record(z.string(), jsonValue),
  ]),
);

/** A schema as JSON Schema of what a person writes (not of what reading it gives), for editors. */
export function toEditorSchema(schema: z.ZodType, title: string): Json {
  return jsonValue.parse({ title, ...z.toJSONSchema(schema, { io: "input" }) });
}

/** The JSON Schema of a strategy file: strategies/strategy.schema.json is this, and nothing else. */
export const strategyJsonSchema = (): Json => toEditorSchema(strategySchema, "Permafrost strategy");

/** The text of a JSON Schema file. */
export const schemaText = (schema: Json): string => `${JSON.stringify(schema, null, 2)}\n`;
