import type { RunInReport, StrategyInReport } from "../../domain/report/report.ts";
import type { RunFacts } from "../../domain/run/run-facts.ts";
import { storedArm } from "../compare/stored-arm.ts";
import type { RunRecord } from "../ports/store.ts";
import { benchmarkKey, modeOf } from "./report-context.ts";
import type { ReportDeps } from "./report-run.ts";
import { scoreSummary } from "./score-summary.ts";

/** A run with what was written down when it was planned. */
export interface KnownRun {
  readonly record: RunRecord;
  readonly facts: RunFacts;
}

/** One strategy with its seeds averaged per question. */
export function reportStrategy(
  runs: readonly [KnownRun, ...KnownRun[]],
  told: readonly RunInReport[],
  deps: ReportDeps,
): StrategyInReport {
  const [{ record, facts }] = runs;
  const arm = storedArm(
    deps.store,
    record.strategy,
    runs.map((run) => run.record),
  );
  const seconds = told.flatMap((run) => (run.training === null ? [] : [run.training.seconds]));
  return {
    strategy: record.strategy,
    title: facts.title,
    description: facts.description,
    file: facts.file,
    yaml: facts.spec,
    trainable: facts.trainable,
    stack: facts.stack,
    runs: runs.map((run) => run.record.name),
    scores: arm.conditions.flatMap((conditions) => {
      const evaluations = runs
        .flatMap((run) => deps.store.evaluations(run.record.stages.map((stage) => stage.fingerprint)))
        .filter((e) => e.benchmark === conditions.benchmark && e.split === conditions.split)
        .filter(
          (e) =>
            e.protocol === conditions.protocol && e.mode === conditions.mode && e.shots === conditions.shots,
        );
      const unique = [...new Map(evaluations.map((evaluation) => [evaluation.id, evaluation])).values()];
      const known = deps.benchmarks.get(benchmarkKey(conditions.benchmark, conditions.split));
      const seedRuns = arm.armFor(conditions)?.runs ?? [];
      return (
        scoreSummary({ conditions, evaluations: unique, runs: seedRuns, known, store: deps.store }) ?? []
      );
    }),
    seedScores: arm.conditions.map((conditions) => ({
      ...conditions,
      mode: modeOf(conditions.mode),
      perSeed: (arm.armFor(conditions)?.runs ?? []).map(({ seed, items }) => ({
        seed,
        micro: items.reduce((sum, item) => sum + item.correct, 0) / Math.max(1, items.length),
      })),
    })),
    trainSeconds: seconds.length === 0 ? null : seconds.reduce((sum, s) => sum + s, 0) / seconds.length,
  };
}
