import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashWorkerCode } from "../../../harness/adapters/files/worker-code.ts";
import { WORKER_FOLDER } from "../../fixtures/executor/lab.ts";

const FILES = {
  "train.py": "import torch\nfrom state import save\n\ndef late() -> None:\n    import optim as o, math\n",
  "evaluate.py": "from scoring import score\n",
  "state.py": "import json\nfrom contract import sync\n",
  "contract.py": "import state\n", // a circle, as Python allows
  "optim.py": "",
  "scoring.py": "",
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "code-"));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const edit = (name: keyof typeof FILES): void => {
  writeFileSync(join(folder, name), `${FILES[name]}# edited\n`);
};

describe("the hash of a worker's code", () => {
  it.each(["train.py", "state.py", "contract.py", "optim.py"] as const)(
    "changes with %s, which it imports",
    (name) => {
      const before = hashWorkerCode(folder, "train.py");
      edit(name);
      expect(hashWorkerCode(folder, "train.py")).not.toBe(before);
    },
  );

  it("stays when code changes that it does not import, so that finished trainings stay valid", () => {
    const before = hashWorkerCode(folder, "train.py");
    edit("evaluate.py");
    edit("scoring.py");
    expect(hashWorkerCode(folder, "train.py")).toBe(before);
  });

  it("is another one for each of our workers", () => {
    const scripts = ["pack.py", "train.py", "audit.py", "evaluate.py"];
    expect(new Set(scripts.map((script) => hashWorkerCode(WORKER_FOLDER, script))).size).toBe(scripts.length);
  });
});
