import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import { workerEvent, type WorkerEvent } from "../../domain/contract/events.ts";

const POLL_MS = 150;

/**
 * Calls back for each complete line of a growing events.jsonl. Polled, because file watching is unreliable on
 * network disks; a line that is no event of the contract is passed over, since a newer worker may say more.
 */
export function followEvents(path: string, onEvent: (event: WorkerEvent) => void): { stop(): void } {
  let offset = 0;
  let rest = "";
  const readMore = (): void => {
    if (!existsSync(path)) return;
    const { size } = statSync(path);
    if (size <= offset) return;
    const bytes = Buffer.alloc(size - offset);
    const file = openSync(path, "r");
    try {
      readSync(file, bytes, 0, bytes.length, offset);
    } finally {
      closeSync(file);
    }
    offset = size;
    const lines = (rest + bytes.toString("utf8")).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const event = parseEvent(line);
      if (event) onEvent(event);
    }
  };
  const timer = setInterval(readMore, POLL_MS);
  return {
    stop: () => {
      clearInterval(timer);
      readMore();
    },
  };
}

function parseEvent(line: string): WorkerEvent | null {
  try {
    const parsed = workerEvent.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
