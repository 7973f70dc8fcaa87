import { filesOf, type Card } from "../../domain/benchmark/card.ts";
import type { BenchmarkFiles } from "../ports/benchmark-files.ts";

/** One file of a benchmark against its card. `found` is null where the file is missing or can't be read. */
export interface VerifiedFile {
  readonly file: string;
  readonly status: "ok" | "differs" | "missing" | "unreadable";
  readonly expected: string;
  readonly found: string | null;
}

/** A benchmark's files against its card: `absent` is without any file, `damaged` with some wrong or missing. */
export interface Verification {
  readonly benchmark: string;
  readonly folder: string;
  readonly status: "verified" | "absent" | "damaged";
  readonly files: readonly VerifiedFile[];
}

/** Hashes every file that a card names. */
export async function verifyCard(
  files: Pick<BenchmarkFiles, "folderOf" | "inspect">,
  card: Card,
): Promise<Verification> {
  const folder = files.folderOf(card.root);
  const checked = await Promise.all(
    filesOf(card).map(async (file): Promise<VerifiedFile> => {
      const expected = card.sha256.get(file) ?? "";
      const state = await files.inspect(folder, file);
      if (state.status !== "found") return { file, status: state.status, expected, found: null };
      const found = state.hashes.sha256;
      return { file, status: found === expected ? "ok" : "differs", expected, found };
    }),
  );
  return { benchmark: card.name, folder, status: overall(checked), files: checked };
}

function overall(files: readonly VerifiedFile[]): Verification["status"] {
  if (files.every(({ status }) => status === "ok")) return "verified";
  return files.every(({ status }) => status === "missing") ? "absent" : "damaged";
}
