import { z } from "zod";

/** `harness doctor --json`. */
export const doctorOutput = z.strictObject({
  checks: z.array(
    z.strictObject({
      id: z.string(),
      status: z.enum(["ok", "warning", "missing"]),
      found: z.string(),
      fix: z.string().nullable().describe("How to mend it."),
    }),
  ),
});
