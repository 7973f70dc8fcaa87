import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { cgroupCores, cgroupMemory, machineFacts } from "../../../harness/adapters/machine/facts.ts";

const root = mkdtempSync(join(tmpdir(), "facts-"));
afterAll(() => {
  rmSync(root, { recursive: true });
});
const written = (text: string): string => {
  writeFileSync(join(root, "limit"), text);
  return join(root, "limit");
};

describe("the machine", () => {
  it("has cores, memory and a platform", async () => {
    const { platform, cores, memoryBytes } = await machineFacts();
    expect(platform).toBe(`${process.platform}-${process.arch}`);
    expect(cores).toBeGreaterThanOrEqual(1);
    expect(cores).toBeLessThanOrEqual(availableParallelism());
    expect(memoryBytes).toBeGreaterThan(0);
    expect(memoryBytes).toBeLessThanOrEqual(totalmem());
  });

  it.each([
    ["200000 100000\n", 2],
    ["250000 100000\n", 2],
    ["50000 100000\n", 1],
    ["max 100000\n", null],
    ["", null],
  ])("in a container with cpu.max %j has %j cores", (text, cores) => {
    expect(cgroupCores(written(text))).toBe(cores);
  });

  it.each([
    ["1073741824\n", 2 ** 30],
    ["max\n", null],
  ])("in a container with memory.max %j has %j bytes", (text, bytes) => {
    expect(cgroupMemory(written(text))).toBe(bytes);
  });

  it("without control groups has all that there is", () => {
    expect([cgroupCores(join(root, "none")), cgroupMemory(join(root, "none"))]).toEqual([null, null]);
  });
});
