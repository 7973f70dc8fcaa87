import { z } from "zod";
import { auditOutput } from "../../domain/contract/outputs/audit.ts";
import { comparisonOutput } from "../../domain/contract/outputs/comparison.ts";
import { dataImportOutput, dataListOutput, dataVerifyOutput } from "../../domain/contract/outputs/data.ts";
import { doctorOutput } from "../../domain/contract/outputs/doctor.ts";
import { evaluationOutput } from "../../domain/contract/outputs/evaluation.ts";
import { garbageOutput } from "../../domain/contract/outputs/garbage.ts";
import { itemOutput } from "../../domain/contract/outputs/item.ts";
import { planOutput } from "../../domain/contract/outputs/plan.ts";
import { promptOutput } from "../../domain/contract/outputs/prompt.ts";
import { runEventOutput } from "../../domain/contract/outputs/run-event.ts";
import { schemasOutput } from "../../domain/contract/outputs/schemas.ts";
import { statusOutput } from "../../domain/contract/outputs/status.ts";
import { initOutput, reportOutput, siteOutput } from "../../domain/contract/outputs/written.ts";
import type { Json } from "../../domain/json.ts";

/** What a command prints with --json, and whether it is one value or one a line. */
export interface OutputSchema {
  readonly name: string; // of the command, e.g. "data list"
  readonly lines: boolean; // JSON Lines: the schema is of a line
  readonly schema: z.ZodType;
}

/** The JSON output of every command. */
export const OUTPUTS: readonly OutputSchema[] = [
  { name: "init", lines: false, schema: initOutput },
  { name: "doctor", lines: false, schema: doctorOutput },
  { name: "data list", lines: false, schema: dataListOutput },
  { name: "data import", lines: false, schema: dataImportOutput },
  { name: "data verify", lines: false, schema: dataVerifyOutput },
  { name: "data prompts", lines: true, schema: promptOutput },
  { name: "plan", lines: false, schema: planOutput },
  { name: "run", lines: true, schema: runEventOutput },
  { name: "status", lines: false, schema: statusOutput },
  { name: "eval", lines: false, schema: evaluationOutput },
  { name: "items", lines: true, schema: itemOutput },
  { name: "audit", lines: false, schema: auditOutput },
  { name: "compare", lines: false, schema: comparisonOutput },
  { name: "report", lines: false, schema: reportOutput },
  { name: "site build", lines: false, schema: siteOutput },
  { name: "schema", lines: false, schema: schemasOutput },
  { name: "gc", lines: false, schema: garbageOutput },
];

/** An output's JSON Schema, as what is printed (not as what reading it takes). */
export function outputJsonSchema({ name, lines, schema }: OutputSchema): Json {
  const title = `harness ${name} --json${lines ? " (one line)" : ""}`;
  // A maker: z.toJSONSchema gives plain JSON.
  return {
    title,
    ...(JSON.parse(JSON.stringify(z.toJSONSchema(schema))) as { readonly [key: string]: Json }),
  };
}
