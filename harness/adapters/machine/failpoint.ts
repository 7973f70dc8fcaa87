import { writeFileSync } from "node:fs";
import process from "node:process";

/**
 * For the kill tests: where `HARNESS_FAILPOINT` names this place, writes the file `HARNESS_FAILPOINT_FILE` and
 * stands still until somebody kills the process; everywhere else it does nothing.
 */
export function failpoint(name: string): void {
  if (process.env["HARNESS_FAILPOINT"] !== name) return;
  const reached = process.env["HARNESS_FAILPOINT_FILE"];
  if (reached !== undefined) writeFileSync(reached, `${process.pid}\n`);
  const never = new Int32Array(new SharedArrayBuffer(4));
  for (;;) Atomics.wait(never, 0, 0);
}
