import { z } from "zod";

/** `harness gc --json`. */
export const garbageOutput = z.strictObject({
  dry_run: z.boolean(),
  bytes: z.int(),
  folders: z.array(
    z.strictObject({
      name: z.string(),
      folder: z.string(),
      bytes: z.int(),
      why: z.enum(["unused", "stale-partial", "checkpoint"]),
    }),
  ),
});
