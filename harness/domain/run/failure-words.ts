import { unreachable } from "../unreachable.ts";
import type { StageFailure } from "./failure.ts";

/** A failure in words: what happened, what is known about it, and what to do next. Empty where nothing is to say. */
export interface FailureWords {
  readonly title: string; // e.g. "train was killed by SIGKILL"
  readonly detail: string; // e.g. the worker's message, or the log to read
  readonly next: string; // e.g. "give the machine more memory, then run the same command again"
}

/** Where it happened. */
export interface FailurePlace {
  readonly stage: string; // e.g. "train"
  readonly run: string; // e.g. "train-shallow@tiny-world#1"
}

/** The words for each way in which a stage can fail; a title names the stage, not the run, which stands beside it. */
export function explainFailure(failure: StageFailure, { stage, run }: FailurePlace): FailureWords {
  switch (failure.reason) {
    case "worker-error":
      return {
        title: `${stage} stopped with an error: ${failure.message}`,
        detail: seeLog(failure.log),
        next: again("mend what it says"),
      };
    case "out-of-memory":
      return failure.where === "device"
        ? {
            title: `${stage} ran out of GPU memory: ${failure.message}`,
            detail: seeLog(failure.log),
            next: again(
              `make ${memoryKey(stage)} smaller, or free the GPU (\`nvidia-smi\` shows who uses it)`,
            ),
          }
        : {
            title: `${stage} ran out of memory: ${failure.message}`,
            detail: seeLog(failure.log),
            next: again(`make ${memoryKey(stage)} smaller, or let fewer stages run at once (--jobs 1)`),
          };
    case "killed":
      return explainSignal(failure, stage);
    case "hung":
      return {
        title: `${stage} said nothing for ${inWords(failure.silentMs)}, so it was ended`,
        detail: seeLog(failure.log),
        next: again("look at the end of the log; if the work is only slow, raise stall_timeout"),
      };
    case "disk-full":
      return {
        title: `${stage} found the disk full`,
        detail: `while writing below ${failure.path}`,
        next: again("free some space (`harness gc --dry-run` says what the harness can do without)"),
      };
    case "port-in-use":
      return {
        title: `${stage} could not open a network port: the address is already in use`,
        detail: seeLog(failure.log),
        next: "the harness asks for a free port each time, so run the same command again; if it stays, look for a firewall or a script that opens a port of its own",
      };
    case "spawn-error":
      return {
        title: `${stage} could not be started: ${failure.message}`,
        detail: "",
        next: again("`harness doctor` says whether Python and torch are in order"),
      };
    case "incomplete-output":
      return {
        title: `${stage} ended without a complete result: ${failure.detail}`,
        detail: seeLog(failure.log),
        next: "nothing of it was kept; run the same command again, and report it if it stays",
      };
    case "audit-failed":
      return {
        title: `the audit found ${countOf(failure.problems.length, "tensor")} that did not change as planned`,
        detail: failure.problems.join("\n"),
        next: `do not trust this run; \`harness audit ${run}\` shows every tensor`,
      };
    case "bad-answers":
      return {
        title: `${stage} gave answers that do not fit the questions: ${failure.detail}`,
        detail: "",
        next: "nothing of it was kept; run the same command again, and report it if it stays",
      };
    case "dependency":
      return {
        title: `${stage} was not started, because ${failure.stage} did not complete`,
        detail: "",
        next: again(`mend ${failure.stage}`),
      };
    case "cancelled":
      return {
        title: `${stage} was stopped`,
        detail: "",
        next: "run the same command again: it goes on where it stopped",
      };
    default:
      return unreachable(failure);
  }
}

function explainSignal(
  { signal, log }: { readonly signal: string; readonly log: string },
  stage: string,
): FailureWords {
  const detail = seeLog(log);
  if (signal === "SIGKILL") {
    return {
      title: `${stage} was killed from outside (SIGKILL)`,
      detail: `mostly that is the kernel, because memory ran out: \`dmesg\` would say so. ${detail}`,
      next: again(
        `make ${memoryKey(stage)} smaller, let fewer stages run at once (--jobs 1), or give the machine more memory`,
      ),
    };
  }
  if (signal === "SIGTERM" || signal === "SIGINT" || signal === "SIGHUP") {
    return {
      title: `${stage} was ended from outside (${signal})`,
      detail,
      next: "run the same command again: it goes on where it stopped",
    };
  }
  return {
    title: `${stage} crashed (${signal})`,
    detail,
    next: again("this is a fault in torch, a driver or the hardware; see the log, and try --set device=cpu"),
  };
}

/** The key of the profile that sets how much a stage takes at once; it changes memory, not results. */
const memoryKey = (stage: string): string =>
  stage.startsWith("eval") ? "batch_tokens" : "budget.micro_batch";

const seeLog = (log: string): string => `log: ${log}`;

const again = (remedy: string): string => `${remedy}, then run the same command again`;

const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** e.g. "45 s", "10 min" */
const inWords = (ms: number): string =>
  ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;
