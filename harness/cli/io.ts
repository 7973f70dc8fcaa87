import { styleText } from "node:util";

/** What a command may touch of the terminal; only files in cli/ print. */
export interface Io {
  readonly out: (text: string) => void; // results; with --json, nothing but JSON
  readonly note: (text: string) => void; // everything for people while --json is given, and all progress
  readonly noteRaw: (text: string) => void; // as `note`, without a line end: cursor movements
  readonly isTty: boolean; // of the stream that `note` writes to
  readonly columns: number; // of the same
  readonly width: number; // for tables of results; unlimited where they go into a file or a pipe
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** The codes a command may end with: cli.md's contract. */
export const EXIT = { ok: 0, failed: 1, badInput: 2, machine: 3, locked: 75, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

type Style = "bold" | "dim" | "red" | "green" | "yellow" | "blue" | "cyan" | "magenta";

/** Colours text, or leaves it alone. */
export type Paint = (style: Style, text: string) => string;

/** A painter that obeys --color/--no-color, then NO_COLOR, FORCE_COLOR, and whether a person is looking. */
export function makePaint(io: Io, wanted: boolean | undefined): Paint {
  const forced = (io.env["FORCE_COLOR"] ?? "") !== "" && io.env["FORCE_COLOR"] !== "0";
  const refused = (io.env["NO_COLOR"] ?? "") !== "";
  const on = wanted ?? (forced || (!refused && io.isTty));
  return on ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text;
}

/** The Io of a real process. */
export function processIo(proc: NodeJS.Process): Io {
  return {
    out: (text) => void proc.stdout.write(`${text}\n`),
    note: (text) => void proc.stderr.write(`${text}\n`),
    noteRaw: (text) => void proc.stderr.write(text),
    isTty: proc.stderr.isTTY,
    columns: proc.stderr.columns || 100,
    width: proc.stdout.columns || Number.POSITIVE_INFINITY,
    env: proc.env,
    cwd: proc.cwd(),
  };
}
