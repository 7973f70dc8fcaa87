import { z } from "zod";

/** `harness schema --json`: every JSON Schema by name. */
export const schemasOutput = z.record(z.string(), z.record(z.string(), z.json()));
