import type { ProtocolRequest } from "../../domain/benchmark/card-schema.ts";
import type { TrainSpec } from "../../domain/contract/spec.ts";
import type { Json } from "../../domain/json.ts";
import { buildEvaluationPlan, type EvaluationPlanRequest } from "../../domain/plan/build-plan.ts";
import type { Plan } from "../../domain/plan/stage.ts";
import type { ModelSource } from "../../domain/profile/profile.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { RunFacts } from "../../domain/run/run-facts.ts";
import { readCards } from "../data/cards.ts";
import { chooseDevice } from "../plan/choose-device.ts";
import { evaluationTargets } from "../plan/evaluation-targets.ts";
import { workerHashes, type PreparePlanDeps } from "../plan/prepare-plan.ts";
import type { MachineFacts, PythonFound } from "../ports/machine.ts";
import type { ModelFound } from "../ports/project.ts";
import type { RunRecord } from "../ports/store.ts";
import { problem, refuseInput, refuseMachine, type Refusal } from "../refusal.ts";

/** A checkpoint that is to be scored, as the command line says it. */
export interface EvaluationRequest {
  readonly model: ModelSource;
  readonly label: string; // the run's name
  readonly benchmark: string;
  readonly split: string | null;
  readonly protocol: Partial<ProtocolRequest>;
  readonly subjects: readonly string[] | null;
  readonly limit: number | null;
  readonly precision: TrainSpec["precision"];
  readonly device: TrainSpec["device"] | "auto";
  readonly threads: number;
  readonly processes: number;
  readonly python: string | undefined;
}

/** A plan with only evaluations, and what executing it needs. */
export interface PreparedEvaluation {
  readonly plan: Plan;
  readonly request: EvaluationPlanRequest;
  readonly model: ModelFound;
  readonly python: PythonFound;
  readonly machine: MachineFacts;
}

/** The profile that what `eval` stores belongs to: none of harness.yaml's. */
const EVAL_PROFILE = "eval";

const LABEL = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** Reads the model and the cards and plans the evaluation. Everything that is wrong is told at once. */
export async function prepareEvaluation(
  wanted: EvaluationRequest,
  deps: PreparePlanDeps,
): Promise<Result<PreparedEvaluation, Refusal>> {
  const { project, store } = deps;
  const [model, shelf] = await Promise.all([
    project.model(wanted.model, "harness.yaml"),
    readCards(deps.benchmarks, [wanted.benchmark]),
  ]);
  const { benchmark: name, split, protocol, subjects, limit } = wanted;
  const targets = evaluationTargets(shelf, [{ name, split, protocols: [protocol], subjects, limit }]);
  const problems = [
    ...(LABEL.test(wanted.label) ? [] : [badLabel(wanted.label)]),
    ...(model.ok ? [] : model.error),
    ...(targets.ok ? [] : targets.error),
  ];
  if (problems.length > 0 || !model.ok || !targets.ok) return err(refuseInput(problems));
  const python = await deps.machine.findPython(wanted.python);
  if (!python.ok) return err(refuseMachine(python.error));
  const machine = await deps.machine.facts();
  const device = chooseDevice(wanted.device, machine, python.value);
  if (!device.ok) return device;
  const { precision, threads, processes } = wanted;
  const request: EvaluationPlanRequest = {
    profile: EVAL_PROFILE,
    model: model.value,
    machine: { device: device.value, precision, threads, processes },
    evaluations: targets.value,
    workers: workerHashes(project),
    libraries: python.value.packages,
    meanDurationMs: (kind) => store?.meanDurationMs(kind),
  };
  const plan = buildEvaluationPlan(request, wanted.label);
  return ok({ plan, request, model: model.value, python: python.value, machine });
}

function badLabel(label: string) {
  const hint = "letters, digits, dots, hyphens and underscores, beginning with a letter or digit";
  return problem("bad-label", `"${label}" can't name a run`, hint);
}

/**
 * The run as it is stored. A label that has evaluations already keeps them: a run gathers what was asked of one model.
 * Another model under the same label is a run of its own, and the old one is archived.
 */
export function evaluationRecord(
  { plan, request, model }: PreparedEvaluation,
  before: RunRecord | undefined,
  told: { readonly modelName: string; readonly command: string; readonly codeVersion: string },
): Omit<RunRecord, "plannedAt" | "archived"> {
  const [run] = plan.runs;
  if (run === undefined) throw new Error("Internal error: an evaluation plan has one run");
  const stages = plan.stages.map((stage) => ({
    stageId: stage.id,
    kind: stage.work.kind,
    fingerprint: stage.fingerprint,
    inputs: stage.inputs,
  }));
  const isNew = new Set(stages.map((stage) => stage.stageId));
  const kept = (before?.stages ?? []).filter(
    (stage) => !isNew.has(stage.stageId) && stage.inputs["checkpoint"] === model.hash,
  );
  // A maker: RunFacts is plain JSON by its schema.
  const facts = factsOf(model, request, told) as unknown as Json;
  const { profile } = request;
  return {
    name: run.run,
    strategy: run.run,
    profile,
    seed: null,
    origin: "evaluated",
    facts,
    stages: [...kept, ...stages],
  };
}

function factsOf(
  { shape, hash }: ModelFound,
  request: EvaluationPlanRequest,
  told: { readonly modelName: string; readonly command: string; readonly codeVersion: string },
): RunFacts {
  const title = { en: told.modelName, zh: told.modelName };
  return {
    title,
    description: null,
    file: null,
    spec: null,
    strategyHash: "",
    trainable: { tensors: 0, numel: 0, totalNumel: shape.numel, share: 0 },
    stack: [],
    model: { name: told.modelName, hash, numel: shape.numel, layers: shape.layers, tied: shape.tied },
    profile: { notice: null, budget: [], seeds: [], baseline: null, marginPoints: 0, primary: null },
    command: told.command,
    codeVersion: told.codeVersion,
    libraries: { ...request.libraries },
  };
}
