import { z } from "zod";
import type { Result } from "../result.ts";
import type { Stretch } from "./span-inside.ts";

/** Why a written form can't be read: what is wrong, what to write instead, and which stretch of the text is to blame. */
export interface WrittenProblem extends Partial<Stretch> {
  readonly message: string;
  readonly hint?: string;
}

type Reader<T> = (text: string) => Result<T, WrittenProblem>;

/** A schema for a value with a written form of its own (`40%`, an address): text in, data out. */
export const written = <T>(read: Reader<T>): z.ZodType<T> =>
  z.string().transform((text, context) => readInto(read, text, context));

/** A written form that may be a bare number as well, e.g. `20` or `20 steps`. */
export const writtenOrNumber = <T>(read: Reader<T>): z.ZodType<T> =>
  z.union([z.string(), z.number()]).transform((value, context) => readInto(read, String(value), context));

/** A text in a written form that stays text: for the keys of a map. */
export const writtenKey = <T>(read: Reader<T>): z.ZodType<string> & z.core.$ZodRecordKey =>
  z.string().superRefine((text, context) => void readInto(read, text, context));

function readInto<T>(read: Reader<T>, text: string, context: z.core.$RefinementCtx): T {
  const result = read(text);
  if (result.ok) return result.value;
  const { message, ...params } = result.error;
  context.issues.push({ code: "custom", message, params, input: text });
  return z.NEVER;
}
