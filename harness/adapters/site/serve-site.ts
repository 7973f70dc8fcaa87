import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname, join, sep } from "node:path";
import { err, ok, type Result } from "../../domain/result.ts";
import { exists } from "./site-folder.ts";

/** A running server on the loopback interface. */
export interface SiteServer {
  readonly url: string; // e.g. "http://127.0.0.1:4173/"
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Why a site cannot be served; `freePort` is one that was free a moment ago. */
export type ServeRefusal =
  | { readonly reason: "port-in-use"; readonly port: number; readonly freePort: number }
  | { readonly reason: "port-forbidden"; readonly port: number; readonly freePort: number }
  | { readonly reason: "no-site"; readonly dir: string };

/** Serves a built site to this machine only; port 0 takes a free one. Anything outside the folder is not found. */
export async function serveSite(dir: string, port: number): Promise<Result<SiteServer, ServeRefusal>> {
  if (!(await exists(join(dir, "index.html")))) return err({ reason: "no-site", dir });
  const root = await realpath(dir);
  const server = createServer((request, response) => {
    void answer(root, request, response);
  });
  const listening = await listen(server, port);
  if (listening.ok) {
    const close = (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      });
    return ok({ url: `http://${HOST}:${listening.value}/`, port: listening.value, close });
  }
  const reason = listening.error === "EADDRINUSE" ? "port-in-use" : "port-forbidden";
  return err({ reason, port, freePort: await anyFreePort() });
}

const HOST = "127.0.0.1";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".svg": "image/svg+xml; charset=utf-8",
};

async function answer(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Cache-Control", "no-store");
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { Allow: "GET, HEAD" }).end();
    return;
  }
  const found = await fileOf(root, request.url ?? "/");
  if (found === undefined) {
    response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" }).end("Not found\n");
    return;
  }
  const type = TYPES[extname(found.path)] ?? "application/octet-stream";
  response.writeHead(200, { "Content-Type": type, "Content-Length": found.sizeBytes });
  if (request.method === "HEAD") response.end();
  else {
    const file = createReadStream(found.path);
    file.on("error", () => response.destroy());
    file.pipe(response);
  }
}

/** The file of a request; undefined for anything that is not a plain file inside the root, links followed. */
async function fileOf(root: string, url: string): Promise<{ path: string; sizeBytes: number } | undefined> {
  const path = decodedPath(url);
  if (path === undefined) return undefined;
  try {
    const real = await realpath(join(root, path.endsWith("/") ? `${path}index.html` : path));
    if (!real.startsWith(root + sep)) return undefined;
    const { size, isFile } = await stat(real).then((found) => ({ size: found.size, isFile: found.isFile() }));
    return isFile ? { path: real, sizeBytes: size } : undefined;
  } catch {
    return undefined;
  }
}

/** The decoded path of a request's target, without its query; undefined for what no page of a site is called. */
function decodedPath(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.split(/[?#]/)[0] ?? "");
    const strange = !path.startsWith("/") || path.includes("\0") || path.includes("\\");
    return strange || path.split("/").includes("..") ? undefined : path;
  } catch {
    return undefined;
  }
}

function listen(server: Server, port: number): Promise<Result<number, string>> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      const code = "code" in error ? String(error.code) : "";
      if (code === "EADDRINUSE" || code === "EACCES") resolve(err(code));
      else reject(error);
    });
    server.listen(port, HOST, () => {
      const address = server.address();
      resolve(ok(typeof address === "object" && address !== null ? address.port : port));
    });
  });
}

async function anyFreePort(): Promise<number> {
  const server = createServer();
  const found = await listen(server, 0);
  await new Promise((resolve) => server.close(resolve));
  return found.ok ? found.value : 0;
}
