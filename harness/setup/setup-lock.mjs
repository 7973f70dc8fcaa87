// One set-up of a checkout at a time. The operating system holds the lock, so a killed set-up leaves none behind.
import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where the holder listens: on Linux a name without a file, elsewhere a socket file that a kill leaves behind. */
function addressOf(root) {
  const name = `permafrost-setup-${createHash("sha256").update(root).digest("hex").slice(0, 12)}`;
  return process.platform === "linux" ? `\0${name}` : join(tmpdir(), name);
}

/**
 * Waits for the lock of this checkout, calls `onWait` once if somebody else has it, and resolves to its release.
 * @param {string} root
 * @param {() => void} onWait
 * @returns {Promise<() => Promise<void>>}
 */
export async function takeLock(root, onWait) {
  const address = addressOf(root);
  for (let told = false; ; told = true) {
    const release = await tryListen(address);
    if (release !== null) return release;
    if (!told) onWait();
    const held = await untilGone(address);
    if (!held && process.platform !== "linux") rmSync(address, { force: true });
  }
}

function tryListen(address) {
  return new Promise((resolve, reject) => {
    const waiting = new Set();
    const server = createServer((socket) => {
      waiting.add(socket);
      socket.on("error", () => {}).on("close", () => waiting.delete(socket));
    });
    server.once("error", (error) => (error.code === "EADDRINUSE" ? resolve(null) : reject(error)));
    server.listen(address, () => {
      resolve(
        () =>
          new Promise((closed) => {
            server.close(() => closed());
            for (const socket of waiting) socket.destroy();
          }),
      );
    });
  });
}

/** Resolves when the holder has ended, however it ended: to whether there was one. */
function untilGone(address) {
  return new Promise((resolve) => {
    let held = false;
    connect(address)
      .on("connect", () => (held = true))
      .on("error", () => {})
      .on("data", () => {})
      .on("close", () => resolve(held));
  });
}
