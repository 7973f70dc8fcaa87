import { z } from "zod";
import type { StageFailure } from "../../run/failure.ts";

const text = z.string();

/** Why a stage did not complete. */
export const stageFailure: z.ZodType<StageFailure> = z.discriminatedUnion("reason", [
  z.strictObject({ reason: z.literal("worker-error"), message: text, log: text }),
  z.strictObject({
    reason: z.literal("out-of-memory"),
    where: z.enum(["device", "host"]),
    message: text,
    log: text,
  }),
  z.strictObject({ reason: z.literal("killed"), signal: text, log: text }),
  z.strictObject({ reason: z.literal("hung"), silentMs: z.number(), log: text }),
  z.strictObject({ reason: z.literal("disk-full"), path: text }),
  z.strictObject({ reason: z.literal("port-in-use"), log: text }),
  z.strictObject({ reason: z.literal("spawn-error"), message: text }),
  z.strictObject({ reason: z.literal("incomplete-output"), detail: text, log: text }),
  z.strictObject({ reason: z.literal("audit-failed"), problems: z.array(text) }),
  z.strictObject({ reason: z.literal("bad-answers"), detail: text }),
  z.strictObject({ reason: z.literal("dependency"), stage: text }),
  z.strictObject({ reason: z.literal("cancelled") }),
]);
