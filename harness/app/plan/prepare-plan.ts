import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { buildPlan, type PlanRequest } from "../../domain/plan/build-plan.ts";
import type { Plan, StageWork } from "../../domain/plan/stage.ts";
import { trainBudget } from "../../domain/profile/budget.ts";
import { loadProfile } from "../../domain/profile/load.ts";
import type { Profile } from "../../domain/profile/profile.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StrategySource } from "../../domain/strategy/extend.ts";
import { loadStrategies } from "../../domain/strategy/load.ts";
import { resolveStrategy, type ResolvedStrategy } from "../../domain/strategy/resolve.ts";
import type { Strategy } from "../../domain/strategy/strategy.ts";
import { readCards } from "../data/cards.ts";
import type { BenchmarkFiles } from "../ports/benchmark-files.ts";
import type { Machine, MachineFacts, PythonFound } from "../ports/machine.ts";
import type { CorpusFound, ModelFound, Project } from "../ports/project.ts";
import type { Store } from "../ports/store.ts";
import { problem, refuseInput, refuseMachine, type Refusal } from "../refusal.ts";
import { chooseDevice } from "./choose-device.ts";
import { evaluationTargets } from "./evaluation-targets.ts";

/** What the user asked for. */
export interface PreparePlanRequest {
  readonly strategyFiles: readonly string[];
  readonly config: string | undefined;
  readonly profile: string | undefined;
  readonly set: readonly string[];
  readonly seeds: readonly number[] | undefined; // instead of the profile's
  readonly python: string | undefined;
}

/** Who answers. `store` is null where nothing was ever run. */
export interface PreparePlanDeps {
  readonly project: Project;
  readonly machine: Machine;
  readonly benchmarks: BenchmarkFiles;
  readonly store: Store | null;
  /** Told of every file that was read, so that problems can show the line. */
  readonly onSource: (source: StrategySource) => void;
}

/** A plan, and all that executing it needs. */
export interface PreparedPlan {
  readonly plan: Plan;
  readonly profile: Profile;
  readonly strategies: readonly ResolvedStrategy[];
  readonly descriptions: ReadonlyMap<string, Strategy["description"]>;
  readonly model: ModelFound;
  readonly corpus: CorpusFound;
  readonly python: PythonFound;
  readonly machine: MachineFacts;
  readonly request: PlanRequest;
  readonly warnings: readonly Diagnostic[];
}

/** Reads harness.yaml, strategies, model and cards, and builds the plan. Everything that is wrong is told at once. */
export async function preparePlan(
  wanted: PreparePlanRequest,
  deps: PreparePlanDeps,
): Promise<Result<PreparedPlan, Refusal>> {
  const { project } = deps;
  const config = project.config(wanted.config);
  if (!config.ok) return err(refuseInput(config.error));
  deps.onSource(config.value);
  const profile = loadProfile({ ...config.value, name: wanted.profile ?? null, set: wanted.set });
  const strategies = readStrategies(wanted.strategyFiles, deps);
  const early = [...errorsOf(profile), ...errorsOf(strategies)];
  if (!profile.ok || !strategies.ok) return err(refuseInput(early));

  const [model, corpus, shelf] = await Promise.all([
    project.model(profile.value.model, config.value.file),
    project.corpus(profile.value.corpus.files, config.value.file),
    readCards(
      deps.benchmarks,
      profile.value.benchmarks.map((benchmark) => benchmark.name),
    ),
  ]);
  const targets = evaluationTargets(shelf, profile.value.benchmarks);
  const resolved = model.ok ? resolveAll(strategies.value, model.value) : null;
  const problems = [
    ...errorsOf(model),
    ...errorsOf(corpus),
    ...errorsOf(targets),
    ...(resolved ? errorsOf(resolved) : []),
  ];
  if (!model.ok || !corpus.ok || !targets.ok || resolved?.ok !== true) return err(refuseInput(problems));
  const impossible = unsupported(profile.value, resolved.value);
  if (impossible.length > 0) return err(refuseInput(impossible));

  const python = await deps.machine.findPython(wanted.python);
  if (!python.ok) return err(refuseMachine(python.error));
  const machine = await deps.machine.facts();
  const device = chooseDevice(profile.value.device, machine, python.value);
  if (!device.ok) return device;

  const { precision, threads, processes } = profile.value;
  const request: PlanRequest = {
    profile: profile.value.name,
    strategies: resolved.value,
    seeds: wanted.seeds ?? profile.value.seeds,
    model: { hash: model.value.hash, shape: model.value.shape },
    corpus: {
      files: corpus.value.files.map((file) => file.sha256),
      format: profile.value.corpus.format,
      field: profile.value.corpus.field,
    },
    budget: trainBudget(profile.value.budget),
    machine: { device: device.value, precision, threads, processes },
    evaluations: targets.value,
    workers: workerHashes(project),
    libraries: python.value.packages,
    meanDurationMs: (kind) => deps.store?.meanDurationMs(kind),
  };
  return ok({
    plan: buildPlan(request),
    profile: profile.value,
    strategies: resolved.value,
    descriptions: new Map(strategies.value.map(({ name, description }) => [name, description])),
    model: model.value,
    corpus: corpus.value,
    python: python.value,
    machine,
    request,
    warnings: [...model.value.notes, ...resolved.value.flatMap((strategy) => strategy.warnings)],
  });
}

/** The code of each worker is an input of its stages. */
export function workerHashes(project: Project): PlanRequest["workers"] {
  const hash = (kind: StageWork["kind"]) => project.workerHash(kind);
  return { pack: hash("pack"), train: hash("train"), audit: hash("audit"), evaluate: hash("evaluate") };
}

function readStrategies(
  paths: readonly string[],
  { project, onSource }: PreparePlanDeps,
): Result<readonly Strategy[], readonly Diagnostic[]> {
  const sources = paths.map((path) => project.strategyFile(path));
  const unread = sources.flatMap(errorsOf);
  const files = sources.flatMap((source) => (source.ok ? [source.value] : []));
  files.forEach(onSource);
  const loaded = loadStrategies(files, (from, path) => {
    const source = project.readRelative(from, path);
    if (source.ok) onSource(source.value);
    return source;
  });
  if (unread.length === 0) return loaded;
  return err([...unread, ...errorsOf(loaded)]);
}

function resolveAll(
  strategies: readonly Strategy[],
  model: ModelFound,
): Result<readonly ResolvedStrategy[], readonly Diagnostic[]> {
  const results = strategies.map((strategy) => resolveStrategy(strategy, model.shape));
  const problems = results.flatMap(errorsOf);
  return problems.length > 0
    ? err(problems)
    : ok(results.flatMap((result) => (result.ok ? [result.value] : [])));
}

/** What the language can say and this version can't do yet. */
function unsupported(profile: Profile, strategies: readonly ResolvedStrategy[]): readonly Diagnostic[] {
  const trainer = profile.trainer.kind;
  const hint = "leave this file out for now; the strategies in strategies/ all run";
  return [
    ...profile.unsupported.map((what) =>
      problem("not-supported", `profile ${profile.name}: not yet supported: ${what}`),
    ),
    ...strategies.flatMap((strategy) =>
      strategy.unsupported.map((what) =>
        problem(
          "not-supported",
          `${strategy.file}: not yet supported by the ${trainer} trainer: ${what}`,
          hint,
        ),
      ),
    ),
  ];
}

const errorsOf = <T>(result: Result<T, readonly Diagnostic[]>): readonly Diagnostic[] =>
  result.ok ? [] : result.error;
