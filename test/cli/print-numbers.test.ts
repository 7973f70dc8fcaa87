import { describe, expect, it } from "vitest";
import {
  formatAgo,
  formatBytes,
  formatCount,
  formatDuration,
  formatFlops,
  formatInterval,
  formatNumberOf,
  formatP,
  formatRough,
  formatSignedPoints,
} from "../../harness/cli/print-numbers.ts";

describe("numbers for people", () => {
  it("are durations", () => {
    expect([4200, 42_000, 185_000, 7_800_000].map((ms) => formatDuration(ms))).toEqual([
      "4.2 s",
      "42 s",
      "3 min 05 s",
      "2 h 10 min",
    ]);
    expect(formatDuration(4200, "whole")).toBe("4 s");
  });

  it("are times left, as roughly as they are known", () => {
    expect([42_400, 185_000, 7_800_000].map(formatRough)).toEqual(["42 s", "3 min", "2 h 10 min"]);
  });

  it("are how long ago something was", () => {
    const ago = [3000, 42_000, 300_000, 3_600_000 * 5, 86_400_000 * 3].map(formatAgo);
    expect(ago).toEqual(["just now", "42 s ago", "5 min ago", "5 h ago", "3 days ago"]);
  });

  it("are counts, bytes and operations", () => {
    expect([12, 881_000, 600_000_000].map(formatCount)).toEqual(["12", "881 k", "600 M"]);
    expect([0, 999, 3_500_000].map(formatBytes)).toEqual(["0 B", "999 B", "3.50 MB"]);
    expect([0, 336e9, 2e15].map(formatFlops)).toEqual(["0.00 FLOP", "336 GFLOP", "2.00 PFLOP"]);
    expect([formatNumberOf(1, "run"), formatNumberOf(0, "run")]).toEqual(["1 run", "0 runs"]);
  });

  it("are shares in points, never with a signed zero", () => {
    expect([0.04, -0.0004, 0.0004, -0.123].map(formatSignedPoints)).toEqual(["+4.0", "0.0", "0.0", "-12.3"]);
    expect(formatInterval(0.294, 0.271, 0.319)).toBe("29.4 [27.1, 31.9]");
    expect([0.0004, 0.034, 1].map(formatP)).toEqual(["<.001", ".034", "1.000"]);
  });
});
