import { z } from "zod";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StateFolder } from "../ports/state-folder.ts";
import type { RunRecord } from "../ports/store.ts";
import { problem, refuseInput, type Refusal } from "../refusal.ts";

const auditFile = z.object({
  ok: z.boolean(),
  problems: z.array(z.string()),
  tensors: z.array(
    z.object({
      name: z.string(),
      address: z.string(),
      expected: z.enum(["frozen", "trained"]),
      changed: z.boolean(),
      max_abs_delta: z.number(),
    }),
  ),
});

/** What an audit found: for every tensor what was to happen, what did, and by how much. */
export type AuditFile = z.output<typeof auditFile>;

/** The audit of a run, also where it failed. */
export function readAudit(state: StateFolder, run: RunRecord): Result<AuditFile, Refusal> {
  const stage = run.stages.find((candidate) => candidate.kind === "audit");
  if (stage === undefined) {
    const why = "it trains nothing, so there is no change to audit";
    return err(refuseInput([problem("no-audit", `${run.name} has no audit: ${why}`)]));
  }
  const found = auditFile.safeParse(state.readJson(`${state.outputFolder(stage.fingerprint)}/audit.json`));
  if (found.success) return ok(found.data);
  const hint = "harness run does what is missing, harness status says where it stands";
  return err(refuseInput([problem("no-audit", `the audit of ${run.name} is not done yet`, hint)]));
}
