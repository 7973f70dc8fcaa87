import { describe, expect, it } from "vitest";
import { seedDots } from "../../../site/plot/seed-dots.ts";

describe("the seeds", () => {
  it("are one ring each with their mean between, signed where they are differences", () => {
    const rows = [{ name: "full", seeds: [0.01, 0.02, 0.06] }];
    const { markup } = seedDots({ id: "s", title: "t", description: "d", axis: "x", rows, signed: true });
    expect(markup.match(/class="seed"/g)).toHaveLength(3);
    const at = (pattern: RegExp): number => Number(pattern.exec(markup)?.[1]);
    expect(at(/class="mean" x1="([\d.]+)%/)).toBeGreaterThan(at(/class="seed" cx="([\d.]+)%/));
    expect(markup).toContain("+1.0,  +2.0,  +6.0");
  });
});
