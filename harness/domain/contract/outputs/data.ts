import { z } from "zod";
import { words } from "./words.ts";

const standing = z.enum(["verified", "absent", "damaged"]);

/** `harness data list --json`. */
export const dataListOutput = z.strictObject({
  benchmarks: z.array(
    z.strictObject({
      name: z.string(),
      title: words,
      licence: z.string(),
      splits: z.array(z.strictObject({ name: z.string(), items: z.int(), labelled: z.boolean() })),
      protocols: z.array(z.string()),
      folder: z.string(),
      status: standing,
    }),
  ),
});

/** `harness data verify --json`. */
export const dataVerifyOutput = z.strictObject({
  benchmarks: z.array(
    z.strictObject({
      benchmark: z.string(),
      folder: z.string(),
      status: standing,
      files: z.array(
        z.strictObject({
          file: z.string(),
          status: z.enum(["ok", "differs", "missing", "unreadable"]),
          expected: z.string().describe("The sha256 of the card."),
          found: z.string().nullable(),
        }),
      ),
    }),
  ),
});

/** `harness data import --json`. */
export const dataImportOutput = z.strictObject({
  benchmark: z.string(),
  folder: z.string(),
  outcome: z.enum(["imported", "already-verified"]),
  files: z.int(),
});
