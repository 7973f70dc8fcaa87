import { open, type FileHandle } from "node:fs/promises";
import { inflateRawSync } from "node:zlib";

/** A zip file, open for reading. */
export interface ZipFile {
  readonly names: readonly string[];
  /** The contents of an entry. */
  read(name: string): Promise<Buffer>;
  close(): Promise<void>;
}

interface Entry {
  readonly method: number;
  readonly compressedSize: number;
  readonly headerOffset: number;
}

// Signatures and sizes: PKWARE's APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12, 4.3.16.
const LOCAL_SIZE = 30;
const CENTRAL = { signature: 0x02014b50, size: 46 };
const END = { signature: 0x06054b50, size: 22, longestComment: 0xffff };
const STORED = 0;
const DEFLATED = 8;
const SEE_ZIP64 = 0xffffffff; // the true value is in an extra field, for files over 4 GiB

/** Opens a zip file; null if it is none, or one with features that data sets don't use (over 4 GiB, several disks). */
export async function openZip(path: string): Promise<ZipFile | null> {
  const file = await open(path, "r");
  const entries = await readDirectory(file);
  if (entries === null) {
    await file.close();
    return null;
  }
  return {
    names: [...entries.keys()],
    read: async (name) => {
      const entry = entries.get(name);
      if (entry === undefined) throw new Error(`Internal error: no entry ${name}`);
      return readEntry(file, entry);
    },
    close: () => file.close(),
  };
}

async function readDirectory(file: FileHandle): Promise<ReadonlyMap<string, Entry> | null> {
  const { size } = await file.stat();
  const tailLength = Math.min(size, END.size + END.longestComment);
  const tail = await readAt(file, size - tailLength, tailLength);
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(END.signature);
  const end = tail.lastIndexOf(signature);
  if (end < 0 || end + END.size > tail.length) return null;
  const length = tail.readUInt32LE(end + 12);
  const offset = tail.readUInt32LE(end + 16);
  return offset + length > size ? null : readEntries(await readAt(file, offset, length));
}

function readEntries(directory: Buffer): ReadonlyMap<string, Entry> | null {
  const entries = new Map<string, Entry>();
  for (let at = 0; at < directory.length;) {
    if (at + CENTRAL.size > directory.length || directory.readUInt32LE(at) !== CENTRAL.signature) return null;
    const encrypted = (directory.readUInt16LE(at + 8) & 1) === 1;
    const method = directory.readUInt16LE(at + 10);
    if (encrypted || (method !== STORED && method !== DEFLATED)) return null;
    const nameEnd = at + CENTRAL.size + directory.readUInt16LE(at + 28);
    const name = directory.toString("utf8", at + CENTRAL.size, nameEnd);
    const [compressedSize, headerOffset] = [directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 42)];
    if (compressedSize === SEE_ZIP64 || headerOffset === SEE_ZIP64) return null;
    if (!name.endsWith("/")) entries.set(name, { method, compressedSize, headerOffset });
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function readEntry(file: FileHandle, entry: Entry): Promise<Buffer> {
  // The local header has its own name and extra field, whose lengths may differ from the directory's.
  const header = await readAt(file, entry.headerOffset, LOCAL_SIZE);
  const start = entry.headerOffset + LOCAL_SIZE + header.readUInt16LE(26) + header.readUInt16LE(28);
  const bytes = await readAt(file, start, entry.compressedSize);
  return entry.method === STORED ? bytes : inflateRawSync(bytes);
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
