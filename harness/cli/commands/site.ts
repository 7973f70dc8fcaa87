import { Command } from "commander";
import { selectRuns } from "../../app/report/select-runs.ts";
import { buildSite } from "../../app/site/build-site.ts";
import { defineCommand, parseWhole, type CommandHost, type CommonOptions } from "../define-command.ts";
import { EXIT, type ExitCode } from "../io.ts";
import { formatBytes } from "../print-numbers.ts";
import { refuse, unlessRefused, withSession, type Session } from "../session.ts";

interface BuildOptions extends CommonOptions {
  readonly out: string;
  readonly allowShrink?: boolean;
}

interface ServeOptions extends CommonOptions {
  readonly out: string;
  readonly port: number;
}

const OUT = ["--out <dir>", "the folder of the site", "dist-site"] as const;

/** `harness site build|serve`. */
export function command(host: CommandHost): Command {
  const buildCommand = defineCommand({
    name: "build",
    description:
      "Renders the comparison site aside, verifies it, and swaps it in: an empty or shrunken board is refused.",
    examples: [
      ["harness site build", "all runs of the profile that was planned last, into dist-site/"],
      ["harness site build --profile tiny-world --out public", "another profile, another folder"],
    ],
  })
    .option(...OUT)
    .option("--allow-shrink", "publish although the site has fewer runs than the one that it replaces")
    .action((options: BuildOptions) => withSession(host, options, (session) => build(session, options)));
  const serveCommand = defineCommand({
    name: "serve",
    description:
      "Serves the built site to this machine, until Ctrl-C. It also works from file://, without a server.",
    examples: [
      ["harness site serve", "on http://127.0.0.1:4173"],
      ["harness site serve --port 8080", "on another port"],
    ],
  })
    .option(...OUT)
    .option("--port <number>", "the port", parseWhole(0), 4173)
    .action((options: ServeOptions) => withSession(host, options, (session) => serve(session, options)));
  return new Command("site")
    .description("The comparison site: static, bilingual, without server, CDN or tracking.")
    .addCommand(buildCommand)
    .addCommand(serveCommand)
    .addHelpText(
      "after",
      "\nExamples:\n  $ harness site build\n      into dist-site/\n  $ harness site serve --port 8080\n      look at it",
    );
}

async function build(session: Session, options: BuildOptions): Promise<ExitCode> {
  const [{ openStored }, { benchmarkFilesHere }, { version, sitePort }] = await Promise.all([
    import("../wire/stored.ts"),
    import("../wire/data.ts"),
    import("../wire/publish.ts"),
  ]);
  return unlessRefused(session, openStored(session), (stored) =>
    unlessRefused(
      session,
      selectRuns(stored.store, { names: [], profile: options.profile }),
      async (runs) => {
        const site = sitePort(session, { out: options.out, allowShrink: options.allowShrink === true });
        const name = runs[0]?.profile ?? "site";
        const deps = { ...stored, files: benchmarkFilesHere(session), site };
        return unlessRefused(session, await buildSite({ name, runs, version: version() }, deps), (built) => {
          const { pages, bytes, out, changed, index } = built;
          if (options.json === true) session.json({ pages, bytes, out, changed });
          else
            session.say(
              `${changed ? "built" : "unchanged:"} ${pages} pages, ${formatBytes(bytes)}: ${index}`,
            );
          return EXIT.ok;
        });
      },
    ),
  );
}

async function serve(session: Session, options: ServeOptions): Promise<ExitCode> {
  const { serveSiteFrom } = await import("../wire/publish.ts");
  const server = await serveSiteFrom(session, options.out, options.port);
  if (!server.ok) return refuse(session, server.error);
  session.say(`${server.value.url} (Ctrl-C ends it)`);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await server.value.close();
  return EXIT.ok;
}
