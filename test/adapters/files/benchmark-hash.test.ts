import { expect, test } from "vitest";
import { hashBytes, inspect } from "../../../harness/adapters/files/benchmark-hash.ts";
import { hashOf } from "../../fixtures/garden.ts";

const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));

test("a file with CRLF line ends also has the hash of its text with LF, other bytes as they are", async () => {
  const bytes = Buffer.from([0xff, 0x0d, 0x0a, 0x0d, 0xe4, 0xb8, 0xad, 0x0d, 0x0a]);
  expect(hashBytes(bytes)).toBe(hashOf(bytes));
  expect(await inspect(() => Promise.resolve(bytes))).toEqual({
    status: "found",
    hashes: {
      sha256: hashOf(bytes),
      sha256WithLf: hashOf(Buffer.from([0xff, 0x0a, 0x0d, 0xe4, 0xb8, 0xad, 0x0a])),
    },
  });
});

test("a file without them has no other hash", async () => {
  const state = await inspect(() => Promise.resolve(Buffer.from("a\nb\rc")));
  expect(state).toMatchObject({ hashes: { sha256WithLf: null } });
});

test("a missing file and one that can't be read are told apart", async () => {
  expect(await inspect(() => Promise.resolve(null))).toEqual({ status: "missing" });
  expect(await inspect(failing("ENOENT"))).toEqual({ status: "missing" });
  expect(await inspect(failing("EACCES"))).toEqual({ status: "unreadable", detail: "permission denied" });
});
