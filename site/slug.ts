import { sha256, shortHash } from "../harness/domain/hash.ts";

/**
 * A name as a file name: `@` and `#` become `~`, which names never hold; what a path or an address bar could
 * misread is written as its code point, e.g. "a/b" -> "a~u2f~b".
 */
export function slug(name: string): string {
  const plain = name
    .replace(/[@#]/g, "~")
    .replace(/[^\p{L}\p{N}._~-]|^\./gu, (character) => `~u${character.codePointAt(0)?.toString(16) ?? ""}~`);
  return plain === "" ? "~" : plain;
}

/** Slugs of all names at once: two that a case-blind file system would confuse get a hash after them. */
export function slugTable(names: readonly string[]): ReadonlyMap<string, string> {
  const owners = new Map<string, Set<string>>();
  for (const name of names) {
    const key = slug(name).toLowerCase();
    owners.set(key, (owners.get(key) ?? new Set()).add(name));
  }
  return new Map(
    names.map((name) => {
      const alone = owners.get(slug(name).toLowerCase())?.size === 1;
      return [name, alone ? slug(name) : `${slug(name)}~${shortHash(sha256(name))}`];
    }),
  );
}
