import { Option, type Command } from "commander";
import { findGarbage, type Keep } from "../../app/run/collect-garbage.ts";
import { defineCommand, type CommandHost, type CommonOptions } from "../define-command.ts";
import { EXIT } from "../io.ts";
import { formatBytes } from "../print-numbers.ts";
import { formatTable } from "../print-table.ts";
import { unlessRefused, withSession } from "../session.ts";

interface Options extends CommonOptions {
  readonly dryRun?: boolean;
  readonly keep: Keep;
}

const WHY = {
  unused: "no run refers to it",
  "stale-partial": "state to resume from, no longer needed",
  checkpoint: "checkpoint of a finished run; trained again if a new benchmark needs it",
} as const;

/** `harness gc`: frees disk, and says what and how much first. */
export function command(host: CommandHost): Command {
  return defineCommand({
    name: "gc",
    description: "Frees disk: says what and how much first. Scores, questions, audits and logs always stay.",
    examples: [
      ["harness gc --dry-run", "what would go"],
      ["harness gc --keep scores", "the checkpoints of finished runs as well"],
    ],
  })
    .option("--dry-run", "only say what would go")
    .addOption(
      new Option("--keep <what>", "checkpoints: of every run; scores: only what explains them")
        .choices(["checkpoints", "scores"])
        .default("checkpoints"),
    )
    .action((options: Options) =>
      withSession(host, options, async (session) => {
        const { openStored, cachedFolders, removeFolders, takeLock } = await import("../wire/stored.ts");
        return unlessRefused(session, openStored(session), ({ store, state }) => {
          const garbage = findGarbage(store, cachedFolders(state.root), options.keep);
          const bytes = garbage.reduce((sum, folder) => sum + folder.bytes, 0);
          if (options.json === true)
            session.json({ dry_run: options.dryRun === true, bytes, folders: garbage });
          else if (garbage.length === 0) session.say("nothing to free");
          else {
            const rows = garbage.map((folder) => [
              folder.name.slice(0, 20),
              formatBytes(folder.bytes),
              WHY[folder.why],
            ]);
            const columns = [
              { title: "folder", align: "left" },
              { title: "size", align: "right" },
              { title: "why", align: "left" },
            ] as const;
            session.say(`${formatTable(columns, rows)}\n${formatBytes(bytes)} in ${garbage.length} folders`);
          }
          if (options.dryRun === true || garbage.length === 0) return EXIT.ok;
          return unlessRefused(session, takeLock(state.root), (lock) => {
            removeFolders(garbage.map(({ folder }) => folder));
            lock.release();
            session.note(`freed ${formatBytes(bytes)}`);
            return EXIT.ok;
          });
        });
      }),
    );
}
