import type { RunRecord, Store } from "../ports/store.ts";

/** One line of `harness items --json`: a question and what the model made of it. */
export interface ItemLine {
  readonly benchmark: string;
  readonly protocol: string;
  readonly mode: string;
  readonly shots: number;
  readonly split: string;
  readonly subject: string;
  readonly id: string;
  readonly logprobs: readonly number[];
  readonly prediction: string | null;
  readonly answer: string | null;
  readonly correct: 0 | 1 | null;
  readonly extracted: string | null;
  readonly text: string | null;
}

/** Every question of a run's evaluations, benchmark by benchmark in the data's order. */
export function* listItems(store: Store, run: RunRecord, benchmark: string | undefined): Generator<ItemLine> {
  const evaluations = store.evaluations(run.stages.map((stage) => stage.fingerprint));
  for (const evaluation of evaluations) {
    if (benchmark !== undefined && evaluation.benchmark !== benchmark) continue;
    const { protocol, mode, shots, split } = evaluation;
    for (const item of store.items(evaluation.id)) {
      const { subject, id, logprobs, prediction, answer, correct, extracted, text } = item;
      const asked = { benchmark: evaluation.benchmark, protocol, mode, shots, split };
      yield { ...asked, subject, id, logprobs, prediction, answer, correct, extracted, text };
    }
  }
}
