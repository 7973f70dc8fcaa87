import { nearest } from "../domain/diagnostic/nearest.ts";

/** The full name for a unique prefix, e.g. "eva" is "eval"; a word that several names begin with is an error. */
export type Expanded =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "several"; readonly names: readonly string[] }
  | { readonly kind: "unknown" };

/** What a typed word means among names. */
export function expandPrefix(typed: string, names: readonly string[]): Expanded {
  if (names.includes(typed)) return { kind: "name", name: typed };
  const fitting = names.filter((name) => name.startsWith(typed));
  const [only] = fitting;
  if (only === undefined) return { kind: "unknown" };
  return fitting.length === 1 ? { kind: "name", name: only } : { kind: "several", names: fitting };
}

/** Why a word names no command, and what was probably meant. `called` is what stands before it, e.g. "harness data". */
export function wrongCommand(typed: string, names: readonly string[], called: string): string {
  const expanded = expandPrefix(typed, names);
  const near = nearest(typed, names);
  const hint =
    expanded.kind === "several"
      ? `it could be ${expanded.names.slice(0, -1).join(", ")} or ${expanded.names.at(-1) ?? ""}`
      : near === undefined
        ? `${called} --help lists all commands`
        : `did you mean "${near}"?`;
  return `unknown command "${typed}"\n    ${hint}`;
}
