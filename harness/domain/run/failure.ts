/** Why a stage did not complete. Each reason has exactly the fields it needs; the words are in failure-words.ts. */
export type StageFailure =
  /** The worker raised: `message` is its last line, e.g. "ValueError: the corpus is empty". */
  | { readonly reason: "worker-error"; readonly message: string; readonly log: string }
  | {
      readonly reason: "out-of-memory";
      readonly where: "device" | "host";
      readonly message: string;
      readonly log: string;
    }
  /** A process got a signal that we did not send; SIGKILL usually means the kernel's out-of-memory killer. */
  | { readonly reason: "killed"; readonly signal: string; readonly log: string }
  /** No event for `silentMs`, so we ended it. */
  | { readonly reason: "hung"; readonly silentMs: number; readonly log: string }
  | { readonly reason: "disk-full"; readonly path: string }
  | { readonly reason: "port-in-use"; readonly log: string }
  | { readonly reason: "spawn-error"; readonly message: string }
  /** Exit 0, but no completion marker, or one that does not fit: never counted as success. */
  | { readonly reason: "incomplete-output"; readonly detail: string; readonly log: string }
  /** The audit found a frozen tensor changed, or a trained one unchanged. */
  | { readonly reason: "audit-failed"; readonly problems: readonly string[] }
  | { readonly reason: "bad-answers"; readonly detail: string }
  /** A stage that this one needs did not complete. */
  | { readonly reason: "dependency"; readonly stage: string }
  /** We were asked to stop. */
  | { readonly reason: "cancelled" };
