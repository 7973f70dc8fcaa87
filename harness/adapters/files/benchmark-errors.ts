const WORDS: ReadonlyMap<string, string> = new Map([
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the disk quota is used up"],
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["EROFS", "the disk is read-only"],
  ["EISDIR", "it is a folder"],
  ["ENOTDIR", "a part of its path is not a folder"],
  ["Z_DATA_ERROR", "the zip file is damaged"],
  ["Z_BUF_ERROR", "the zip file is damaged"],
  ["ERR_OUT_OF_RANGE", "the zip file is damaged"],
  ["ERR_BUFFER_OUT_OF_BOUNDS", "the zip file is damaged"],
]);

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}

/** Whether a file operation failed since there is no such file. */
export const isMissing = (error: unknown): boolean => codeOf(error) === "ENOENT";

/** A failed file operation in words; anything else is a bug, and thrown on. */
export function wordsOf(error: unknown): string {
  const code = codeOf(error);
  if (code === null) throw error;
  return WORDS.get(code) ?? code;
}
