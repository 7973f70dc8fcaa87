import { z } from "zod";
import type { Prompt } from "../../domain/benchmark/prompt.ts";
import type { Sha256 } from "../../domain/hash.ts";
import type { Json } from "../../domain/json.ts";
import type { EvaluationTarget, Stage } from "../../domain/plan/stage.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StageFailure } from "../../domain/run/failure.ts";
import { isoNow, type Clock } from "../ports/clock.ts";
import type { StateFolder } from "../ports/state-folder.ts";
import type { EvaluationHead, StageRecord, Store } from "../ports/store.ts";
import { scoreEvaluation } from "./score-evaluation.ts";

/** What recording needs beyond the stage: where to, and what a score must carry. */
export interface RecordContext {
  readonly store: Store;
  readonly state: StateFolder;
  readonly clock: Clock;
  readonly modelHash: Sha256; // of the start model
  readonly codeVersion: string;
  readonly libraries: Readonly<Record<string, string>>;
}

/** A published output that is to be recorded; `prompts` are an evaluation's, in the data's order. */
export interface FinishedStage {
  readonly stage: Stage;
  readonly durationMs: number;
  readonly prompts: readonly Prompt[] | null;
}

const auditFile = z.object({ ok: z.boolean(), problems: z.array(z.string()) });

/** Reads a published output and marks its stage done, in one transaction with its scores; the truth is written last. */
export function recordStage(finished: FinishedStage, context: RecordContext): Result<null, StageFailure> {
  const { stage, durationMs, prompts } = finished;
  const { state, store } = context;
  const folder = state.outputFolder(stage.fingerprint);
  const marker = state.readMarker(folder, stage.fingerprint);
  if (marker === null) {
    return err({
      reason: "incomplete-output",
      detail: `${folder} has no fitting completion marker`,
      log: folder,
    });
  }
  const record: StageRecord = {
    fingerprint: stage.fingerprint,
    kind: stage.work.kind,
    inputs: stage.inputs,
    owner: stage.runs[0] ?? "",
    doneAt: isoNow(context.clock),
    durationMs,
    // A maker: the summary was read from JSON.
    summary: marker.summary as { readonly [name: string]: Json },
  };
  switch (stage.work.kind) {
    case "pack":
      store.completeStage(record);
      return ok(null);
    case "train":
      store.completeStage(record);
      state.removePartial(stage.fingerprint);
      return ok(null);
    case "audit": {
      const audit = auditFile.safeParse(state.readJson(`${folder}/audit.json`));
      if (!audit.success) {
        return err({ reason: "incomplete-output", detail: "audit.json is missing or damaged", log: folder });
      }
      if (!audit.data.ok) return err({ reason: "audit-failed", problems: audit.data.problems });
      store.completeStage(record);
      return ok(null);
    }
    case "evaluate": {
      const { target } = stage.work;
      const answers = state.readAnswers(folder);
      if (answers === null) {
        return err({ reason: "incomplete-output", detail: "results.jsonl is damaged", log: folder });
      }
      const scored = scoreEvaluation({ target, prompts: prompts ?? [], answers });
      if (!scored.ok) return scored;
      const head = headOf(stage, target, { n: scored.value.items.length, context });
      store.completeStage(record, { head, ...scored.value });
      return ok(null);
    }
  }
}

/** The hash of the questions' files is one of an evaluation's inputs. */
function shownHash(input: Json | undefined): string {
  if (typeof input !== "string")
    throw new Error("Internal error: an evaluation has the hash of its data as an input");
  return input;
}

function headOf(
  stage: Stage,
  target: EvaluationTarget,
  { n, context }: { readonly n: number; readonly context: RecordContext },
): EvaluationHead {
  const { card, split, protocol } = target;
  const { work } = stage;
  const train = work.kind === "evaluate" ? work.train : null;
  return {
    fingerprint: stage.fingerprint,
    benchmark: card.name,
    protocol: protocol.name,
    mode: protocol.mode,
    shots: protocol.shots,
    split: split.name,
    n,
    protocolHash: protocol.hash,
    dataHash: shownHash(stage.inputs["data"]),
    modelHash: train ?? context.modelHash,
    strategyHash: work.kind === "evaluate" ? work.strategyHash : null,
    codeVersion: context.codeVersion,
    libraries: context.libraries,
  };
}
