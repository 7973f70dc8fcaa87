import { describe, expect, it } from "vitest";
import {
  forwardFlopsPerToken,
  trainFlopsPerToken,
  trainMemoryBytes,
} from "../../../harness/domain/plan/estimate.ts";
import { prepared } from "../../app/plan/prepare.ts";

const { model } = await prepared(["base.yaml"]);
const { shape } = model;
const namesOf = (from: number, to: number): ReadonlySet<string> =>
  new Set(
    shape.tensors
      .filter(({ place }) => place.kind === "layer" && place.layer >= from && place.layer < to)
      .map(({ name }) => name),
  );
const everything = new Set(shape.tensors.map(({ name }) => name));
const total = (names: ReadonlySet<string>): number => {
  const { forward, activationGradient, weightGradient } = trainFlopsPerToken(shape, names, 32);
  return forward + activationGradient + weightGradient;
};

describe("what training takes", () => {
  it("is about six operations per parameter and token where all train", () => {
    const attention = 6 * 8 * 2 * 32 * 128;
    expect(total(everything) / (6 * shape.numel)).toBeGreaterThan(0.95);
    expect(total(everything)).toBeLessThan(6 * shape.numel + attention);
  });

  it("is forward only where nothing trains", () => {
    expect(total(new Set())).toBe(forwardFlopsPerToken(shape, 32));
  });

  it("is less for the deep half than for the shallow one, whose gradient must run through all layers", () => {
    const [shallow, deep] = [
      trainFlopsPerToken(shape, namesOf(0, 4), 32),
      trainFlopsPerToken(shape, namesOf(4, 8), 32),
    ];
    expect(deep.weightGradient).toBe(shallow.weightGradient);
    expect(deep.activationGradient).toBeLessThan(shallow.activationGradient);
  });

  it("of memory is weights, and three times more for what trains", () => {
    const nothing = trainMemoryBytes(shape, new Set(), 32);
    const trained = shape.tensors
      .filter(({ name }) => namesOf(4, 8).has(name))
      .reduce((sum, { numel }) => sum + numel, 0);
    expect(nothing).toBeGreaterThan(4 * shape.numel);
    expect(trainMemoryBytes(shape, namesOf(4, 8), 32) - nothing).toBeGreaterThan(12 * trained);
    expect(trainMemoryBytes(shape, namesOf(4, 8), 32)).toBeLessThan(
      trainMemoryBytes(shape, namesOf(0, 4), 32),
    );
  });
});
