import Database from "better-sqlite3";

/** SQLite's codes for a disk without room; the second one comes from the shared memory file of the WAL. */
const CODES: readonly string[] = ["SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"];

/** Whether SQLite failed because the disk is full. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Database.SqliteError && CODES.includes(error.code);

/** Does a write; a full disk is thrown as the file system throws it (ENOSPC), so that callers know one code for it. */
export function writing<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    throw Object.assign(new Error("the database can't grow: the disk is full", { cause: error }), {
      code: "ENOSPC",
    });
  }
}
