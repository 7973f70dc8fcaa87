import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { followEvents } from "../../../harness/adapters/files/follow-events.ts";
import type { WorkerEvent } from "../../../harness/domain/contract/events.ts";

let folder: string;
let path: string;
let seen: WorkerEvent[];
beforeEach(() => {
  vi.useFakeTimers();
  folder = mkdtempSync(join(tmpdir(), "follow-"));
  path = join(folder, "events.jsonl");
  seen = [];
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

const saved = (step: number): string => `${JSON.stringify({ time: 1, event: "saved", step })}\n`;
const follow = (): { stop(): void } => followEvents(path, (event) => void seen.push(event));
const look = (): void => void vi.advanceTimersByTime(1000);

describe("following events", () => {
  it("tells each once, those before it began first, and waits for a file that is not there yet", () => {
    const following = follow();
    look();
    writeFileSync(path, saved(1));
    appendFileSync(path, saved(2));
    look();
    look();
    appendFileSync(path, saved(3));
    look();
    following.stop();
    expect(seen).toEqual([1, 2, 3].map((step) => ({ time: 1, event: "saved", step })));
  });

  it("tells what was written last when it is stopped, and nothing after", () => {
    const following = follow();
    writeFileSync(path, saved(1));
    following.stop();
    appendFileSync(path, saved(2));
    look();
    expect(seen).toHaveLength(1);
  });

  it("puts a line together whose end comes later, even one that is cut inside a Chinese character", () => {
    const line = Buffer.from(`${JSON.stringify({ time: 1, event: "warning", message: "冻结深层" })}\n`);
    const cut = line.indexOf(Buffer.from("结")) + 1;
    const following = follow();
    writeFileSync(path, line.subarray(0, cut));
    look();
    expect(seen).toEqual([]);
    appendFileSync(path, line.subarray(cut));
    look();
    following.stop();
    expect(seen).toEqual([{ time: 1, event: "warning", message: "冻结深层" }]);
  });

  it("passes over what is no event, and what a newer worker says", () => {
    writeFileSync(path, `not JSON\n\n${JSON.stringify({ time: 1, event: "sang" })}\n${saved(4)}`);
    follow().stop();
    expect(seen).toEqual([{ time: 1, event: "saved", step: 4 }]);
  });
});
