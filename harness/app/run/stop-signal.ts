import type { StopSignal } from "./execute-plan.ts";

/** A stop signal that is fired by whoever hears Ctrl-C: the first time gracefully, the second time at once. */
export function stopSignal(): StopSignal & { fire(): "graceful" | "now" } {
  let stopping: StopSignal["stopping"] = "no";
  const listeners: ((how: "graceful" | "now") => void)[] = [];
  return {
    get stopping() {
      return stopping;
    },
    onStop: (listener) => void listeners.push(listener),
    fire: () => {
      const how = stopping === "no" ? "graceful" : "now";
      stopping = how;
      for (const listener of listeners) listener(how);
      return how;
    },
  };
}
