import { z } from "zod";

/** The same text in English and Chinese. */
export const words = z.strictObject({ en: z.string(), zh: z.string() });

/** Lower and upper end of a 95 % interval. */
export const interval = z.tuple([z.number(), z.number()]);

/** 64 hexadecimal digits. */
export const fingerprint = z.string().regex(/^[0-9a-f]{64}$/);

/** How answers are read. */
export const mode = z.enum(["logit", "generate", "cloze"]);
