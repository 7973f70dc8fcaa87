import type { Json } from "../../domain/json.ts";

/** Reads a column that a CHECK holds to be JSON. */
export function parseJson(text: string): Json {
  // A maker: JSON.parse gives exactly what Json describes.
  return JSON.parse(text) as Json;
}

/** Reads a column that holds a JSON object. */
export function parseInputs(text: string): { readonly [name: string]: Json } {
  const value = parseJson(text);
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new Error(`Internal error: expected an object in the store, got ${text.slice(0, 80)}`);
  }
  // A maker: checked above; TypeScript does not narrow readonly arrays away.
  return value as { readonly [name: string]: Json };
}
