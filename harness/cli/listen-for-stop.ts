const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Calls back for Ctrl-C and its like instead of ending the process, until `stop`. */
export function listenForStop(onSignal: (signal: string) => void): { stop(): void } {
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    stop: () => {
      for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}
