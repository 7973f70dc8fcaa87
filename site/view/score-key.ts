import type { BenchmarkInReport, ScoreKey } from "../../harness/domain/report/report.ts";
import { said } from "../words/words.ts";
import type { ViewContext } from "./context.ts";

/** Whether two results answer the same questions in the same way. */
export function sameKey(a: ScoreKey, b: ScoreKey): boolean {
  return (
    a.benchmark === b.benchmark &&
    a.protocol === b.protocol &&
    a.mode === b.mode &&
    a.normalisation === b.normalisation &&
    a.shots === b.shots &&
    a.split === b.split
  );
}

/** A benchmark's name for people; its id where the report has no title for it. */
export function benchmarkTitle(key: ScoreKey, context: ViewContext): string {
  const found = context.report.benchmarks.find((benchmark) => sameKey(benchmark, key));
  return found === undefined ? key.benchmark : said(found.title, context.language);
}

/** Everything but the benchmark, e.g. "protocol official · 0-shot · split val". */
export const keyText = (key: ScoreKey, { words }: ViewContext): string =>
  words.key({
    protocol: key.protocol,
    mode: words.modes[key.mode],
    shots: key.shots,
    split: key.split,
    normalisation: key.normalisation,
  });

/** An anchor that names the key, e.g. "ceval-official-logit-raw-0-val". */
export const keyId = (key: ScoreKey): string =>
  [key.benchmark, key.protocol, key.mode, key.normalisation, String(key.shots), key.split]
    .join("-")
    .replace(/[^A-Za-z0-9_-]/g, (character) => `_${character.codePointAt(0)?.toString(16) ?? ""}`);

/** The benchmarks as shown: the primary one first, the others in the report's order. */
export function orderedBenchmarks({ report }: ViewContext): readonly BenchmarkInReport[] {
  const isPrimary = (benchmark: BenchmarkInReport): boolean => benchmark.benchmark === report.profile.primary;
  return [...report.benchmarks.filter(isPrimary), ...report.benchmarks.filter((one) => !isPrimary(one))];
}
