// Timing shared by the benchmarks: medians of interleaved runs, and the machine's own noise beside them.
import { spawnSync } from "node:child_process";
import { cpus, loadavg } from "node:os";

/** Wall milliseconds of one call. */
export async function timeMs(act) {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

/** Median, minimum and maximum of a list of numbers. */
export function summary(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1) };
}

/** Runs several actions in turn, A B A B ..., so that a drift of the machine's speed hits all of them. */
export async function interleave(actions, repeats) {
  const times = Object.fromEntries(Object.keys(actions).map((name) => [name, []]));
  for (let i = 0; i < repeats; i++) {
    for (const [name, act] of Object.entries(actions)) times[name].push(await timeMs(act));
  }
  return Object.fromEntries(Object.entries(times).map(([name, each]) => [name, summary(each)]));
}

/** Runs Node with arguments; anything but exit code 0 is an error with what it printed. */
export function node(args, options = {}) {
  const run = spawnSync(process.execPath, args, { encoding: "utf8", ...options });
  if (run.status !== 0)
    throw new Error(`node ${args.join(" ")} ended with ${run.status}\n${run.stdout}\n${run.stderr}`);
  return run.stdout;
}

/** e.g. "median 41.2 ms (39.8 to 60.1)" */
export const words = ({ median, min, max }, unit = "ms") =>
  `median ${median.toFixed(1)} ${unit} (${min.toFixed(1)} to ${max.toFixed(1)})`;

/** What the figures were measured on. */
export function machineLine() {
  const [first] = cpus();
  return `${first?.model ?? "unknown processor"}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(2)}, Node ${process.version}`;
}
