import { setTimeout as sleep } from "node:timers/promises";
import type { Result } from "../../domain/result.ts";
import { isPassing, type HubFailure } from "./failure.ts";

/** How patient to be. */
export interface Patience {
  readonly waitsMs: readonly number[]; // before the second try, the third, ...
  readonly signal?: AbortSignal | undefined;
  /** How far the step is; getting further starts the count of failures anew. */
  readonly progress?: () => number;
}

/** Repeats a step that fails for a passing reason, waiting longer each time. */
export async function persist<T>(
  step: () => Promise<Result<T, HubFailure>>,
  { waitsMs, signal, progress = () => 0 }: Patience,
): Promise<Result<T, HubFailure>> {
  let [failures, before] = [0, progress()];
  for (;;) {
    const outcome = await step();
    if (outcome.ok || !isPassing(outcome.error)) return outcome;
    const after = progress();
    failures = after > before ? 1 : failures + 1;
    before = after;
    const waitMs = waitsMs[failures - 1];
    if (waitMs === undefined) return outcome;
    try {
      await sleep(waitMs, undefined, signal === undefined ? {} : { signal });
    } catch {
      return { ok: false, error: { reason: "interrupted" } };
    }
  }
}
