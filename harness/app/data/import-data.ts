import { filesOf, type Card } from "../../domain/benchmark/card.ts";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { unreachable } from "../../domain/unreachable.ts";
import type { BenchmarkFiles, FileHashes, ImportSource } from "../ports/benchmark-files.ts";
import { verifyCard } from "./verify.ts";

/** What an import did. */
export interface Imported {
  readonly benchmark: string;
  readonly folder: string;
  readonly outcome: "imported" | "already-verified";
  readonly files: number;
}

/**
 * Copies the files that a card names out of a folder or zip file, if all of them are what the card says; else
 * nothing is written, and all that is wrong is told. Data that is there and verified is left alone.
 */
export async function importData(
  files: BenchmarkFiles,
  { card, from }: { readonly card: Card; readonly from: string },
): Promise<Result<Imported, readonly Diagnostic[]>> {
  if (card.root.kind === "package") return err([nothingToImport(card)]);
  const names = filesOf(card);
  const present = await verifyCard(files, card);
  const { folder } = present;
  const done = { benchmark: card.name, folder, files: names.length };
  if (present.status === "verified") return ok({ ...done, outcome: "already-verified" });

  const source = await files.openSource(from, names[0] ?? "");
  if (!source.ok) return source;
  try {
    const problems = await checkSource(card, source.value);
    if (problems.length > 0) return err(problems);
    const installed = await files.install(folder, source.value, card.sha256);
    return installed.ok ? ok({ ...done, outcome: "imported" }) : installed;
  } finally {
    await source.value.close();
  }
}

function nothingToImport(card: Card): Diagnostic {
  const message = `the data of ${card.name} comes with the harness: there is nothing to import`;
  return {
    severity: "error",
    code: "nothing-to-import",
    message,
    hint: `check it with \`harness data verify ${card.name}\``,
  };
}

async function checkSource(card: Card, source: ImportSource): Promise<readonly Diagnostic[]> {
  const problems: Diagnostic[] = [];
  for (const file of filesOf(card)) {
    const expected = card.sha256.get(file) ?? "";
    const found = await source.inspect(file);
    switch (found.status) {
      case "found":
        if (found.hashes.sha256 === expected) break;
        problems.push(differs(source, { file, expected, found: found.hashes }));
        break;
      case "missing":
        problems.push(unusable("missing-file", `${source.path} has no file ${file}`));
        break;
      case "unreadable":
        problems.push(unusable("unreadable-file", `${source.path}, ${file}: ${found.detail}`));
        break;
      default:
        unreachable(found);
    }
  }
  return problems;
}

function unusable(code: string, message: string): Diagnostic {
  return { severity: "error", code, message, hint: "take the whole data set as it was published" };
}

function differs(
  source: ImportSource,
  { file, expected, found }: { file: string; expected: string; found: FileHashes },
): Diagnostic {
  const message = `${source.path}, ${file}: sha256 ${found.sha256}, expected ${expected}`;
  if (found.sha256WithLf === expected) {
    const hint =
      "this is the same text with Windows line ends (CRLF), as in an original zip file: prompts whose questions span lines would differ. Take the unpacked files with LF line ends";
    return { severity: "error", code: "crlf-variant", message, hint };
  }
  const hint = "take the file as it was published, in the version that the card describes";
  return { severity: "error", code: "hash-differs", message, hint };
}
