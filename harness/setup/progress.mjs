// Tells how far the set-up is: one line that is written over on a terminal, plain lines elsewhere.
const PLAIN_EVERY_MS = 15_000;
const TERMINAL_EVERY_MS = 250;

/** e.g. "8 s", "1 min 05 s" */
export function inWords(ms) {
  const seconds = Math.round(ms / 1000);
  return seconds < 60
    ? `${seconds} s`
    : `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}

/**
 * How long it will still take: what is usual for this step and for those after it. A step that is late is taken to
 * need a quarter more than it has taken.
 */
function remainingMs(elapsedMs, usualMs, laterMs) {
  return Math.max(usualMs - elapsedMs, elapsedMs / 4) + laterMs;
}

/**
 * Shows a list of steps.
 * @param {{ stream: NodeJS.WriteStream, steps: { title: string, usualSeconds: number }[], nowMs?: () => number }} options
 */
export function showProgress({ stream, steps, nowMs = Date.now }) {
  const live = Boolean(stream.isTTY) && !process.env.CI;
  const say = (line) => stream.write(live ? `\r\u001b[K${line}\n` : `${line}\n`);
  return {
    say,
    /** Starts a step; `hear` takes a line of its output, `end` says how it ended. */
    begin(index) {
      const startedMs = nowMs();
      const { title, usualSeconds } = steps[index];
      const laterMs = steps.slice(index + 1).reduce((sum, step) => sum + step.usualSeconds * 1000, 0);
      const head = `[${index + 1}/${steps.length}] ${title}`;
      let doing = "";
      const draw = () => {
        const elapsedMs = nowMs() - startedMs;
        const left = inWords(remainingMs(elapsedMs, usualSeconds * 1000, laterMs));
        const line = `${head}: ${inWords(elapsedMs)}, about ${left} left in all${doing === "" ? "" : ` (${doing})`}`;
        if (live) stream.write(`\r\u001b[K${line.slice(0, (stream.columns ?? 80) - 1)}`);
        else stream.write(`${line}\n`);
      };
      if (live) draw();
      else stream.write(`${head}: about ${inWords(usualSeconds * 1000 + laterMs)} left in all\n`);
      const timer = setInterval(draw, live ? TERMINAL_EVERY_MS : PLAIN_EVERY_MS);
      return {
        hear: (line) => {
          if (!/^(?:npm )?warn/i.test(line)) doing = line.replace(/[^\x20-\x7e]/g, "").slice(0, 60);
        },
        end: (word) => {
          clearInterval(timer);
          say(`${head}: ${word} in ${inWords(nowMs() - startedMs)}`);
        },
      };
    },
  };
}
