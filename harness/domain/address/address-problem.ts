import { err, type Result } from "../result.ts";
import type { WordReader } from "./words.ts";

/** Why a text is no address, and which stretch of it is to blame (UTF-16 units from its start). */
export interface AddressProblem {
  readonly message: string;
  readonly hint?: string;
  readonly offset: number;
  readonly length: number;
}

/** What a step of the parser gives. */
export type Parsed<T> = Result<T, AddressProblem>;

/** The next word is to blame, or the end where a word is missing. */
export function addressProblem(reader: WordReader, message: string, hint?: string): Parsed<never> {
  return err({ message, ...(hint === undefined ? {} : { hint }), ...reader.place() });
}
