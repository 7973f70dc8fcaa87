import { CONTRACT_VERSION, type TrainSpec, type WorkerSpec } from "../../domain/contract/spec.ts";
import type { Stage } from "../../domain/plan/stage.ts";
import type { ModelShape } from "../../domain/model/shape.ts";
import type { ResolvedStrategy } from "../../domain/strategy/resolve.ts";

/** What packing and training need beyond the model. */
export interface TrainingContext {
  readonly corpus: {
    readonly files: readonly string[];
    readonly format: "text" | "jsonl";
    readonly field: string;
  };
  readonly budget: TrainSpec["budget"];
  readonly saveEvery: number;
}

/** What the specs of all stages of one plan share: paths and settings that no fingerprint needs. */
export interface SpecContext {
  readonly modelFolder: string;
  readonly shape: ModelShape;
  readonly training: TrainingContext | null; // null where nothing is trained
  readonly device: TrainSpec["device"];
  readonly precision: TrainSpec["precision"];
  readonly threads: number;
  readonly batchTokens: number;
  /** Where a finished stage's output lies. */
  outputFolder(fingerprint: string): string;
  partialFolder(fingerprint: string): string;
}

/** Where one attempt at a stage works. */
export interface AttemptPlace {
  readonly stage: Stage;
  readonly folder: string;
  readonly requests: string | null; // an evaluation's requests.jsonl
}

/** The spec.json of a batch: one stage, or several evaluations of one checkpoint. */
export function stageSpec(batch: readonly AttemptPlace[], context: SpecContext): WorkerSpec {
  const [first] = batch;
  if (first === undefined) throw new Error("Internal error: a batch has at least one stage");
  const { stage, folder } = first;
  const common = {
    contract: CONTRACT_VERSION,
    fingerprint: stage.fingerprint,
    events: `${folder}/events.jsonl`,
    output: `${folder}/output`,
  } as const;
  const machine = { device: context.device, precision: context.precision, threads: context.threads };
  const { work } = stage;
  const training = (): TrainingContext => {
    if (context.training === null)
      throw new Error(`Internal error: a plan without training has the stage ${stage.id}`);
    return context.training;
  };
  switch (work.kind) {
    case "pack": {
      const { corpus, budget } = training();
      return {
        ...common,
        kind: "pack",
        tokenizer: context.modelFolder,
        files: [...corpus.files],
        format: corpus.format,
        field: corpus.field,
        sequence: budget.sequence,
      };
    }
    case "train":
      return {
        ...common,
        ...machine,
        kind: "train",
        model: context.modelFolder,
        corpus: context.outputFolder(work.pack),
        resume: context.partialFolder(stage.fingerprint),
        save_every: training().saveEvery,
        trainable: trainableGroups(work.strategy),
        total_numel: context.shape.numel,
        seed: work.seed,
        budget: training().budget,
      };
    case "audit":
      return {
        ...common,
        kind: "audit",
        start: context.modelFolder,
        end: `${context.outputFolder(work.train)}/model`,
        trainable: trainableGroups(work.strategy),
        addresses: Object.fromEntries(
          work.strategy.groups.flatMap((group) =>
            group.tensors.map((tensor) => [tensor.name, group.address]),
          ),
        ),
      };
    case "evaluate":
      return {
        ...common,
        ...machine,
        kind: "evaluate",
        model: work.train === null ? context.modelFolder : `${context.outputFolder(work.train)}/model`,
        batch_tokens: context.batchTokens,
        tasks: batch.map((place) => ({
          fingerprint: place.stage.fingerprint,
          name: place.stage.id,
          requests: place.requests ?? `${place.folder}/requests.jsonl`,
          output: `${place.folder}/output`,
        })),
      };
  }
}

function trainableGroups(strategy: ResolvedStrategy): TrainSpec["trainable"] {
  return strategy.groups
    .filter((group) => group.state === "trained")
    .map(({ address, tensors, numel }) => ({ address, names: tensors.map((tensor) => tensor.name), numel }));
}
