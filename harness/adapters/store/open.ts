import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { isDiskFull } from "./disk-full.ts";
import { MIGRATIONS, type Migration } from "./migrations.ts";

/** An open database with the newest schema. */
export type Db = Database.Database;

/**
 * Opens (or makes) the database and brings its schema up to date, each step in a transaction.
 * A database from a newer harness, or one whose history was edited, is refused and left untouched.
 */
export function openDatabase(path: string, migrations = MIGRATIONS): Result<Db, readonly Diagnostic[]> {
  mkdirSync(dirname(path), { recursive: true });
  const isNew = !existsSync(path);
  const db = new Database(path);
  const refuse = (message: string, hint: string): Result<Db, readonly Diagnostic[]> => {
    db.close();
    return err([{ severity: "error", code: "store", message: `${path}: ${message}`, hint }]);
  };
  try {
    db.pragma("busy_timeout = 30000");
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = FULL");
    db.pragma("foreign_keys = ON");
    const found = Number(db.pragma("user_version", { simple: true }));
    const newest = migrations.at(-1)?.version ?? 0;
    if (found > newest) {
      return refuse(
        `the database has version ${found}, this harness knows versions up to ${newest}`,
        "update the harness, or use another state folder with --state DIR",
      );
    }
    db.exec(
      "CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT",
    );
    const edited = editedMigration(db, migrations);
    if (edited) {
      return refuse(
        `migration ${edited.version} (${edited.name}) was applied with another text than this harness has`,
        "restore the released harness that made this database, or use another state folder with --state DIR",
      );
    }
    if (!isNew && found > 0 && found < newest) copyFileSync(path, `${path}.v${found}.bak`);
    for (const migration of migrations.filter((m) => m.version > found)) apply(db, migration);
    return ok(db);
  } catch (error) {
    if (isDiskFull(error)) {
      const hint =
        "free some space, or use a state folder on another disk with --state DIR; nothing was damaged";
      return refuse("the disk is full", hint);
    }
    const message = error instanceof Error ? error.message : String(error);
    return refuse(
      `cannot be used as a database: ${message}`,
      "if the file is damaged, move it away: finished stages are found again in the cache folder",
    );
  }
}

function editedMigration(db: Db, migrations: readonly Migration[]): Migration | undefined {
  const applied = new Map(
    db
      .prepare<[], { version: number; sha256: string }>("SELECT version, sha256 FROM migration")
      .all()
      .map((row) => [row.version, row.sha256]),
  );
  return migrations.find((m) => applied.has(m.version) && applied.get(m.version) !== hashSql(m.sql));
}

function apply(db: Db, migration: Migration): void {
  const step = db.transaction(() => {
    db.exec(migration.sql);
    db.prepare("INSERT INTO migration (version, name, sha256) VALUES (?, ?, ?)").run(
      migration.version,
      migration.name,
      hashSql(migration.sql),
    );
    db.pragma(`user_version = ${migration.version}`);
  });
  step.immediate();
}

const hashSql = (sql: string): string => createHash("sha256").update(sql).digest("hex");
