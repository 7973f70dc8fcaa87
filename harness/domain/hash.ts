import { createHash } from "node:crypto";
import { canonicalJson, type Json } from "./json.ts";

/** 64 hexadecimal digits. Only this file makes one from bytes; `asSha256` checks one that was read. */
export type Sha256 = string & { readonly brand: "Sha256" };

/** The sha256 of a text's UTF-8 bytes. */
export function sha256(text: string): Sha256 {
  // A maker: the one cast that gives the brand.
  return createHash("sha256").update(text, "utf8").digest("hex") as Sha256;
}

/** The sha256 of a value's canonical JSON. */
export const hashJson = (value: Json): Sha256 => sha256(canonicalJson(value));

/** Brands a text that is a sha256 already, e.g. read from a file; undefined if it is not one. */
export function asSha256(text: string): Sha256 | undefined {
  return /^[0-9a-f]{64}$/.test(text) ? (text as Sha256) : undefined;
}

/** The first eight digits, for people. */
export const shortHash = (hash: string): string => hash.slice(0, 8);
