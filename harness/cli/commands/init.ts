import { Option, type Command } from "commander";
import { initProject } from "../../app/init/init-project.ts";
import { collect, defineCommand, type CommandHost, type CommonOptions } from "../define-command.ts";
import { EXIT } from "../io.ts";
import { unlessRefused, withSession } from "../session.ts";

interface Options extends CommonOptions {
  readonly model: string;
  readonly corpus: readonly string[];
  readonly nightly?: "github" | "systemd" | "cron";
}

/** `harness init [DIR] --model ID`: starts a project. */
export function command(host: CommandHost): Command {
  return defineCommand({
    name: "init",
    args: "[dir]",
    description:
      "Starts a project: harness.yaml for the model, strategies/ to choose from, .gitignore, a nightly job if wanted. What is there already is kept.",
    examples: [
      ["harness init --model ./models/qwen3-0.6b", "in this folder, for a model folder"],
      [
        "harness init study --model Qwen/Qwen3-0.6B-Base@COMMIT --corpus '/data/*.jsonl' --nightly systemd",
        "in study/",
      ],
    ],
  })
    .requiredOption("--model <path-or-id>", "a model folder, or OWNER/NAME@REVISION of the hub")
    .option("--corpus <files>", "training text: a file or a pattern (repeatable)", collect, [])
    .addOption(
      new Option("--nightly <how>", "write a job that runs every night").choices([
        "github",
        "systemd",
        "cron",
      ]),
    )
    .action((dir: string | undefined, options: Options) =>
      withSession(host, options, async (session) => {
        const [{ projectFilesHere }, { machineHere }] = await Promise.all([
          import("../wire/init.ts"),
          import("../wire/project.ts"),
        ]);
        const { cores } = await machineHere(session).facts();
        const { model, corpus, nightly } = options;
        const request = { folder: dir ?? ".", model, corpus, nightly: nightly ?? null, cores };
        return unlessRefused(session, await initProject(request, projectFilesHere(session)), (done) => {
          if (options.json === true) session.json(done);
          else {
            for (const file of done.written) session.say(`${session.paint("green", "+")} ${file}`);
            for (const file of done.kept)
              session.say(`${session.paint("dim", "=")} ${file} (kept as it was)`);
            if (done.next.length > 0)
              session.say(`\nNext:\n${done.next.map((step) => `  ${step}`).join("\n")}`);
          }
          return EXIT.ok;
        });
      }),
    );
}
