import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { asSha256, type Sha256 } from "../../domain/hash.ts";

/**
 * The hash of a worker script and of every module beside it that it imports, directly or not:
 * an edit to the evaluation code leaves finished trainings valid.
 */
export function hashWorkerCode(folder: string, script: string): Sha256 {
  const found = new Map<string, string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    const text = readFileSync(join(folder, file), "utf8");
    found.set(file, text);
    for (const name of localImports(text)) {
      if (existsSync(join(folder, `${name}.py`))) visit(`${name}.py`);
    }
  };
  visit(script);
  const hash = createHash("sha256");
  for (const [file, text] of [...found].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${file}\0${text}\0`);
  const digest = asSha256(hash.digest("hex"));
  if (digest === undefined) throw new Error("Internal error: a digest is always a sha256");
  return digest;
}

/** Module names of `import x`, `import x as y`, `from x import y`, at any indentation. */
function localImports(text: string): readonly string[] {
  const plain = [...text.matchAll(/^\s*import\s+([\w, ]+)/gm)].flatMap((match) =>
    (match[1] ?? "").split(",").map((name) => name.trim().split(/\s+/)[0] ?? ""),
  );
  const from = [...text.matchAll(/^\s*from\s+(\w+)\s+import\b/gm)].map((match) => match[1] ?? "");
  return [...plain, ...from];
}
