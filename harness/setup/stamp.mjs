// What the last set-up has completed: one line per part, written after the part is done, so that a kill can't lie.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Reads the stamp; an unreadable one counts as none.
 * @param {string} path
 * @returns {Record<string, unknown>}
 */
export function readStamp(path) {
  try {
    const stamp = JSON.parse(readFileSync(path, "utf8"));
    return typeof stamp === "object" && stamp !== null ? stamp : {};
  } catch {
    return {};
  }
}

/**
 * Records that parts are done, e.g. { build: "9f2c41..." }.
 * @param {string} path
 * @param {Record<string, unknown>} parts
 */
export function addToStamp(path, parts) {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, `${JSON.stringify({ ...readStamp(path), ...parts }, null, 2)}\n`);
  renameSync(temporary, path);
}
