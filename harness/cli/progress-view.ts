import { unreachable } from "../domain/unreachable.ts";
import type { RunEvent } from "../domain/run/events.ts";
import { explainFailure } from "../domain/run/failure-words.ts";
import type { Io, Paint } from "./io.ts";
import { formatCount, formatDuration, formatNumberOf, formatRough } from "./print-numbers.ts";
import { fitWidth } from "./print-table.ts";

/** Shows what happens while a plan is executed. */
export interface ProgressView {
  show(event: RunEvent): void;
  end(): void;
}

interface Row {
  readonly name: string;
  startedMs: number;
  share: number;
  detail: string;
}

/** How progress is shown; `nameOf` gives a stage's name for people by its fingerprint. */
export interface ProgressLook {
  readonly paint: Paint;
  readonly live: boolean;
  readonly lang: "en" | "zh";
  readonly nowMs: () => number;
  readonly nameOf: (fingerprint: string) => string;
}

const REFRESH_MS = 100;
const PLAIN_PULSE_MS = 15_000;

/**
 * On a terminal: one line per running stage under a headline with the time left, redrawn in place.
 * Elsewhere (a log, CI): a line when something happens, and the headline every 15 seconds.
 */
export function progressView(io: Io, { paint, live, lang, nowMs, nameOf }: ProgressLook): ProgressView {
  const rows = new Map<string, Row>();
  let headline = "";
  let drawn = 0;
  let lastDrawMs = 0;
  let lastPulseMs = 0;

  const erase = (): void => {
    if (drawn > 0) io.noteRaw(`\u001b[${drawn}A\u001b[0J`);
    drawn = 0;
  };
  const draw = (force: boolean): void => {
    if (!live || (!force && nowMs() - lastDrawMs < REFRESH_MS)) return;
    lastDrawMs = nowMs();
    erase();
    const lines = [headline, ...[...rows.values()].map((row) => rowLine(row, nowMs()))].filter(
      (line) => line !== "",
    );
    for (const line of lines) io.note(fitWidth(line, io.columns - 1));
    drawn = lines.length;
  };
  const say = (line: string): void => {
    erase();
    io.note(line);
    draw(true);
  };
  const stageOf = ({ fingerprint }: { readonly fingerprint: string }): string => nameOf(fingerprint);
  let isIdle = false; // nothing is to do

  const show = (event: RunEvent): void => {
    switch (event.event) {
      case "started": {
        const todo = event.stages - event.cached;
        isIdle = todo === 0;
        if (isIdle) {
          say(paint("bold", NOTHING_TO_DO[lang](event)));
          return;
        }
        const cached = event.cached > 0 ? `, ${event.cached} already done` : "";
        const work = `${formatNumberOf(event.runs, "run")}, ${formatNumberOf(todo, "stage")} to do${cached}`;
        say(paint("bold", work) + paint("dim", ` on ${event.resources}`));
        return;
      }
      case "stage-started":
        rows.set(event.fingerprint, {
          name: stageOf(event),
          startedMs: nowMs(),
          share: 0,
          detail: "starting",
        });
        draw(true);
        return;
      case "stage-progress": {
        const row = rows.get(event.fingerprint);
        if (row) row.share = event.done / Math.max(1, event.total);
        if (row) row.detail = `${event.unit} ${event.done}/${event.total}`;
        draw(false);
        return;
      }
      case "stage-metric": {
        const row = rows.get(event.fingerprint);
        if (row)
          row.detail = `step ${event.step}  loss ${event.loss.toFixed(3)}  ${formatCount(event.tokensPerSecond)} tokens/s`;
        draw(false);
        return;
      }
      case "stage-resolved": {
        const share = (event.share * 100).toFixed(1);
        const line = `trains ${event.tensors} tensors, ${formatCount(event.numel)} parameters (${share} %)`;
        if (!live) say(`  ${stageOf(event)}: ${line}`);
        return;
      }
      case "stage-resumed":
        say(`${paint("cyan", "↻")} ${stageOf(event)} goes on from step ${event.step}`);
        return;
      case "stage-warning":
        say(`${paint("yellow", "!")} ${stageOf(event)}: ${event.message}`);
        return;
      case "stage-done": {
        rows.delete(event.fingerprint);
        const took = event.adopted ? "found complete" : formatDuration(event.durationMs);
        say(`${paint("green", "✓")} ${stageOf(event)} ${paint("dim", took)}`);
        return;
      }
      case "stage-failed": {
        rows.delete(event.fingerprint);
        if (event.failure.reason === "dependency") return;
        const { title, detail, next } = explainFailure(event.failure, {
          stage: event.stage.replace(/\/.*/, ""),
          run: event.run,
        });
        say(
          [`${paint("red", "✗")} ${stageOf(event)}: ${title}`, detail, next]
            .filter((line) => line !== "")
            .join("\n    "),
        );
        return;
      }
      case "pulse": {
        if (isIdle) return;
        const left = timeLeft(event.remainingMs);
        const failed = event.failed > 0 ? paint("red", `, ${event.failed} failed`) : "";
        headline = `${bar(event.done / Math.max(1, event.total), 20)} ${event.done}/${event.total} stages${failed} · ${formatDuration(event.elapsedMs, "whole")} · ${left}`;
        if (live) draw(true);
        else if (nowMs() - lastPulseMs >= PLAIN_PULSE_MS) {
          lastPulseMs = nowMs();
          io.note(headline);
        }
        return;
      }
      case "swept":
        say(`${paint("yellow", "!")} ended ${event.processes} processes that an earlier run had left behind`);
        return;
      case "stopping":
        say(
          paint(
            "yellow",
            `stopping (${event.signal}): running stages save their state; again to end them at once`,
          ),
        );
        return;
      case "done":
        return;
      default:
        unreachable(event);
    }
  };
  return {
    show,
    end: () => {
      erase();
    },
  };
}

function timeLeft(remainingMs: number | null): string {
  if (remainingMs === null) return "estimating the time left";
  return remainingMs < 1000 ? "almost done" : `about ${formatRough(remainingMs)} left`;
}

const NOTHING_TO_DO = {
  en: ({ runs, stages }: { readonly runs: number; readonly stages: number }): string =>
    `Everything is done already: ${formatNumberOf(runs, "run")}, ${formatNumberOf(stages, "stage")}. Nothing was run.`,
  zh: ({ runs, stages }: { readonly runs: number; readonly stages: number }): string =>
    `全部已完成：${runs} 个运行，${stages} 个阶段。本次未执行任何操作。`,
} as const;

function rowLine(row: Row, nowMs: number): string {
  return `  ${bar(row.share, 10)} ${row.name}  ${row.detail}  ${formatDuration(nowMs - row.startedMs, "whole")}`;
}

/** A bar of the given width, e.g. "████░░░░░░". */
function bar(share: number, width: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return "█".repeat(full) + "░".repeat(width - full);
}
