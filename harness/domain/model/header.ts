import { z } from "zod";

/** One entry of a safetensors header. */
const headerEntrySchema = z.object({
  dtype: z.string(),
  shape: z.array(z.int().min(0)),
  data_offsets: z.tuple([z.int().min(0), z.int().min(0)]),
});

/** The header of one safetensors file: tensor name -> dtype and shape. */
export type HeaderEntries = ReadonlyMap<string, z.output<typeof headerEntrySchema>>;

/** The JSON header of a safetensors file as entries; null if it is none. `__metadata__` is left out. */
export function readHeader(json: unknown): HeaderEntries | null {
  const parsed = z.record(z.string(), z.unknown()).safeParse(json);
  if (!parsed.success) return null;
  const entries = new Map<string, z.output<typeof headerEntrySchema>>();
  for (const [name, value] of Object.entries(parsed.data)) {
    if (name === "__metadata__") continue;
    const entry = headerEntrySchema.safeParse(value);
    if (!entry.success) return null;
    entries.set(name, entry.data);
  }
  return entries;
}
