import { describe, expect, it } from "vitest";
import { lossCurve } from "../../../site/plot/loss-curve.ts";

const curve = (points: readonly (readonly [number, number])[]): string =>
  lossCurve({
    id: "l",
    title: "t",
    description: "d",
    axis: "step",
    curve: points.map(([step, loss]) => ({ step, loss })),
  }).markup;

const pointsOf = (markup: string): readonly (readonly number[])[] =>
  (/points="([^"]*)"/.exec(markup)?.[1] ?? "").split(" ").map((point) => point.split(",").map(Number));

describe("the loss curve", () => {
  it("runs from left to right and falls where the loss falls", () => {
    const points = pointsOf(
      curve([
        [0, 3.9],
        [50, 2],
        [150, 0.7],
      ]),
    );
    expect(points).toHaveLength(3);
    const [first = [], second = [], third = []] = points;
    expect((first[0] ?? 0) < (second[0] ?? 0) && (second[0] ?? 0) < (third[0] ?? 0)).toBe(true);
    expect((first[1] ?? 0) < (second[1] ?? 0) && (second[1] ?? 0) < (third[1] ?? 0)).toBe(true);
  });

  it("leaves out a loss that is no number, and stands without any", () => {
    expect(
      pointsOf(
        curve([
          [0, 3.9],
          [1, NaN],
          [2, 3.8],
        ]),
      ),
    ).toHaveLength(2);
    expect(curve([])).not.toContain("NaN");
  });
});
