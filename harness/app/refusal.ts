import type { Diagnostic } from "../domain/diagnostic/diagnostic.ts";
import { makeError } from "../domain/diagnostic/make.ts";

/** Why nothing was started: the input is wrong, the machine lacks something, or another process works here. */
export interface Refusal {
  readonly why: "input" | "machine" | "locked";
  readonly problems: readonly Diagnostic[];
}

/** The input is wrong. */
export const refuseInput = (problems: readonly Diagnostic[]): Refusal => ({ why: "input", problems });

/** The machine lacks something that `harness doctor` explains. */
export const refuseMachine = (problems: readonly Diagnostic[]): Refusal => ({ why: "machine", problems });

/** One problem without a place in a file. */
export const problem = (code: string, message: string, hint?: string): Diagnostic =>
  makeError({ code, message, hint });
