import { closeSync, openSync, readSync, statSync } from "node:fs";
import { workerEvent, type WorkerEvent } from "../../domain/contract/events.ts";

const POLL_MS = 150;
const NEWLINE = 0x0a;

/**
 * Calls back for each complete line of a growing events.jsonl. Polled, because file watching is unreliable on
 * network disks; a line that is no event of the contract is passed over, since a newer worker may say more.
 */
export function followEvents(path: string, onEvent: (event: WorkerEvent) => void): { stop(): void } {
  let offset = 0;
  let rest: Buffer = Buffer.alloc(0);
  const readMore = (): void => {
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    if (size <= offset) return;
    const more = readBytes(path, offset, size - offset);
    offset += more.length;
    const bytes = Buffer.concat([rest, more]);
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    rest = bytes.subarray(end);
    // Only whole lines become text: the end of what is there may be half a Chinese character.
    for (const line of bytes.toString("utf8", 0, end).split("\n")) {
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

function readBytes(path: string, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  const file = openSync(path, "r");
  try {
    return bytes.subarray(0, readSync(file, bytes, 0, length, offset));
  } finally {
    closeSync(file);
  }
}

function parseEvent(line: string): WorkerEvent | null {
  try {
    const parsed = workerEvent.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
