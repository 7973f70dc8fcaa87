import { isoNow, type Clock } from "../ports/clock.ts";
import type { StateFolder } from "../ports/state-folder.ts";
import type { Store } from "../ports/store.ts";

const DONE = { outcome: "done", failure: null } as const;
const CANCELLED = { outcome: "cancelled", failure: { reason: "cancelled" } } as const;

/**
 * Clears away what a killed process left: attempts without an end, half-written outputs, and the resumable state of
 * what is done. The caller holds the lock, so nobody works on them, and has adopted what was finished.
 */
export function clearLeftovers(
  done: ReadonlySet<string>,
  { store, state, clock }: { readonly store: Store; readonly state: StateFolder; readonly clock: Clock },
): void {
  state.removeTemporaries();
  for (const { id, fingerprint, folder } of store.openAttempts()) {
    if (folder !== "") state.discardUnfinished(folder);
    store.endAttempt(id, { endedAt: isoNow(clock), ...(done.has(fingerprint) ? DONE : CANCELLED) });
  }
  for (const fingerprint of state.partialStates()) {
    // A stage whose output was freed since is "done" as well; its partial state is of the work to get it back.
    const isThere =
      done.has(fingerprint) && state.readMarker(state.outputFolder(fingerprint), fingerprint) !== null;
    if (isThere) state.removePartial(fingerprint);
  }
}
