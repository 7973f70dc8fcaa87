import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  printAmount,
  readAmount,
  readCount,
  readDuration,
  readFactor,
  readPercent,
  readSteps,
  readTolerance,
} from "../../../harness/domain/document/quantity.ts";

describe("a written quantity", () => {
  it.each([
    ["1B", 1_000_000_000],
    ["5M", 5_000_000],
    ["2.5k", 2500],
    ["250000", 250_000],
    ["1e6", 1_000_000],
  ])("counts: %s is %i", (text, count) => {
    expect(readCount(text)).toEqual({ ok: true, value: count });
  });

  it.each(["0", "1.5", "-3", "1X", "", "M", "99999T9"])("is no count: %s", (text) => {
    expect(readCount(text).ok).toBe(false);
  });

  it("shares, steps and tokens are amounts", () => {
    expect(readAmount("40%")).toEqual({ ok: true, value: { kind: "percent", percent: 40 } });
    expect(readAmount("20 steps")).toEqual({ ok: true, value: { kind: "steps", steps: 20 } });
    expect(readAmount("1 step")).toEqual({ ok: true, value: { kind: "steps", steps: 1 } });
    expect(readAmount("5M tokens")).toEqual({ ok: true, value: { kind: "tokens", tokens: 5_000_000 } });
    expect(readAmount("soon")).toMatchObject({ ok: false, error: { hint: "e.g. 40%, 20 steps, 5M tokens" } });
    expect(readAmount("140%")).toMatchObject({
      ok: false,
      error: { message: 'expected a share from 0% to 100%, received "140%"' },
    });
  });

  it("an amount that is printed can be read again", () => {
    const amount = fc.oneof(
      fc.integer({ min: 0, max: 10_000 }).map((n) => ({ kind: "percent" as const, percent: n / 100 })),
      fc.nat().map((steps) => ({ kind: "steps" as const, steps })),
      fc.integer({ min: 1 }).map((tokens) => ({ kind: "tokens" as const, tokens })),
    );
    fc.assert(
      fc.property(amount, (value) => {
        expect(readAmount(printAmount(value))).toEqual({ ok: true, value });
      }),
    );
  });

  it("factors, durations and tolerances have their forms", () => {
    expect(readFactor("0.1x")).toEqual({ ok: true, value: 0.1 });
    expect(readFactor("2")).toEqual({ ok: true, value: 2 });
    expect(readFactor("-1x").ok).toBe(false);
    expect(readDuration("90s")).toEqual({ ok: true, value: 90_000 });
    expect(readDuration("1.5h")).toEqual({ ok: true, value: 5_400_000 });
    expect(readDuration("10").ok).toBe(false);
    for (const sign of [" ± ", "±", " +- ", " +/- "]) {
      expect(readTolerance(`50%${sign}2%`)).toEqual({ ok: true, value: { percent: 50, plusMinus: 2 } });
    }
    expect(readTolerance("100%")).toEqual({ ok: true, value: { percent: 100, plusMinus: 0 } });
    expect(readTolerance("50% ± 2").ok).toBe(false);
    expect(readPercent("12.5 %")).toEqual({ ok: true, value: { kind: "percent", percent: 12.5 } });
    expect(readSteps("1.5").ok).toBe(false);
  });
});
