/** Closes a `switch` over a union: adding a member breaks compilation at each place that must speak of it. */
export function unreachable(value: never): never {
  throw new Error(`Internal error: unexpected ${JSON.stringify(value)}`);
}
