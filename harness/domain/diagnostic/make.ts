import type { Diagnostic, SourceSpan } from "./diagnostic.ts";

/** What a diagnostic says; a hint or place that is not known is left undefined. */
export interface DiagnosticWords {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly at?: SourceSpan | undefined;
}

/** An error of the user's input. */
export const makeError = (words: DiagnosticWords): Diagnostic => make("error", words);

/** Something that is legal and probably not meant. */
export const makeWarning = (words: DiagnosticWords): Diagnostic => make("warning", words);

function make(severity: Diagnostic["severity"], { code, message, hint, at }: DiagnosticWords): Diagnostic {
  return {
    severity,
    code,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(at === undefined ? {} : { at }),
  };
}
