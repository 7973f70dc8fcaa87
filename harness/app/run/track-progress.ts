import type { Plan, Stage } from "../../domain/plan/stage.ts";
import type { RunEvent } from "../../domain/run/events.ts";
import { remainingMs, type Observed } from "../../domain/run/progress.ts";
import type { StageFailure } from "../../domain/run/failure.ts";
import type { StageState, StageStates } from "../../domain/run/schedule.ts";
import type { Clock } from "../ports/clock.ts";

const PULSE_MS = 1000;

/** Follows an execution by its events and tells, about once a second, how much is done and how long the rest takes. */
export function trackProgress(
  plan: Plan,
  done: ReadonlySet<string>,
  deps: { readonly clock: Clock; readonly parallel: number; emit(event: RunEvent): void },
) {
  const startedMs = deps.clock.nowMs();
  const states = new Map<string, StageState>(
    plan.stages.map((stage) => [stage.fingerprint, done.has(stage.fingerprint) ? "done" : "pending"]),
  );
  const kinds = new Map<string, Stage["work"]["kind"]>(
    plan.stages.map((stage) => [stage.fingerprint, stage.work.kind]),
  );
  const durationsMs = new Map<Stage["work"]["kind"], number[]>();
  const running = new Map<string, { startedMs: number; share: number }>();
  let timer: ReturnType<typeof setInterval> | undefined;

  const observed = (): Observed => ({
    durationsMs,
    running: new Map(
      [...running].map(([key, row]) => [
        key,
        { elapsedMs: deps.clock.nowMs() - row.startedMs, share: row.share },
      ]),
    ),
    parallel: deps.parallel,
  });

  const pulse = (): void => {
    const all = [...states.values()];
    deps.emit({
      event: "pulse",
      done: all.filter((state) => state === "done").length,
      total: all.length,
      failed: all.filter((state) => state === "failed").length,
      elapsedMs: deps.clock.nowMs() - startedMs,
      remainingMs: remainingMs(plan, states, observed()),
    });
  };

  const observe = (event: RunEvent): void => {
    switch (event.event) {
      case "stage-started":
        states.set(event.fingerprint, "running");
        running.set(event.fingerprint, { startedMs: deps.clock.nowMs(), share: 0 });
        return;
      case "stage-progress": {
        const row = running.get(event.fingerprint);
        if (row) row.share = event.done / Math.max(1, event.total);
        return;
      }
      case "stage-done": {
        states.set(event.fingerprint, "done");
        running.delete(event.fingerprint);
        const kind = kinds.get(event.fingerprint);
        if (kind !== undefined && !event.adopted) {
          durationsMs.set(kind, [...(durationsMs.get(kind) ?? []), event.durationMs]);
        }
        return;
      }
      case "stage-failed":
        states.set(event.fingerprint, stateAfter(event.failure));
        running.delete(event.fingerprint);
        return;
      default:
        return;
    }
  };

  return {
    observe,
    observed,
    states: (): StageStates => states,
    start: (): void => {
      pulse();
      timer = setInterval(pulse, PULSE_MS);
    },
    end: (): void => {
      clearInterval(timer);
    },
  };
}

/** What did not go wrong by itself is no failure: it was never started, or it was stopped. */
function stateAfter({ reason }: StageFailure): StageState {
  if (reason === "dependency") return "skipped";
  return reason === "cancelled" ? "cancelled" : "failed";
}
