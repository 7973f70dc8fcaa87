/** Why something asked of the hub, or kept from it, did not work. */
export type HubFailure =
  | { readonly reason: "refused"; readonly status: number; readonly code: string | null } // e.g. 404 "RevisionNotFound"
  | { readonly reason: "unreachable"; readonly detail: string } // e.g. "ECONNREFUSED"; also a connection that was cut
  | { readonly reason: "not-a-hub"; readonly detail: string }
  | { readonly reason: "wrong-bytes"; readonly file: string }
  | { readonly reason: "no-room"; readonly path: string; readonly missingBytes: number | null }
  | { readonly reason: "unwritable"; readonly detail: string }
  | { readonly reason: "interrupted" };

/** A reply that is not what was asked for: thrown through the hub's library, caught again by `failureOf`. */
export class HubRefusal extends Error {
  readonly status: number;
  readonly code: string | null;

  constructor(status: number, code: string | null) {
    super(`the hub answered ${status}`);
    this.status = status;
    this.code = code;
  }
}

/** What was thrown, as a value; a bug is thrown on. */
export function failureOf(error: unknown, path: string): HubFailure {
  if (error instanceof HubRefusal) return { reason: "refused", status: error.status, code: error.code };
  if (!(error instanceof Error)) throw error;
  if (error.name === "AbortError") return { reason: "interrupted" };
  if (error instanceof SyntaxError) return { reason: "not-a-hub", detail: "the answer is no JSON" };
  const code = codeOf(error);
  if (code === "ENOSPC" || code === "EDQUOT") return { reason: "no-room", path, missingBytes: null };
  if ("syscall" in error && "path" in error) return { reason: "unwritable", detail: error.message };
  const cause = error.cause instanceof Error ? error.cause : null;
  if (error instanceof TypeError && cause !== null) {
    const inner = codeOf(cause);
    if (inner === "ERR_INVALID_URL") return { reason: "not-a-hub", detail: "it is no web address" };
    return { reason: "unreachable", detail: inner ?? cause.message };
  }
  throw error;
}

/** Whether trying again may help. */
export function isPassing(failure: HubFailure): boolean {
  if (failure.reason === "unreachable") return true;
  return failure.reason === "refused" && (failure.status >= 500 || [408, 429].includes(failure.status));
}

const codeOf = (error: Error): string | null =>
  "code" in error && typeof error.code === "string" ? error.code : null;
