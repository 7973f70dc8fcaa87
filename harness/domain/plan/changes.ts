import { leaves, type Json } from "../json.ts";
import { shortHash } from "../hash.ts";

type Inputs = { readonly [name: string]: Json };

/** Which inputs differ, in words: `budget.lr: 0.001 -> 0.002`. Empty if nothing does. */
export function describeChanges(before: Inputs, after: Inputs): readonly string[] {
  const old = leaves(before);
  const now = leaves(after);
  const keys = [...new Set([...old.keys(), ...now.keys()])].sort();
  return keys.flatMap((key) => {
    const [a, b] = [old.get(key), now.get(key)];
    if (JSON.stringify(a) === JSON.stringify(b)) return [];
    return [`${key}: ${show(a)} -> ${show(b)}`];
  });
}

/** Hashes are shortened: nobody reads 64 digits. */
function show(value: Json | undefined): string {
  if (value === undefined) return "(absent)";
  if (typeof value === "string") return /^[0-9a-f]{64}$/.test(value) ? shortHash(value) : value;
  return JSON.stringify(value);
}
