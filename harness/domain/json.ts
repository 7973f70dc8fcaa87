/** What JSON can say. Stage inputs are of this type, so that they can be hashed, stored and compared. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The one JSON text of a value: keys sorted, no spaces, so that equal values give equal bytes. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value !== null && typeof value === "object") {
    // A maker: Array.isArray does not narrow readonly arrays away.
    const record = value as { readonly [key: string]: Json };
    const fields = Object.keys(record)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key] ?? null)}`);
    return `{${fields.join(",")}}`;
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new Error(`Internal error: ${value} has no JSON form`);
  }
  return JSON.stringify(value);
}

/** A value's leaves by dotted path, e.g. `{ "budget.lr": 0.001 }`; an empty list or object is a leaf. */
export function leaves(value: Json, prefix = ""): ReadonlyMap<string, Json> {
  const found = new Map<string, Json>();
  const visit = (inner: Json, path: string): void => {
    const children = inner !== null && typeof inner === "object" ? Object.entries<Json>(inner) : [];
    if (children.length === 0) found.set(path, inner);
    for (const [key, child] of children) visit(child, path === "" ? key : `${path}.${key}`);
  };
  visit(value, prefix);
  return found;
}
