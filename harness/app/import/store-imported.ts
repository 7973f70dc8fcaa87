import { hashJson, type Sha256 } from "../../domain/hash.ts";
import type { Json } from "../../domain/json.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { RunFacts } from "../../domain/run/run-facts.ts";
import type { Store } from "../ports/store.ts";
import { problem, refuseInput, type Refusal } from "../refusal.ts";
import type { ImportedEvaluation, ImportedItems } from "./import-items.ts";

/** The profile that imported runs belong to: none of harness.yaml's. */
const IMPORT_PROFILE = "imported";

/** What the record of an import carries beyond its items. */
export interface ImportTold {
  readonly now: string; // ISO 8601
  readonly command: string;
  readonly codeVersion: string;
}

/** What was stored. */
export interface StoredImport {
  readonly run: string;
  readonly n: number; // questions, over all benchmarks
}

/**
 * Stores imported items as a run without a seed. Evaluations first, each in one transaction, and the run that names them
 * last: a run is there with all of its items or not at all. The same items again change nothing.
 */
export function storeImported(
  store: Pick<Store, "run" | "doneStages" | "completeStage" | "recordRuns">,
  { label, evaluations }: ImportedItems,
  told: ImportTold,
): Result<StoredImport, Refusal> {
  const before = store.run(label);
  if (before !== undefined && before.origin !== "imported") {
    const hint = "take another --label";
    return err(
      refuseInput([problem("label-taken", `"${label}" is the name of a run that this harness made`, hint)]),
    );
  }
  const stages = evaluations.map((evaluation) => ({ evaluation, stage: stageOf(evaluation) }));
  const done = store.doneStages(stages.map(({ stage }) => stage.fingerprint));
  for (const { evaluation, stage } of stages) {
    if (done.has(stage.fingerprint)) continue;
    const { items, scores, ...conditions } = evaluation;
    const { fingerprint, kind, inputs } = stage;
    store.completeStage(
      { fingerprint, kind, inputs, owner: label, doneAt: told.now, durationMs: 0, summary: {} },
      {
        head: {
          ...conditions,
          fingerprint,
          n: items.length,
          protocolHash: hashJson(conditionsJson(evaluation)),
          dataHash: hashJson(items.map(({ subject, id, answer }) => [subject, id, answer])),
          modelHash: stage.inputs.items,
          strategyHash: null,
          codeVersion: told.codeVersion,
          libraries: {},
        },
        items,
        scores,
      },
    );
  }
  // A maker: RunFacts is plain JSON by its schema.
  const facts = factsOf(
    label,
    hashJson(stages.map(({ stage }) => stage.fingerprint)),
    told,
  ) as unknown as Json;
  const run = {
    name: label,
    strategy: label,
    profile: IMPORT_PROFILE,
    seed: null,
    origin: "imported" as const,
    facts,
  };
  store.recordRuns([{ ...run, stages: stages.map(({ stage }) => stage) }], told.now);
  return ok({ run: label, n: evaluations.reduce((total, { items }) => total + items.length, 0) });
}

const conditionsJson = ({ benchmark, split, protocol, mode, shots }: ImportedEvaluation) => ({
  benchmark,
  split,
  protocol,
  mode,
  shots,
});

/** Named by its content, so that the same items are stored once. */
function stageOf(evaluation: ImportedEvaluation) {
  const conditions = conditionsJson(evaluation);
  const { benchmark, protocol, mode, shots } = conditions;
  const rows = evaluation.items.map(({ subject, id, prediction, correct, logprobs }) => [
    subject,
    id,
    prediction,
    correct,
    [...logprobs],
  ]);
  const inputs = { ...conditions, items: hashJson(rows) };
  return {
    stageId: `import:${benchmark}:${protocol}-${mode}-${shots}`,
    kind: "evaluate",
    fingerprint: hashJson({ import: inputs }),
    inputs,
  };
}

function factsOf(label: string, hash: Sha256, told: ImportTold): RunFacts {
  return {
    title: { en: label, zh: label },
    description: null,
    file: null,
    spec: null,
    strategyHash: "",
    trainable: { tensors: 0, numel: 0, totalNumel: 0, share: 0 },
    stack: [],
    model: { name: label, hash, numel: 0, layers: 0, tied: false },
    profile: { notice: null, budget: [], seeds: [], baseline: null, marginPoints: 0, primary: null },
    command: told.command,
    codeVersion: told.codeVersion,
    libraries: {},
  };
}
