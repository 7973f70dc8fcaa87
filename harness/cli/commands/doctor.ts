import type { Command } from "commander";
import type { MachineCheck } from "../../app/ports/machine.ts";
import { defineCommand, type CommandHost, type CommonOptions } from "../define-command.ts";
import { EXIT, type Paint } from "../io.ts";
import { formatTable } from "../print-table.ts";
import { unlessRefused, withSession } from "../session.ts";

/** `harness doctor`: what this machine has, and how to mend what it lacks. */
export function command(host: CommandHost): Command {
  return defineCommand({
    name: "doctor",
    description:
      "What this machine has: Node, Python, torch, accelerators, disk, Slurm, data sets, the profile's model. Each line is ok, or says how to mend it.",
    examples: [
      ["harness doctor", "a line per thing"],
      ["harness doctor --profile qwen3-0.6b --json", "for scripts, with the model of that profile"],
    ],
  }).action((options: CommonOptions) =>
    withSession(host, options, async (session) => {
      const { checksHere } = await import("../wire/doctor.ts");
      return unlessRefused(session, await checksHere(session), (checks) => {
        if (options.json === true) session.json({ checks });
        else session.say(formatChecks(checks, session.paint));
        return checks.some(({ status }) => status === "missing") ? EXIT.machine : EXIT.ok;
      });
    }),
  );
}

const MARKS = { ok: "✓", warning: "!", missing: "✗" } as const;
const COLOURS = { ok: "green", warning: "yellow", missing: "red" } as const;

function formatChecks(checks: readonly MachineCheck[], paint: Paint): string {
  const rows = checks.map(({ id, status, found }) => [paint(COLOURS[status], MARKS[status]), id, found]);
  const columns = ["", "what", "found"].map((title) => ({ title, align: "left" as const }));
  const mending = checks.flatMap(({ id, fix }) => (fix === null ? [] : [`  ${id}: ${fix}`]));
  const table = formatTable(columns, rows);
  return mending.length === 0 ? table : `${table}\n\nTo mend:\n${mending.join("\n")}`;
}
