import { z } from "zod";
import { scoreLine } from "./score-line.ts";

/** `harness eval --json`. */
export const evaluationOutput = z.strictObject({ run: z.string(), scores: z.array(scoreLine) });
