import type { Command } from "commander";
import { findRun } from "../../app/inspect/find-run.ts";
import { readAudit, type AuditFile } from "../../app/inspect/read-audit.ts";
import { defineCommand, type CommandHost, type CommonOptions } from "../define-command.ts";
import { EXIT } from "../io.ts";
import { formatTable } from "../print-table.ts";
import { unlessRefused, withSession, type Session } from "../session.ts";

/** `harness audit RUN`: what was to change, what changed. */
export function command(host: CommandHost): Command {
  return defineCommand({
    name: "audit",
    args: "<run>",
    description:
      "What was to change and what changed, tensor by tensor: frozen ones are bit-identical to the start, trained ones differ.",
    examples: [
      ["harness audit train-shallow@tiny-world#1", "a line per address, and whether all is as declared"],
      ["harness audit full@tiny-world#1 --json", "every tensor with its largest change"],
    ],
  }).action((name: string, options: CommonOptions) =>
    withSession(host, options, async (session) => {
      const { openStored } = await import("../wire/stored.ts");
      return unlessRefused(session, openStored(session), ({ store, state }) =>
        unlessRefused(session, findRun(store, name), (run) =>
          unlessRefused(session, readAudit(state, run), (audit) => {
            if (options.json === true)
              session.json({ ok: audit.ok, problems: audit.problems, tensors: audit.tensors });
            else print(session, audit);
            return audit.ok ? EXIT.ok : EXIT.failed;
          }),
        ),
      );
    }),
  );
}

function print(session: Session, audit: AuditFile): void {
  const byAddress = new Map<string, AuditFile["tensors"]>();
  for (const tensor of audit.tensors) {
    byAddress.set(tensor.address, [...(byAddress.get(tensor.address) ?? []), tensor]);
  }
  const rows = [...byAddress].map(([address, tensors]) => [
    address,
    [...new Set(tensors.map((tensor) => tensor.expected))].join(", "),
    `${tensors.filter((tensor) => tensor.changed).length}/${tensors.length}`,
    Math.max(...tensors.map((tensor) => tensor.max_abs_delta)).toExponential(2),
  ]);
  session.say(
    formatTable(
      [
        { title: "address", align: "left" },
        { title: "declared", align: "left" },
        { title: "tensors changed", align: "right" },
        { title: "largest change", align: "right" },
      ],
      rows,
    ),
  );
  for (const problem of audit.problems) session.say(session.paint("red", `✗ ${problem}`));
  if (audit.ok) session.say(session.paint("green", "✓ every tensor is as declared"));
}
