import { describe, expect, it } from "vitest";
import {
  countText,
  decimalsFor,
  digitsText,
  durationText,
  momentText,
  pText,
  scoreText,
  shareText,
  signedPointsText,
  signedText,
} from "../../site/format.ts";

describe("numbers with their uncertainty", () => {
  it("have one decimal as a rule", () => {
    expect(scoreText({ value: 0.294, low: 0.271, high: 0.319 })).toEqual({
      value: "29.4",
      range: "[27.1, 31.9]",
    });
  });

  it("lose it where the interval is wide, and gain one where it is very fine", () => {
    expect(scoreText({ value: 0.25, low: 0.089, high: 0.532 })).toEqual({ value: "25", range: "[9, 53]" });
    expect(scoreText({ value: 0.25123, low: 0.2509, high: 0.2516 }).value).toBe("25.12");
    expect([decimalsFor(9.94), decimalsFor(9.95), decimalsFor(0.09), decimalsFor(0)]).toEqual([1, 0, 2, 1]);
  });

  it("carry their sign as a difference, with a true minus and no minus before a zero", () => {
    expect(signedText({ value: 0.04, low: -0.0004, high: 0.072 })).toEqual({
      value: "+4.0",
      range: "[0.0, +7.2]",
    });
    expect(signedPointsText(-0.032)).toBe("−3.2");
    expect(signedPointsText(0)).toBe("0.0");
  });
});

describe("single numbers", () => {
  it("never round a share or a p-value to what it is not", () => {
    expect([0, 0.0001, 0.489, 0.9999, 1].map(shareText)).toEqual([
      "0.0%",
      "<0.1%",
      "48.9%",
      ">99.9%",
      "100.0%",
    ]);
    expect([0, 0.0004, 0.031, 1].map(pText)).toEqual(["<0.001", "<0.001", "0.031", ">0.999"]);
  });

  it("are grouped, shortened and timed for people", () => {
    expect([7, 1346, 881_504, -1200].map(countText)).toEqual(["7", "1,346", "881,504", "−1,200"]);
    expect([3.912, 0.0012345].map(digitsText)).toEqual(["3.91", "0.00123"]);
    expect([7.26, 754, 7300].map(durationText)).toEqual(["7.3 s", "12 min 34 s", "2 h 1 min"]);
    expect(momentText("2026-11-23T14:05:09.123Z")).toBe("2026-11-23 14:05 UTC");
    expect(momentText("never")).toBe("never");
  });
});
