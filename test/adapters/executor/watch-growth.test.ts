import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { watchGrowth } from "../../../harness/adapters/executor/watch-growth.ts";

const folder = mkdtempSync(join(tmpdir(), "growth-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it("calls once when nothing has grown for the limit, and says for how long", async () => {
  const silences: number[] = [];
  const watch = watchGrowth({
    files: [join(folder, "nothing")],
    limitMs: 60,
    onSilence: (ms) => silences.push(ms),
  });
  await sleep(250);
  watch.stop();
  expect(silences).toHaveLength(1);
  expect(silences[0]).toBeGreaterThanOrEqual(60);
});

it("sees a file that appears and grows deep in a folder", async () => {
  const silences: number[] = [];
  const deep = join(folder, "logs/id/attempt_0/1");
  const watch = watchGrowth({
    files: [join(folder, "logs")],
    limitMs: 300,
    onSilence: (ms) => silences.push(ms),
  });
  mkdirSync(deep, { recursive: true });
  for (let line = 0; line < 6; line += 1) {
    appendFileSync(join(deep, "stderr.log"), "still here\n");
    await sleep(100);
  }
  expect(silences).toEqual([]);
  watch.stop();
});

it("with a limit of 0 never calls", async () => {
  const silences: number[] = [];
  watchGrowth({ files: [join(folder, "nothing")], limitMs: 0, onSilence: (ms) => silences.push(ms) }).stop();
  await sleep(30);
  expect(silences).toEqual([]);
});
