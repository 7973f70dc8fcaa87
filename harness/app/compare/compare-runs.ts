import { err, ok, type Result } from "../../domain/result.ts";
import { comparePaired, type PairedComparison } from "../../domain/stats/compare.ts";
import { adjustFamily, type FamilyMember } from "../../domain/stats/family.ts";
import type { NotComparable, ScoreConditions } from "../../domain/stats/not-comparable.ts";
import { findRuns } from "../inspect/find-run.ts";
import type { Store } from "../ports/store.ts";
import { problem, refuseInput, type Refusal } from "../refusal.ts";
import { conditionKey, storedArm, type StoredArm } from "./stored-arm.ts";

/** What is to be compared. */
export interface CompareRequest {
  readonly names: readonly string[]; // run or strategy names
  readonly baseline: string | null; // with it, each of the others against it; without, all pairs (two names: one pair)
  readonly benchmark: string | null; // only this one
  readonly margin: number | null; // of equivalence, a fraction
  readonly isFamily: boolean; // corrected for the number of comparisons
}

/** One pair under one set of conditions; `a - b`. */
export interface ComparedPair {
  readonly a: string;
  readonly b: string;
  readonly conditions: ScoreConditions;
  readonly member: FamilyMember;
}

/** The significance level of every test; not a knob, so that nobody turns it after the fact. */
export const ALPHA = 0.05;

/** Compares stored runs on the same questions; the pairs of one benchmark and protocol are one family. */
export function compareRuns(store: Store, request: CompareRequest): Result<readonly ComparedPair[], Refusal> {
  const names = [
    ...new Set(request.baseline === null ? request.names : [...request.names, request.baseline]),
  ];
  const arms = new Map<string, StoredArm>();
  const problems: Refusal[] = [];
  for (const name of names) {
    const runs = findRuns(store, name);
    if (runs.ok) arms.set(name, storedArm(store, name, runs.value));
    else problems.push(runs.error);
  }
  if (problems.length > 0) return err(refuseInput(problems.flatMap((each) => each.problems)));
  const pairs = pairsOf(names, request.baseline).flatMap(([a, b]) => {
    const [armA, armB] = [arms.get(a), arms.get(b)];
    return armA && armB ? [[armA, armB] as const] : [];
  });
  const all = allConditions([...arms.values()], request.benchmark);
  if (all.length === 0) {
    const what = request.benchmark === null ? "" : ` on ${request.benchmark}`;
    const hint = "harness run or harness eval scores them; harness status says where they stand";
    return err(refuseInput([problem("no-scores", `${names.join(", ")}: no scores${what} are stored`, hint)]));
  }
  return ok(all.flatMap((conditions) => compareUnder(conditions, pairs, request)));
}

/** All pairs under one set of conditions, as one family where that is asked for. */
export function compareUnder(
  conditions: ScoreConditions,
  pairs: readonly (readonly [StoredArm, StoredArm])[],
  { margin, isFamily }: Pick<CompareRequest, "margin" | "isFamily">,
): readonly ComparedPair[] {
  const results = pairs.map(([a, b]) => comparePair(conditions, [a, b], margin));
  const members = isFamily ? adjustFamily(results) : results.flatMap((result) => adjustFamily([result]));
  return pairs.flatMap(([a, b], i) => {
    const member = members[i];
    return member === undefined ? [] : [{ a: a.name, b: b.name, conditions, member }];
  });
}

function comparePair(
  conditions: ScoreConditions,
  [a, b]: readonly [StoredArm, StoredArm],
  margin: number | null,
): Result<PairedComparison, NotComparable> {
  const [armA, armB] = [a.armFor(conditions), b.armFor(conditions)];
  if (armA === null || armB === null) return err(whyMissing(conditions, a, b));
  return comparePaired({ a: armA, b: armB, alpha: ALPHA, margin });
}

/** One side lacks these conditions: the nearest that it has says in which way they differ. */
function whyMissing(conditions: ScoreConditions, a: StoredArm, b: StoredArm): NotComparable {
  const lacks = a.armFor(conditions) === null ? a : b;
  const fields = ["split", "protocol", "mode", "shots", "normalisation"] as const;
  for (const other of lacks.conditions) {
    if (other.benchmark !== conditions.benchmark) continue;
    const field = fields.find((name) => other[name] !== conditions[name]);
    if (field === undefined) continue;
    const [first, second] = lacks === a ? [other, conditions] : [conditions, other];
    return {
      reason: "different-conditions",
      field,
      first: String(first[field]),
      second: String(second[field]),
    };
  }
  return { reason: "no-items" };
}

function pairsOf(names: readonly string[], baseline: string | null): readonly (readonly [string, string])[] {
  if (baseline !== null)
    return names.filter((name) => name !== baseline).map((name) => [name, baseline] as const);
  return names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b] as const));
}

/** Every set of conditions that any arm has, each once, in the order in which they were met. */
export function allConditions(
  arms: readonly StoredArm[],
  benchmark: string | null,
): readonly ScoreConditions[] {
  const found = new Map<string, ScoreConditions>();
  for (const conditions of arms.flatMap((arm) => arm.conditions)) {
    if (benchmark === null || conditions.benchmark === benchmark)
      found.set(conditionKey(conditions), conditions);
  }
  return [...found.values()];
}
