import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listCache, stateFolder } from "../../../harness/adapters/files/state-folder.ts";
import type { StateFolder } from "../../../harness/app/ports/state-folder.ts";
import { fakeStage } from "../../fixtures/plan.ts";
import { writeOutput } from "../../fixtures/run-folder.ts";

const stage = fakeStage("train", { kind: "train" });
const { fingerprint } = stage;

let root: string;
let state: StateFolder;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "state-folder-"));
  state = stateFolder(root);
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe("a completion marker", () => {
  it("counts where its fingerprint and all sizes fit", () => {
    writeOutput(state.outputFolder(fingerprint), stage);
    expect(state.readMarker(state.outputFolder(fingerprint), fingerprint)).toMatchObject({ kind: "train" });
  });

  it.each([
    [
      "a file is missing",
      (folder: string): void => {
        rmSync(join(folder, "result.txt"));
      },
    ],
    [
      "a file has another size",
      (folder: string): void => {
        writeFileSync(join(folder, "result.txt"), "do");
      },
    ],
    [
      "it is cut short",
      (folder: string): void => {
        writeFileSync(join(folder, "done.json"), '{"contract": 1');
      },
    ],
    [
      "it is not there",
      (folder: string): void => {
        rmSync(join(folder, "done.json"));
      },
    ],
    [
      "nothing is there",
      (folder: string): void => {
        rmSync(folder, { recursive: true });
      },
    ],
  ])("does not count where %s", (_what, harm) => {
    const folder = state.outputFolder(fingerprint);
    writeOutput(folder, stage);
    harm(folder);
    expect(state.readMarker(folder, fingerprint)).toBeNull();
  });

  it("does not count for another stage", () => {
    writeOutput(state.outputFolder(fingerprint), stage);
    expect(state.readMarker(state.outputFolder(fingerprint), "0".repeat(64))).toBeNull();
  });
});

describe("publishing", () => {
  it("moves an output to its place, and what lay there is gone: whoever publishes found it wanting", () => {
    const attempt = state.attemptFolder("full@demo#1", "evaluate/law", 2);
    expect(attempt).toBe(join(root, "runs", "full@demo#1", "evaluate/law", "attempt-2"));
    writeOutput(state.outputFolder(fingerprint), stage, { "old.txt": "old" });
    writeOutput(join(attempt, "output"), stage, { "new.txt": "new" });
    state.publish(join(attempt, "output"), fingerprint);
    expect(readFileSync(join(state.outputFolder(fingerprint), "new.txt"), "utf8")).toBe("new");
    expect(existsSync(join(state.outputFolder(fingerprint), "old.txt"))).toBe(false);
    expect(existsSync(join(attempt, "output"))).toBe(false);
  });
});

describe("what lies in a state folder", () => {
  it("is listed with its size, partial states by their fingerprint", () => {
    writeOutput(state.outputFolder(fingerprint), stage, { "model.bin": "12345" });
    mkdirSync(join(state.partialFolder("abc"), "step-000050"), { recursive: true });
    writeFileSync(join(state.partialFolder("abc"), "step-000050", "state.bin"), "123");
    expect(state.partialStates()).toEqual(["abc"]);
    const sizes = new Map(listCache(root).map(({ name, bytes }) => [name, bytes]));
    expect(sizes.get("abc.partial")).toBe(3);
    expect(sizes.get(fingerprint)).toBeGreaterThan(5);
    state.removePartial("abc");
    expect(state.partialStates()).toEqual([]);
    expect(listCache(join(root, "elsewhere"))).toEqual([]);
  });

  it("has answers, unless they are damaged", () => {
    const answer = { key: "law/1", logprobs: [-1.5], tokens: [1], truncated: false };
    writeFileSync(join(root, "results.jsonl"), `${JSON.stringify(answer)}\n`);
    expect(state.readAnswers(root)).toEqual([answer]);
    writeFileSync(join(root, "results.jsonl"), `${JSON.stringify(answer)}\n{"key":`);
    expect(state.readAnswers(root)).toBeNull();
    writeFileSync(join(root, "results.jsonl"), `${JSON.stringify({ ...answer, logprobs: ["-1"] })}\n`);
    expect(state.readAnswers(root)).toBeNull();
  });

  it("is read as nothing where it is not there or no JSON", () => {
    expect([state.readJson(join(root, "none.json")), state.readLines(join(root, "none"))]).toEqual([
      null,
      [],
    ]);
    writeFileSync(join(root, "bad.json"), "{");
    expect(state.readJson(join(root, "bad.json"))).toBeNull();
    state.writeJson(join(root, "good.json"), { a: 1 });
    expect(state.readJson(join(root, "good.json"))).toEqual({ a: 1 });
    expect(state.freeBytes()).toBeGreaterThan(0);
  });
});
