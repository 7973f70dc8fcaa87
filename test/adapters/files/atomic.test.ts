import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { diskFullOf, moveFolderAtomic, writeFileAtomic } from "../../../harness/adapters/files/atomic.ts";
import { until } from "../../fixtures/executor/lab.ts";
import { ended, runCode } from "../../fixtures/executor/run-code.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "atomic-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Another file system than the temporary folder's, where this machine has one. */
const elsewhere = "/dev/shm";

describe("writeFileAtomic", () => {
  it("replaces a file whole, and leaves nothing beside it", () => {
    const path = join(folder, "a.json");
    writeFileAtomic(path, "old");
    writeFileAtomic(path, new TextEncoder().encode("new"));
    expect(readFileSync(path, "utf8")).toBe("new");
    expect(readdirSync(folder)).toEqual(["a.json"]);
  });

  it("keeps the old file where it can't be replaced, and removes its own", () => {
    const path = join(folder, "a");
    mkdirSync(join(path, "inside"), { recursive: true });
    expect(() => {
      writeFileAtomic(path, "new");
    }).toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
    expect(readdirSync(folder)).toEqual(["a"]);
  });

  it.runIf(existsSync("/dev/full"))("a full disk is a value of its own", () => {
    let error: unknown;
    try {
      writeFileSync("/dev/full", "x");
    } catch (thrown) {
      error = thrown;
    }
    expect(diskFullOf(error, folder)).toEqual({ reason: "disk-full", path: folder });
    expect(diskFullOf(new Error("else"), folder)).toBeNull();
  });

  it("killed just before the rename, leaves the old file as it was", async () => {
    const path = join(folder, "a.json");
    const reached = join(folder, "reached");
    writeFileAtomic(path, "old");
    const code = `it.writeFileAtomic(${JSON.stringify(path)}, "new")`;
    const failpoint = { HARNESS_FAILPOINT: "atomic.rename", HARNESS_FAILPOINT_FILE: reached };
    const child = runCode("harness/adapters/files/atomic.ts", code, failpoint);
    await until(() => existsSync(reached), "the failpoint");
    child.kill("SIGKILL");
    expect(await ended(child)).toBe("SIGKILL");
    expect(readFileSync(path, "utf8")).toBe("old");
  });
});

describe("moveFolderAtomic", () => {
  it("moves a folder with all that is in it", () => {
    mkdirSync(join(folder, "from/deep"), { recursive: true });
    writeFileSync(join(folder, "from/deep/a"), "a");
    moveFolderAtomic(join(folder, "from"), join(folder, "to"));
    expect(readFileSync(join(folder, "to/deep/a"), "utf8")).toBe("a");
    expect(readdirSync(folder)).toEqual(["to"]);
  });

  it("does not merge into a folder that is there", () => {
    mkdirSync(join(folder, "from"));
    mkdirSync(join(folder, "to/full"), { recursive: true });
    expect(() => {
      moveFolderAtomic(join(folder, "from"), join(folder, "to"));
    }).toThrow(/ENOTEMPTY|EEXIST/);
    expect(readdirSync(folder).sort()).toEqual(["from", "to"]);
  });

  it.runIf(existsSync(elsewhere))(
    "goes across file systems, with file modes, and leaves nothing behind",
    () => {
      const from = mkdtempSync(join(elsewhere, "atomic-"));
      mkdirSync(join(from, "deep"));
      writeFileSync(join(from, "deep/run.sh"), "true\n");
      chmodSync(join(from, "deep/run.sh"), 0o755);
      moveFolderAtomic(from, join(folder, "to"));
      expect(readFileSync(join(folder, "to/deep/run.sh"), "utf8")).toBe("true\n");
      expect([existsSync(from), readdirSync(folder)]).toEqual([false, ["to"]]);
    },
  );
});
