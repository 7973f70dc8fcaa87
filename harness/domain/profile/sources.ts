import { z } from "zod";
import { written, type WrittenProblem } from "../document/written.ts";
import { err, ok, type Result } from "../result.ts";
import type { CorpusFiles, ModelSource } from "./profile.ts";

const HUB = /^[A-Za-z0-9][\w.-]*\/[\w.-]+$/;

/** Reads `package:FOLDER`, a path (`./x`, `../x`, `/x`, `~/x`, `x`), or a hub id `OWNER/NAME@REVISION`. */
export function readModelSource(text: string): Result<ModelSource, WrittenProblem> {
  if (text.trim() === "")
    return err({ message: "a model is named by a folder, or by its hub id and revision" });
  const inPackage = readPackagePath(text);
  if (inPackage) return inPackage.ok ? ok({ kind: "package", path: inPackage.value }) : inPackage;
  const [id = "", revision, ...more] = text.split("@");
  if (revision !== undefined && more.length === 0 && HUB.test(id)) {
    if (/^[\w.-]+$/.test(revision)) return ok({ kind: "hub", id, revision });
    return err({ message: "the revision after @ is a commit, tag or branch", hint: `e.g. ${id}@main` });
  }
  if (HUB.test(text) && !/^\.{1,2}\//.test(text)) {
    const hint = `a hub id needs its revision, so that all runs use the same weights: ${text}@COMMIT\na folder is written ./${text}`;
    return err({ message: `"${text}" may be a hub id or a folder`, hint });
  }
  return ok({ kind: "folder", path: text });
}

/** Reads a file or glob of a corpus. */
function readCorpusFiles(text: string): Result<CorpusFiles, WrittenProblem> {
  if (text.trim() === "")
    return err({ message: "a corpus is named by a file or a pattern", hint: "e.g. data/*.jsonl" });
  const inPackage = readPackagePath(text);
  if (inPackage) return inPackage.ok ? ok({ kind: "package", path: inPackage.value }) : inPackage;
  return ok({ kind: "folder", path: text });
}

/** What follows `package:` stays inside the harness's package; null if the text has no such beginning. */
function readPackagePath(text: string): Result<string, WrittenProblem> | null {
  if (!text.startsWith("package:")) return null;
  const path = text.slice("package:".length);
  const isInside = path !== "" && !/^\/|\\|:|\0/.test(path) && !path.split("/").includes("..");
  return isInside
    ? ok(path)
    : err({
        message: "`package:` takes a path inside the harness",
        hint: "e.g. package:datasets/tiny-world/base",
      });
}

/** The field of a model. */
export const modelField = written(readModelSource).describe(
  "A folder in Hugging Face layout (`./models/qwen`), a hub model (`OWNER/NAME@REVISION`), or `package:FOLDER`.",
);

const files = written(readCorpusFiles);

/** The field of a corpus: files alone, or with their format. */
export const corpusField = z.union([
  files,
  z.array(files).min(1),
  z.strictObject({
    files: z.union([files, z.array(files).min(1)]).describe("Files or patterns, e.g. `data/*.jsonl`."),
    format: z.enum(["auto", "text", "jsonl"]).default("auto").describe("`text` is one document a line."),
    field: z.string().min(1).default("text").describe("The JSONL field that holds the text."),
  }),
]);
