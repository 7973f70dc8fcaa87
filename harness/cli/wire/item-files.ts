import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { ItemFile } from "../../app/import/read-item-files.ts";
import { problem, refuseInput, type Refusal } from "../../app/refusal.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { Session } from "../session.ts";

/** The texts of named files; all that can't be read at once. */
export function itemFilesHere(
  session: Session,
  names: readonly string[],
): Result<readonly ItemFile[], Refusal> {
  const files: ItemFile[] = [];
  const problems = names.flatMap((file) => {
    try {
      files.push({ file, text: readFileSync(resolve(session.io.cwd, file), "utf8") });
      return [];
    } catch (error) {
      if (!(error instanceof Error && "code" in error)) throw error;
      return [
        problem("unreadable-file", `${file} can't be read: ${error.message}`, "name a JSONL file of items"),
      ];
    }
  });
  return problems.length > 0 ? err(refuseInput(problems)) : ok(files);
}
