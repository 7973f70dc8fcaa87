import { groupBy } from "../../domain/group-by.ts";
import type { Report } from "../../domain/report/report.ts";
import { runFacts } from "../../domain/run/run-facts.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { allConditions } from "../compare/compare-runs.ts";
import { storedArm } from "../compare/stored-arm.ts";
import type { BenchmarkFiles } from "../ports/benchmark-files.ts";
import type { StateFolder } from "../ports/state-folder.ts";
import type { RunRecord, Store } from "../ports/store.ts";
import { problem, refuseInput, type Refusal } from "../refusal.ts";
import { benchmarkInReport, benchmarkKey, knownBenchmarks } from "./report-context.ts";
import { reportComparisons } from "./report-comparisons.ts";
import { reportRun } from "./report-run.ts";
import { reportStrategy, type KnownRun } from "./report-strategies.ts";

/** What a report is made of. */
export interface BuildReportRequest {
  readonly name: string;
  readonly runs: readonly RunRecord[]; // of one profile
  readonly version: string;
}

/** All that is known of a profile's runs as data: equal stores give equal reports. */
export async function buildReport(
  request: BuildReportRequest,
  deps: { readonly store: Store; readonly state: StateFolder; readonly files: BenchmarkFiles },
): Promise<Result<Report, Refusal>> {
  const runs = request.runs.flatMap((record): readonly KnownRun[] => {
    const facts = runFacts.safeParse(record.facts);
    return facts.success ? [{ record, facts: facts.data }] : [];
  });
  const [first] = runs;
  if (first === undefined) {
    const hint = "run strategies first: harness run strategies/*.yaml";
    return err(refuseInput([problem("empty-report", "there is nothing to report: no run is stored", hint)]));
  }
  const grouped = groupBy(runs, ({ record }) => record.strategy);
  const arms = [...grouped].map(([strategy, members]) =>
    storedArm(
      deps.store,
      strategy,
      members.map(({ record }) => record),
    ),
  );
  const conditions = allConditions(arms, null);
  const benchmarks = await knownBenchmarks(deps.files, conditions);
  const told = { store: deps.store, state: deps.state, benchmarks };
  const runsTold = runs.map(({ record, facts }) => reportRun(record, facts, told));
  const strategies = [...grouped].map(([strategy, members]) =>
    reportStrategy(
      members,
      runsTold.filter((run) => run.strategy === strategy),
      told,
    ),
  );
  const { profile, model } = first.facts;
  const margin = profile.marginPoints > 0 ? profile.marginPoints / 100 : null;
  return ok({
    schema: 1,
    name: request.name,
    newestResultAt:
      runsTold
        .map((run) => run.finishedAt)
        .sort()
        .at(-1) ?? "",
    version: request.version,
    profile: {
      name: first.record.profile,
      notice: profile.notice,
      model: model.name,
      modelNumel: model.numel,
      layers: model.layers,
      tied: model.tied,
      budget: profile.budget,
      seeds: profile.seeds,
      baseline: profile.baseline,
      marginPoints: profile.marginPoints,
      primary: profile.primary,
    },
    benchmarks: conditions.map((each) => {
      const scored = strategies.flatMap((strategy) => strategy.scores).find((score) => isUnder(score, each));
      const known = benchmarks.get(benchmarkKey(each.benchmark, each.split));
      return benchmarkInReport(each, known, { n: scored?.n ?? 0, chance: scored?.chance ?? 0 });
    }),
    strategies,
    runs: runsTold,
    comparisons: reportComparisons(arms, { baseline: profile.baseline, margin }, benchmarks),
  });
}

type Conditions = Pick<Report["benchmarks"][number], "benchmark" | "split" | "protocol" | "shots"> & {
  readonly mode: string;
};

const isUnder = (score: Conditions, wanted: Conditions): boolean =>
  (["benchmark", "split", "protocol", "mode", "shots"] as const).every(
    (field) => score[field] === wanted[field],
  );
