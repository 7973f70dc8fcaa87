import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { packageRoot } from "../../../harness/adapters/machine/package-root.ts";

it("is the checkout, seen from the source", () => {
  expect(packageRoot()).toBe(resolve(import.meta.dirname, "../../.."));
});

it("is the package, seen from its compiled files, also where its path has blanks and signs", () => {
  const root = join(mkdtempSync(join(tmpdir(), "package-")), "a b#%ü");
  mkdirSync(join(root, "dist/harness/adapters"), { recursive: true });
  writeFileSync(join(root, "package.json"), "{}");
  expect(packageRoot(pathToFileURL(join(root, "dist/harness/adapters/x.js")).href)).toBe(root);
  rmSync(resolve(root, ".."), { recursive: true });
});

it("without a package.json is a bug", () => {
  expect(() => packageRoot("file:///nowhere/x.js")).toThrow("Internal error");
});
