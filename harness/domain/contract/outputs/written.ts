import { z } from "zod";

/** `harness init --json`: paths from the project's folder. */
export const initOutput = z.strictObject({
  written: z.array(z.string()),
  kept: z.array(z.string()).describe("Were there before, and are as they were."),
  next: z.array(z.string()).describe("What to type next."),
});

/** `harness report --json`. */
export const reportOutput = z.strictObject({ files: z.array(z.string()), changed: z.boolean() });

/** `harness site build --json`. */
export const siteOutput = z.strictObject({
  pages: z.int(),
  bytes: z.int(),
  out: z.string(),
  changed: z.boolean(),
});
