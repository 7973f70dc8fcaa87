import type { Refusal } from "../app/refusal.ts";
import type { Diagnostic } from "../domain/diagnostic/diagnostic.ts";
import { renderDiagnostics } from "../domain/diagnostic/render.ts";
import type { Result } from "../domain/result.ts";
import type { CommandHost, CommonOptions } from "./define-command.ts";
import { EXIT, makePaint, type ExitCode, type Io, type Paint } from "./io.ts";

/** What every action has at hand: how to print, in which language, and how to end. */
export interface Session {
  readonly io: Io;
  readonly paint: Paint;
  readonly options: CommonOptions;
  /** Text for people: on stdout, or on stderr where --json has stdout for itself. */
  readonly say: (text: string) => void;
  /** One JSON value on its own line of stdout. */
  readonly json: (value: unknown) => void;
  /** Progress and remarks, silent with --quiet. */
  readonly note: (text: string) => void;
  /** Texts of files that diagnostics point into, so that the line can be shown. */
  readonly sources: Map<string, string>;
}

const CODE_OF: Readonly<Record<Refusal["why"], ExitCode>> = {
  input: EXIT.badInput,
  machine: EXIT.machine,
  locked: EXIT.locked,
};

/** Makes the session of one command call and gives its exit code to the host. */
export async function withSession(
  host: CommandHost,
  options: CommonOptions,
  act: (session: Session) => Promise<ExitCode> | ExitCode,
): Promise<void> {
  const { io } = host;
  const session: Session = {
    io,
    options,
    paint: makePaint(io, options.color),
    sources: new Map(),
    say: (text) => {
      if (options.json === true) io.note(text);
      else io.out(text);
    },
    json: (value) => {
      io.out(JSON.stringify(value));
    },
    note: (text) => {
      if (options.quiet !== true) io.note(text);
    },
  };
  host.finish(await act(session));
}

/** Prints why nothing was started and gives the exit code for it. */
export function refuse(session: Session, refusal: Refusal): ExitCode {
  printProblems(session, refusal.problems);
  return CODE_OF[refusal.why];
}

/** Prints problems with their place, the line, and what to do. */
export function printProblems(session: Session, problems: readonly Diagnostic[]): void {
  if (problems.length === 0) return;
  const isColoured = session.paint("red", "x") !== "x";
  session.io.note(renderDiagnostics(problems, { sources: session.sources, color: isColoured }));
}

/** The value, or the exit code of a printed refusal. */
export async function unlessRefused<T>(
  session: Session,
  result: Result<T, Refusal>,
  act: (value: T) => Promise<ExitCode> | ExitCode,
): Promise<ExitCode> {
  return result.ok ? act(result.value) : refuse(session, result.error);
}
