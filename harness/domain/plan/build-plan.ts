import type { TrainSpec } from "../contract/spec.ts";
import { evaluationInputs } from "../benchmark/evaluation-inputs.ts";
import { hashJson, type Sha256 } from "../hash.ts";
import type { Json } from "../json.ts";
import type { ModelShape } from "../model/shape.ts";
import type { ResolvedStrategy } from "../strategy/resolve.ts";
import {
  forwardFlopsPerToken,
  NO_ESTIMATE,
  trainFlopsPerToken,
  trainMemoryBytes,
  type StageEstimate,
} from "./estimate.ts";
import type { EvaluationTarget, Plan, PlannedRun, Stage, StageWork } from "./stage.ts";

type WorkKind = StageWork["kind"];

/** What scoring a model depends on: already read and resolved, so that planning is pure and quick. */
export interface EvaluationPlanRequest {
  readonly profile: string;
  readonly model: { readonly hash: Sha256; readonly shape: ModelShape };
  readonly machine: Pick<TrainSpec, "device" | "precision" | "threads"> & { readonly processes: number };
  readonly evaluations: readonly EvaluationTarget[];
  /** The hash of each worker's code, shared modules included. */
  readonly workers: Readonly<Record<WorkKind, Sha256>>;
  readonly libraries: Readonly<Record<string, string>>;
  /** The mean duration of earlier stages of a kind, if any is known. */
  readonly meanDurationMs: (kind: WorkKind) => number | undefined;
}

/** Everything that a plan of strategies depends on. */
export interface PlanRequest extends EvaluationPlanRequest {
  readonly strategies: readonly ResolvedStrategy[];
  readonly seeds: readonly number[];
  readonly corpus: Json; // what the packed stream depends on: the files' hashes, format and field
  readonly budget: TrainSpec["budget"];
}

/** fp32 operations per second and thread that a rough estimate assumes where nothing was measured yet. */
const ASSUMED_FLOPS_PER_THREAD = 3e10;
const ASSUMED_START_MS = 6000;

/** The graph of stages for strategies x seeds under one profile; equal fingerprints are one stage. */
export function buildPlan(request: PlanRequest): Plan {
  const stages = new Map<string, Draft>();
  const runs: PlannedRun[] = [];
  const shared = sharedInputs(request);
  for (const strategy of request.strategies) {
    const arm = armOf(strategy, request);
    for (const seed of request.seeds) {
      const run = `${strategy.name}@${request.profile}#${seed}`;
      const own = stagesOf({ arm, seed, shared, request });
      for (const stage of own) {
        const known = stages.get(stage.fingerprint);
        if (known) known.runs.push(run);
        else stages.set(stage.fingerprint, { ...stage, runs: [run] });
      }
      runs.push({ run, strategy: strategy.name, seed, stages: own.map(({ fingerprint }) => fingerprint) });
    }
  }
  return { profile: request.profile, runs, stages: [...stages.values()] };
}

interface Draft extends Omit<Stage, "runs"> {
  readonly runs: string[];
}
type NewStage = Omit<Stage, "runs">;

/** What all runs of a plan have in common, computed once. */
interface Shared {
  readonly pack: NewStage;
  readonly targets: readonly {
    readonly target: EvaluationTarget;
    readonly id: string;
    readonly inputs: Inputs;
  }[];
  readonly budget: Json;
}
type Inputs = { readonly [name: string]: Json };

function sharedInputs(request: PlanRequest): Shared {
  const { model, corpus, budget, workers } = request;
  const pack = makeStage({
    id: "pack",
    work: { kind: "pack" },
    needs: [],
    inputs: {
      tokenizer: model.hash,
      corpus,
      sequence: budget.sequence,
      worker: workers.pack,
      libraries: pick(request.libraries, ["transformers", "tokenizers", "numpy"]),
    },
    estimate: { ...NO_ESTIMATE, durationMs: request.meanDurationMs("pack") ?? ASSUMED_START_MS },
  });
  const targets = targetInputs(request);
  return { pack, targets, budget: { ...budget, betas: [...budget.betas] } };
}

function targetInputs({ evaluations }: EvaluationPlanRequest): Shared["targets"] {
  return evaluations.map((target) => ({
    target,
    id: `evaluate/${target.card.name}/${target.split.name}/${target.protocol.id}`,
    inputs: evaluationInputs(target),
  }));
}

/** A strategy's part of the inputs, computed once for all seeds. */
interface Arm {
  readonly strategy: ResolvedStrategy;
  readonly trained: string; // the addresses, e.g. "layer 0 attn, layer 0 mlp"
  readonly hash: Sha256;
  readonly estimate: StageEstimate;
}

function armOf(strategy: ResolvedStrategy, request: PlanRequest): Arm {
  const groups = strategy.groups.filter((group) => group.state === "trained");
  const names = groups.flatMap((group) => group.tensors.map((tensor) => tensor.name));
  const trained = groups.map((group) => group.address).join(", ");
  return { strategy, trained, hash: hashJson(names), estimate: trainEstimate(new Set(names), request) };
}

function trainEstimate(names: ReadonlySet<string>, request: PlanRequest): StageEstimate {
  const { shape } = request.model;
  const { budget, machine } = request;
  const perToken = trainFlopsPerToken(shape, names, budget.sequence);
  const tokens = budget.steps * budget.batch * budget.sequence;
  const flops = tokens * (perToken.forward + perToken.activationGradient + perToken.weightGradient);
  const seconds = flops / (ASSUMED_FLOPS_PER_THREAD * machine.threads * machine.processes);
  return {
    flops,
    memoryBytes: trainMemoryBytes(shape, names, budget.micro_batch * budget.sequence),
    diskBytes: 4 * shape.numel,
    durationMs: request.meanDurationMs("train") ?? ASSUMED_START_MS + 1000 * seconds,
  };
}

function stagesOf(of: {
  readonly arm: Arm;
  readonly seed: number;
  readonly shared: Shared;
  readonly request: PlanRequest;
}): readonly NewStage[] {
  const { arm, seed, shared, request } = of;
  if (arm.trained === "") return evaluateStages(shared.targets, request, null);
  const { model, machine, workers, libraries } = request;
  const train = makeStage({
    id: "train",
    work: { kind: "train", strategy: arm.strategy, seed, pack: shared.pack.fingerprint },
    needs: [shared.pack.fingerprint],
    inputs: {
      model: model.hash,
      corpus: shared.pack.fingerprint,
      trained: arm.trained,
      tensors: arm.hash,
      budget: shared.budget,
      seed,
      ...machine,
      worker: workers.train,
      libraries: pick(libraries, ["torch", "transformers", "safetensors"]),
    },
    estimate: arm.estimate,
  });
  const audit = makeStage({
    id: "audit",
    work: { kind: "audit", strategy: arm.strategy, train: train.fingerprint },
    needs: [train.fingerprint],
    inputs: { start: model.hash, end: train.fingerprint, tensors: arm.hash, worker: workers.audit },
    estimate: { ...NO_ESTIMATE, durationMs: request.meanDurationMs("audit") ?? 1000 },
  });
  return [
    shared.pack,
    train,
    audit,
    ...evaluateStages(shared.targets, request, { train, audit, hash: arm.hash }),
  ];
}

/** The evaluations of one checkpoint; without a training, of the start model itself. */
function evaluateStages(
  targets: Shared["targets"],
  request: EvaluationPlanRequest,
  trained: { readonly train: NewStage; readonly audit: NewStage; readonly hash: Sha256 } | null,
): readonly NewStage[] {
  const { model, machine, workers, libraries } = request;
  return targets.map(({ target, id, inputs }) =>
    makeStage({
      id,
      work: {
        kind: "evaluate",
        target,
        train: trained?.train.fingerprint ?? null,
        strategyHash: trained?.hash ?? null,
      },
      needs: trained === null ? [] : [trained.train.fingerprint, trained.audit.fingerprint],
      inputs: {
        checkpoint: trained?.train.fingerprint ?? model.hash,
        ...inputs,
        precision: machine.precision,
        device: machine.device,
        threads: machine.threads,
        worker: workers.evaluate,
        libraries: pick(libraries, ["torch", "transformers", "tokenizers"]),
      },
      estimate: evaluateEstimate(target, request),
    }),
  );
}

/** The plan of scoring one model, as a run of the given name. */
export function buildEvaluationPlan(request: EvaluationPlanRequest, run: string): Plan {
  const stages = evaluateStages(targetInputs(request), request, null).map((stage) => ({
    ...stage,
    runs: [run],
  }));
  const planned = { run, strategy: run, seed: null, stages: stages.map((stage) => stage.fingerprint) };
  return { profile: request.profile, runs: [planned], stages };
}

/** A rough guess of a question's length in tokens, for the estimate only. */
const ASSUMED_TOKENS = { bare: 40, perShot: 90 };

function evaluateEstimate(target: EvaluationTarget, request: EvaluationPlanRequest): StageEstimate {
  const tokens = ASSUMED_TOKENS.bare + target.protocol.shots * ASSUMED_TOKENS.perShot;
  const items = target.limit === null ? target.split.items : target.limit * target.card.subjects.length;
  const flops = items * tokens * forwardFlopsPerToken(request.model.shape, tokens);
  const { threads, processes } = request.machine;
  const guessMs = ASSUMED_START_MS + (1000 * flops) / (ASSUMED_FLOPS_PER_THREAD * threads * processes);
  return {
    ...NO_ESTIMATE,
    flops,
    memoryBytes: 4 * request.model.shape.numel,
    durationMs: request.meanDurationMs("evaluate") ?? guessMs,
  };
}

function makeStage(stage: Omit<NewStage, "fingerprint">): NewStage {
  return { ...stage, fingerprint: hashJson({ kind: stage.work.kind, inputs: stage.inputs }) };
}

function pick(libraries: Readonly<Record<string, string>>, names: readonly string[]): Inputs {
  return Object.fromEntries(names.map((name) => [name, libraries[name] ?? null]));
}
