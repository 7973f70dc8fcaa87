import type { BenchmarkInReport, ScoreSummary } from "../../harness/domain/report/report.ts";
import type { ScoreReference } from "../plot/score-plot.ts";
import type { Words } from "../words/en.ts";

/** Chance and the label-free baselines of a benchmark, highest first. */
export function referencesOf(benchmark: BenchmarkInReport, words: Words): readonly ScoreReference[] {
  const chance: ScoreReference = { id: "chance", name: words.references.chance, score: benchmark.chance };
  const others = benchmark.baselines.map(({ id, score }) => ({ id, name: words.references[id], score }));
  return [chance, ...others].toSorted((a, b) => b.score - a.score);
}

/** How far a score stands above what needs no model: its interval's lower end decides. */
export function standing(
  score: ScoreSummary,
  benchmark: BenchmarkInReport,
): "above" | "reference" | "chance" {
  if (score.micro.low <= benchmark.chance) return "chance";
  return score.micro.low <= Math.max(...benchmark.baselines.map(({ score: guess }) => guess), 0)
    ? "reference"
    : "above";
}
