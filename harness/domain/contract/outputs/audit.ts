import { z } from "zod";

/** `harness audit --json`: what was to change, what changed. */
export const auditOutput = z.strictObject({
  ok: z.boolean(),
  problems: z.array(z.string()),
  tensors: z.array(
    z.strictObject({
      name: z.string(),
      address: z.string(),
      expected: z.enum(["frozen", "trained"]),
      changed: z.boolean(),
      max_abs_delta: z.number(),
    }),
  ),
});
