import { z } from "zod";
import { readBound, parseAddress } from "../address/parse-address.ts";
import { printAddress, type Address, type Bound } from "../address/address.ts";
import { readPercent } from "../document/quantity.ts";
import { written, writtenKey, writtenOrNumber, type WrittenProblem } from "../document/written.ts";
import { err, ok, type Result } from "../result.ts";

/** An address as it was written, and what it says. */
export interface WrittenAddress {
  readonly text: string;
  readonly address: Address;
}

const FORMS =
  "`embed`, `final_norm`, `head`, `rest`, `layer 3`, `layers 0%..50% attn`, `layers [0, 3, 7]`, `layers all`";

/** One address. */
export const addressField = written((text): Result<WrittenAddress, WrittenProblem> => {
  const parsed = parseAddress(text);
  return parsed.ok ? ok({ text: printAddress(parsed.value), address: parsed.value }) : parsed;
}).describe(`A place in the model: ${FORMS}.`);

/** An address as the key of a map. */
export const addressKey = writtenKey(parseAddress).describe(`A place in the model: ${FORMS}.`);

/** A list of addresses; one alone needs no list; `all` and `none` are what they say. */
export const addressesField = z
  .union([
    z.enum(["all", "none"]),
    z.array(addressField).min(1, { error: "the list is empty: if that is meant, say `none`" }),
    addressField,
  ])
  .describe(`Addresses: ${FORMS}; or \`all\`, or \`none\`.`);

/** A boundary between two layers: everything below it is shallow. */
export const boundField = writtenOrNumber((text): Result<Bound, WrittenProblem> => {
  const bound = readBound(text);
  const hint = "e.g. 50%, or 14 for the boundary below layer 14";
  if (bound === null || bound.kind === "boundary") return err({ message: `"${text}" is no boundary`, hint });
  if (bound.kind === "percent" && bound.percent > 100) {
    return err({ message: `${text} is outside the model`, hint: "per cent go from 0% to 100%" });
  }
  return ok(bound);
});

/** `20%..80%`: two shares, the second larger. */
export const shareRangeField = written((text): Result<{ from: number; to: number }, WrittenProblem> => {
  const [first = "", second = "", ...more] = text.split("..");
  const [from, to] = [readPercent(first.trim()), readPercent(second.trim())];
  if (!from.ok || !to.ok || more.length > 0 || from.value.percent >= to.value.percent) {
    return err({
      message: `expected two shares, the second larger, received "${text}"`,
      hint: "e.g. 20%..80%",
    });
  }
  return ok({ from: from.value.percent, to: to.value.percent });
});

/** A text in both languages of the project. */
export const bilingualField = z.strictObject({
  en: z.string().min(1).describe("English"),
  zh: z.string().min(1).describe("中文"),
});
