import { missingData } from "../app/plan/missing-data.ts";
import { refuseInput } from "../app/refusal.ts";
import { runPlan } from "../app/run/run-plan.ts";
import { stopSignal } from "../app/run/stop-signal.ts";
import type { RunRecord } from "../app/ports/store.ts";
import type { Plan } from "../domain/plan/stage.ts";
import type { RunEvent, RunOutcome } from "../domain/run/events.ts";
import type { CommonOptions } from "./define-command.ts";
import { EXIT, type ExitCode } from "./io.ts";
import { listenForStop } from "./listen-for-stop.ts";
import { progressView } from "./progress-view.ts";
import { refuse, unlessRefused, type Session } from "./session.ts";
import { stageNames } from "./stage-names.ts";
import type { RunnerRequest } from "./wire/run.ts";
import type { Stored } from "./wire/stored.ts";

/** A plan that is to be executed under the lock of the state folder. */
export interface PlanToExecute extends RunnerRequest {
  readonly plan: Plan;
  readonly keepGoing: boolean;
  readonly options: CommonOptions;
  /** The runs as they are stored before anything starts; gets the version of the code. */
  readonly records: (codeVersion: string) => readonly Omit<RunRecord, "plannedAt" | "archived">[];
  /** Told after the last stage, before the exit code is known. */
  readonly onEnd: (stored: Stored, outcomes: readonly RunOutcome[]) => void;
}

/** Takes the lock, records the runs, executes the plan with progress, and gives the exit code. */
export async function executePlanHere(session: Session, wanted: PlanToExecute): Promise<ExitCode> {
  const { openState, statePath, takeLock } = await import("./wire/stored.ts");
  return unlessRefused(session, takeLock(statePath(session)), (lock) =>
    unlessRefused(session, openState(session), async (stored) => {
      try {
        return await execute(session, stored, wanted);
      } finally {
        stored.store.close();
        lock.release();
      }
    }),
  );
}

async function execute(session: Session, stored: Stored, wanted: PlanToExecute): Promise<ExitCode> {
  const { runnerHere, codeVersion } = await import("./wire/run.ts");
  const { options } = wanted;
  const live = session.io.isTty && options.verbose !== true;
  const view = progressView(session.io, {
    paint: session.paint,
    live,
    lang: options.lang,
    nowMs: () => Date.now(),
    nameOf: stageNames(wanted.plan),
  });
  const emit = (event: RunEvent): void => {
    if (options.quiet !== true) view.show(event);
    if (options.json === true && event.event !== "pulse") session.json(event);
  };
  const runner = await runnerHere(session, stored, { ...wanted, emit });
  return unlessRefused(session, runner, async (deps) => {
    const missing = await missingData(wanted.plan, { store: stored.store, files: wanted.benchmarks });
    if (missing.length > 0) return refuse(session, refuseInput(missing));
    stored.store.recordRuns(wanted.records(codeVersion(wanted.request)), new Date().toISOString());
    const stop = stopSignal();
    const listening = listenForStop((signal) => {
      emit({ event: "stopping", signal });
      stop.fire();
    });
    try {
      const outcomes = await runPlan(wanted.plan, { keepGoing: wanted.keepGoing, stop }, deps);
      view.end();
      wanted.onEnd(stored, outcomes);
      if (stop.stopping !== "no") return EXIT.interrupted;
      return outcomes.every(({ status }) => status === "done") ? EXIT.ok : EXIT.failed;
    } finally {
      view.end();
      listening.stop();
    }
  });
}
