import type { Diagnostic, SourceSpan } from "../diagnostic/diagnostic.ts";
import { unreachable } from "../unreachable.ts";
import type { TableProblem } from "./table.ts";

/** The start of a line in a data file. */
export const lineOf = (file: string, line: number): SourceSpan => ({ file, line, column: 1, length: 1 });

/** Why data files could not be read, and what to do; `remedy` says how the benchmark's data is brought in. */
export function describeTableProblems(
  problems: readonly TableProblem[],
  remedy: string,
): readonly Diagnostic[] {
  const missing = problems.filter((problem) => problem.reason === "missing");
  const [first] = missing;
  const others = problems.flatMap((problem) =>
    problem.reason === "missing" ? [] : [describe(problem, remedy)],
  );
  if (first === undefined) return others;
  // A benchmark that was never imported lacks all of its files: one message, not one for each.
  const more = missing.length > 1 ? ` (and ${missing.length - 1} more of this benchmark)` : "";
  const message = `there is no file ${first.file}${more}`;
  return [{ severity: "error", code: "missing-data", message, hint: remedy }, ...others];
}

function describe(problem: Exclude<TableProblem, { reason: "missing" }>, remedy: string): Diagnostic {
  const { file, reason } = problem;
  switch (reason) {
    case "unreadable":
      return { severity: "error", code: "unreadable-file", message: `can't read ${file}: ${problem.detail}` };
    case "not-utf8": {
      const message = `the file is not UTF-8: the byte at offset ${problem.byteOffset} does not fit`;
      return { severity: "error", code: reason, message, hint: remedy, at: lineOf(file, problem.line) };
    }
    case "not-csv": {
      const message = `the file is not CSV: ${problem.detail}`;
      return { severity: "error", code: reason, message, hint: remedy, at: lineOf(file, problem.line) };
    }
    default:
      return unreachable(problem);
  }
}
