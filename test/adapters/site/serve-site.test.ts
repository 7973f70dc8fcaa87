import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveSite, type SiteServer } from "../../../harness/adapters/site/serve-site.ts";

let folder: string;
let server: SiteServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "serve-"));
  await mkdir(join(folder, "site", "zh"), { recursive: true });
  await mkdir(join(folder, "site-secret"));
  await writeFile(join(folder, "secret.txt"), "secret");
  await writeFile(join(folder, "site-secret", "s.txt"), "secret");
  await writeFile(join(folder, "site", "index.html"), "front");
  await writeFile(join(folder, "site", "zh", "index.html"), "中文");
  await symlink(join(folder, "secret.txt"), join(folder, "site", "link.txt"));
  const result = await serveSite(join(folder, "site"), 0);
  if (!result.ok) throw new Error(`Internal error: ${result.error.reason}`);
  server = result.value;
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Sends a request line as it stands: `fetch` would tidy the path first. */
function raw(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, "127.0.0.1");
    let text = "";
    socket.on("data", (chunk) => (text += chunk.toString()));
    socket.on("end", () => {
      resolve(text);
    });
    socket.on("error", reject);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  });
}

describe("serveSite", () => {
  it("serves pages with their type, to this machine only", async () => {
    expect(server.url).toBe(`http://127.0.0.1:${server.port}/`);
    const response = await fetch(`${server.url}zh/`);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await response.text()).toBe("中文");
    expect(await (await fetch(`${server.url}index.html?q=1`)).text()).toBe("front");
  });

  it.each([
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e%2fsite-secret/s.txt",
    "/zh/../../secret.txt",
    "/..\\secret.txt",
    "/link.txt",
    "/index.html%00.css",
    "/%ff",
    "/zh",
    "/nowhere.html",
    "//etc/passwd",
  ])("answers %s with 404 and nothing from outside", async (path) => {
    const answer = await raw(path);
    expect(answer).toMatch(/^HTTP\/1\.1 404/);
    expect(answer).not.toContain("secret");
  });

  it("refuses to do anything but read", async () => {
    const response = await fetch(server.url, { method: "POST" });
    expect(response.status).toBe(405);
    expect((await fetch(server.url, { method: "HEAD" })).status).toBe(200);
  });

  it("names a free port where the one asked for is taken", async () => {
    const second = await serveSite(join(folder, "site"), server.port);
    expect(second).toMatchObject({ ok: false, error: { reason: "port-in-use", port: server.port } });
    if (second.ok || second.error.reason === "no-site") throw new Error("Internal error: it was refused");
    const third = await serveSite(join(folder, "site"), second.error.freePort);
    expect(third.ok).toBe(true);
    if (third.ok) await third.value.close();
  });

  it("refuses a folder without a site", async () => {
    expect(await serveSite(folder, 0)).toEqual({ ok: false, error: { reason: "no-site", dir: folder } });
  });
});
