import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { hashCache } from "../../adapters/files/hash-cache.ts";
import { projectFolder } from "../../adapters/files/project-folder.ts";
import { machineFacts } from "../../adapters/machine/facts.ts";
import { packageRoot } from "../../adapters/machine/package-root.ts";
import { probeCache } from "../../adapters/machine/python-probe.ts";
import { findPython } from "../../adapters/machine/python.ts";
import type { PreparePlanDeps } from "../../app/plan/prepare-plan.ts";
import type { Hub } from "../../app/ports/hub.ts";
import type { Machine } from "../../app/ports/machine.ts";
import type { Refusal } from "../../app/refusal.ts";
import { ok, type Result } from "../../domain/result.ts";
import { formatBytes } from "../print-numbers.ts";
import type { Session } from "../session.ts";
import { benchmarkFilesHere } from "./data.ts";
import { version } from "./publish.ts";
import { openStored, statePath } from "./stored.ts";

/** What planning needs, and a way to remember the hashes that were worked out. */
export interface ProjectHere {
  readonly deps: PreparePlanDeps;
  readonly saveHashes: () => void;
}

/** The project of a call. The store is opened where there is one; nothing is made that is not there. */
export function projectHere(session: Session): Result<ProjectHere, Refusal> {
  const root = statePath(session);
  const stored = existsSync(join(root, "harness.db")) ? openStored(session) : ok(null);
  if (!stored.ok) return stored;
  const hashes = hashCache(join(root, "hashes.json"));
  const project = projectFolder({
    cwd: session.io.cwd,
    packageRoot: packageRoot(),
    version: version(),
    hashes,
    hub: hubHere(session),
    onDownload: downloadNotes(session),
  });
  return ok({
    deps: {
      project,
      machine: machineHere(session),
      benchmarks: benchmarkFilesHere(session),
      store: stored.value?.store ?? null,
      onSource: ({ file, text }) => void session.sources.set(file, text),
    },
    saveHashes: () => {
      if (existsSync(root)) hashes.save();
    },
  });
}

/** The hub, loaded when a model of it is asked for first. */
function hubHere(session: Session): Hub {
  return {
    fetchModel: async (id, options) => {
      const [{ makeHub }, { hubSettings }] = await Promise.all([
        import("../../adapters/hub/fetch-model.ts"),
        import("../../adapters/hub/settings.ts"),
      ]);
      return makeHub(hubSettings(session.io.env, homedir())).fetchModel(id, options);
    },
  };
}

/** This computer. */
export function machineHere(session: Session): Machine {
  const probes = probeCache(join(statePath(session), "python.json"), session.io.env);
  return {
    facts: machineFacts,
    findPython: (wanted) =>
      findPython({
        wanted,
        environment: session.io.env,
        packageRoot: packageRoot(),
        workingFolder: session.io.cwd,
        probes,
      }),
  };
}

/** A line for each tenth of a download. */
function downloadNotes(session: Session) {
  let told = -1;
  return ({ file, doneBytes, totalBytes }: { file: string; doneBytes: number; totalBytes: number }): void => {
    const tenth = Math.floor((10 * doneBytes) / Math.max(1, totalBytes));
    if (tenth === told) return;
    told = tenth;
    session.note(`downloading ${file}: ${formatBytes(doneBytes)} of ${formatBytes(totalBytes)}`);
  };
}
