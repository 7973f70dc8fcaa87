import { beforeEach, expect, test } from "vitest";
import { openDatabase } from "../../../harness/adapters/store/open.ts";
import { sqliteStore } from "../../../harness/adapters/store/sqlite-store.ts";
import { compareRuns } from "../../../harness/app/compare/compare-runs.ts";
import type { ImportedEvaluation, ImportedItems } from "../../../harness/app/import/import-items.ts";
import { storeImported } from "../../../harness/app/import/store-imported.ts";
import type { ItemRow, Store } from "../../../harness/app/ports/store.ts";
import { runFacts } from "../../../harness/domain/run/run-facts.ts";
import { errorOf, valueOf } from "../../fixtures/read-garden.ts";

const told = {
  now: "2026-01-02T03:04:05.000Z",
  command: "harness import items x.jsonl --label peer",
  codeVersion: "0.1.0",
};

const item = (i: number, correct: 0 | 1): ItemRow => ({
  subject: `s${i % 10}`,
  id: String(i),
  cluster: `s${i % 10}`,
  answer: "A",
  numChoices: 4,
  prediction: correct === 1 ? "A" : "B",
  correct,
  ties: 0,
  truncated: false,
  logprobs: [],
  tokens: [],
  extracted: null,
  text: null,
});

function imported(label: string, isRight: (i: number) => boolean, protocol = "official"): ImportedItems {
  const items = Array.from({ length: 200 }, (_, i) => item(i, isRight(i) ? 1 : 0));
  const evaluation: ImportedEvaluation = {
    benchmark: "garden",
    split: "val",
    protocol,
    mode: "logit",
    shots: 5,
    items,
    scores: [],
  };
  return { label, evaluations: [evaluation], warnings: [] };
}

let store: Store;
beforeEach(() => {
  store = sqliteStore(valueOf(openDatabase(":memory:")));
});

test("an import is a run whose items compare in pairs with those of others", () => {
  expect(
    valueOf(
      storeImported(
        store,
        imported("peer", (i) => i % 2 === 0),
        told,
      ),
    ),
  ).toEqual({ run: "peer", n: 200 });
  valueOf(
    storeImported(
      store,
      imported("other", (i) => i % 3 === 0),
      told,
    ),
  );
  const request = {
    names: ["peer", "other"],
    baseline: null,
    benchmark: null,
    margin: null,
    isFamily: false,
  };
  const [pair] = valueOf(compareRuns(store, request));
  expect(pair?.member.comparison).toMatchObject({
    n: 200,
    clusters: 10,
    accuracyA: 0.5,
    seedNoise: "no-seeds",
  });
  expect(store.run("peer")).toMatchObject({ origin: "imported", seed: null, profile: "imported" });
  expect(runFacts.safeParse(store.run("peer")?.facts).success).toBe(true);
});

test("other conditions are not compared, with the reason", () => {
  valueOf(
    storeImported(
      store,
      imported("peer", (i) => i % 2 === 0),
      told,
    ),
  );
  valueOf(
    storeImported(
      store,
      imported("other", (i) => i % 3 === 0, "imported"),
      told,
    ),
  );
  const request = {
    names: ["peer", "other"],
    baseline: null,
    benchmark: null,
    margin: null,
    isFamily: false,
  };
  const [pair] = valueOf(compareRuns(store, request));
  expect(pair?.member.verdict).toMatchObject({ kind: "not-comparable", problem: { field: "protocol" } });
});

test("the same items again change nothing; other items under the label keep the old run beside them", () => {
  valueOf(
    storeImported(
      store,
      imported("peer", (i) => i % 2 === 0),
      told,
    ),
  );
  valueOf(
    storeImported(
      store,
      imported("peer", (i) => i % 2 === 0),
      told,
    ),
  );
  expect(store.runs({ archived: true })).toHaveLength(1);
  valueOf(
    storeImported(
      store,
      imported("peer", (i) => i % 5 === 0),
      told,
    ),
  );
  expect(store.runs({ archived: true }).map(({ archived }) => archived)).toEqual([false, true]);
});

test("a run of our own is never replaced", () => {
  valueOf(
    storeImported(
      store,
      imported("peer", (i) => i % 2 === 0),
      told,
    ),
  );
  const own = {
    ...store,
    run: (name: string) => {
      const run = store.run(name);
      return run === undefined ? undefined : { ...run, origin: "planned" as const };
    },
  };
  const refusal = errorOf(
    storeImported(
      own,
      imported("peer", () => true),
      told,
    ),
  );
  expect(refusal.problems[0]?.code).toBe("label-taken");
});

test("a store that fails on the way leaves no run", () => {
  const failing = {
    ...store,
    completeStage: () => {
      throw new Error("disk full");
    },
  };
  expect(() =>
    storeImported(
      failing,
      imported("peer", () => true),
      told,
    ),
  ).toThrow("disk full");
  expect(store.runs({ archived: true })).toEqual([]);
});
