import { z } from "zod";
import type { RunInReport, ScoreSummary } from "../../domain/report/report.ts";
import type { RunFacts } from "../../domain/run/run-facts.ts";
import { explainFailure } from "../../domain/run/failure-words.ts";
import { storedArm } from "../compare/stored-arm.ts";
import type { StateFolder } from "../ports/state-folder.ts";
import type { RunRecord, StageRecord, Store } from "../ports/store.ts";
import { readAudit } from "../inspect/read-audit.ts";
import { benchmarkKey, type KnownBenchmark } from "./report-context.ts";
import { scoreSummary } from "./score-summary.ts";

/** What telling of a run needs. */
export interface ReportDeps {
  readonly store: Store;
  readonly state: StateFolder;
  readonly benchmarks: ReadonlyMap<string, KnownBenchmark>;
}

const trainSummary = z.object({
  steps: z.number(),
  tokens: z.number(),
  seconds: z.number(),
  tokens_per_s: z.number(),
  loss_first: z.number(),
  loss_last: z.number(),
  stream_sha256: z.string(),
});
const metric = z.object({ step: z.number(), loss: z.number(), lr: z.number() });

/** Everything that a run's page shows. */
export function reportRun(run: RunRecord, facts: RunFacts, deps: ReportDeps): RunInReport {
  const done = deps.store.doneStages(run.stages.map((stage) => stage.fingerprint));
  const failure = failureOf(run, deps);
  const train = run.stages.find((stage) => stage.kind === "train");
  const trained = train && done.get(train.fingerprint);
  const times = [...done.values()].map((stage) => stage.doneAt).sort();
  return {
    run: run.name,
    strategy: run.strategy,
    seed: run.seed,
    status: failure
      ? "failed"
      : done.size === new Set(run.stages.map((s) => s.fingerprint)).size
        ? "done"
        : "partial",
    failure,
    finishedAt: times.at(-1) ?? run.plannedAt,
    scores: runScores(run, deps),
    audit: auditOf(run, deps),
    training: trained ? trainingOf(trained, deps.state) : null,
    stages: run.stages.map((stage) => {
      const record = done.get(stage.fingerprint);
      return {
        id: stage.stageId,
        kind: stage.kind,
        fingerprint: stage.fingerprint,
        durationMs: record?.durationMs ?? null,
        shared: record !== undefined && record.owner !== run.name,
      };
    }),
    provenance: {
      modelHash: train?.fingerprint ?? facts.model.hash,
      startModelHash: facts.model.hash,
      strategyHash: facts.strategyHash,
      codeVersion: facts.codeVersion,
      libraries: facts.libraries,
      command: facts.command,
    },
  };
}

function runScores(run: RunRecord, { store, benchmarks }: ReportDeps): readonly ScoreSummary[] {
  const arm = storedArm(store, run.name, [run]);
  const evaluations = store.evaluations(run.stages.map((stage) => stage.fingerprint));
  return arm.conditions.flatMap((conditions) => {
    const { benchmark, split, protocol, mode, shots } = conditions;
    const own = evaluations.filter(
      (e) =>
        e.benchmark === benchmark &&
        e.split === split &&
        e.protocol === protocol &&
        e.mode === mode &&
        e.shots === shots,
    );
    const known = benchmarks.get(benchmarkKey(benchmark, split));
    const runs = arm.armFor(conditions)?.runs ?? [];
    return scoreSummary({ conditions, evaluations: own, runs, known, store }) ?? [];
  });
}

function auditOf(run: RunRecord, deps: ReportDeps): RunInReport["audit"] {
  const audit = readAudit(deps.state, run);
  if (!audit.ok) return null;
  const count = (expected: string): number =>
    audit.value.tensors.filter((t) => t.expected === expected).length;
  return {
    ok: audit.value.ok,
    frozen: count("frozen"),
    trained: count("trained"),
    problems: audit.value.problems,
  };
}

function trainingOf(stage: StageRecord, state: StateFolder): RunInReport["training"] {
  const summary = trainSummary.safeParse(stage.summary);
  if (!summary.success) return null;
  const { steps, tokens, seconds, tokens_per_s, loss_first, loss_last, stream_sha256 } = summary.data;
  return {
    steps,
    tokens,
    seconds,
    tokensPerSecond: tokens_per_s,
    lossFirst: loss_first,
    lossLast: loss_last,
    streamSha256: stream_sha256,
    curve: state.readLines(`${state.outputFolder(stage.fingerprint)}/metrics.jsonl`).flatMap(parseMetric),
  };
}

function parseMetric(line: string): readonly { step: number; loss: number; lr: number }[] {
  try {
    const parsed = metric.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}

function failureOf(run: RunRecord, { store }: ReportDeps): RunInReport["failure"] {
  const done = store.doneStages(run.stages.map((stage) => stage.fingerprint));
  for (const stage of run.stages) {
    if (done.has(stage.fingerprint)) continue;
    const last = store.attempts(stage.fingerprint).at(-1);
    if (last?.outcome === "failed" && last.failure) {
      return explainFailure(last.failure, { stage: stage.stageId, run: run.name });
    }
  }
  return null;
}
