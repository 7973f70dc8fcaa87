import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { diskFullOf, writeFileAtomic } from "../../adapters/files/atomic.ts";
import { packageRoot } from "../../adapters/machine/package-root.ts";
import { readSiteSources } from "../../adapters/site/read-sources.ts";
import { serveSite, type ServeRefusal, type SiteServer } from "../../adapters/site/serve-site.ts";
import { writeSite, type SiteRefusal } from "../../adapters/site/write-site.ts";
import type { ReportFolder } from "../../app/report/write-report.ts";
import type { SitePort } from "../../app/site/build-site.ts";
import { problem, refuseInput, refuseMachine, type Refusal } from "../../app/refusal.ts";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { unreachable } from "../../domain/unreachable.ts";
import type { Session } from "../session.ts";

/** reports/NAME in the folder where the command is called. */
export function reportFolder(session: Session, name: string): ReportFolder {
  const folder = resolve(session.io.cwd, "reports", name);
  return {
    read: (file) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8") : null),
    write: (file, text) => {
      const path = join(folder, file);
      try {
        mkdirSync(folder, { recursive: true });
        writeFileAtomic(path, text);
        return ok(path);
      } catch (error) {
        if (!(error instanceof Error && "code" in error)) throw error;
        const full = diskFullOf(error, path);
        const hint = full
          ? "free some space: harness gc says what can go"
          : "choose a folder that you may write to";
        return err(
          refuseMachine([problem("cannot-write", `${path} can't be written: ${error.message}`, hint)]),
        );
      }
    },
  };
}

/** The package's templates and assets, and a folder that pages are published into. */
export function sitePort(
  session: Session,
  { out, allowShrink }: { readonly out: string; readonly allowShrink: boolean },
): SitePort {
  const target = resolve(session.io.cwd, out);
  return {
    sources: () => readSiteSources(join(packageRoot(), "site")),
    publish: async (files) => {
      const written = await writeSite({ target, files, allowShrink });
      if (!written.ok) return err(refuseInput([siteProblem(written.error)]));
      return ok({ ...written.value, index: pathToFileURL(join(target, "index.html")).href });
    },
  };
}

function siteProblem(refusal: SiteRefusal): Diagnostic {
  switch (refusal.reason) {
    case "empty-board":
      return problem(
        "empty-board",
        `an empty board is not published: ${refusal.runs} runs, none with a score`,
        "harness status says what is missing",
      );
    case "dead-links":
      return problem(
        "dead-links",
        `Internal error: ${refusal.links.length} links lead nowhere, e.g. ${JSON.stringify(refusal.links[0])}`,
        "please report this; the site that stands is untouched",
      );
    case "shrunk":
      return problem(
        "shrunk",
        `the new site has ${refusal.runsNow} runs, the one that it would replace ${refusal.runsBefore}`,
        "if that is wanted: --allow-shrink",
      );
    case "not-a-site":
      return problem(
        "not-a-site",
        `${refusal.target} holds other files, and would be replaced as a whole`,
        "choose an empty folder with --out DIR",
      );
    case "cannot-write":
      return problem(
        "cannot-write",
        `${refusal.target} can't be written: ${refusal.detail}`,
        refusal.code === "ENOSPC"
          ? "free some space: harness gc says what can go"
          : "choose another folder with --out DIR",
      );
    default:
      return unreachable(refusal);
  }
}

/** Serves a built site to this machine; why not, in words. */
export async function serveSiteFrom(
  session: Session,
  out: string,
  port: number,
): Promise<Result<SiteServer, Refusal>> {
  const server = await serveSite(resolve(session.io.cwd, out), port);
  return server.ok ? server : err(serveRefusal(server.error));
}

function serveRefusal(refusal: ServeRefusal): Refusal {
  switch (refusal.reason) {
    case "no-site":
      return refuseInput([problem("no-site", `${refusal.dir} has no site`, "harness site build makes it")]);
    case "port-in-use":
    case "port-forbidden": {
      const why = refusal.reason === "port-in-use" ? "is in use" : "may not be used";
      const hint = `this one is free: harness site serve --port ${refusal.freePort}`;
      return refuseMachine([problem(refusal.reason, `port ${refusal.port} ${why}`, hint)]);
    }
    default:
      return unreachable(refusal);
  }
}

/** The package's version, e.g. "0.1.0". */
export function version(): string {
  const parsed: unknown = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8"));
  return typeof parsed === "object" && parsed !== null && "version" in parsed
    ? String(parsed.version)
    : "unknown";
}

/** Writes a generated file of the checkout that this package is; the path. */
export function writeGenerated(file: string, text: string): string {
  writeFileAtomic(join(packageRoot(), file), text);
  return file;
}
