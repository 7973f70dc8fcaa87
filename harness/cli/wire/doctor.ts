import { dirname, join, resolve } from "node:path";
import { homedir } from "node:os";
import { doctorChecks } from "../../adapters/machine/doctor-checks.ts";
import { packageRoot } from "../../adapters/machine/package-root.ts";
import type { MachineCheck } from "../../app/ports/machine.ts";
import type { Refusal } from "../../app/refusal.ts";
import { loadProfile } from "../../domain/profile/load.ts";
import type { ModelSource } from "../../domain/profile/profile.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { Session } from "../session.ts";
import { dataFolder } from "./data.ts";
import { projectHere } from "./project.ts";
import { statePath } from "./stored.ts";

/** What this machine has; the model is that of the profile, where there is one that can be read. */
export async function checksHere(session: Session): Promise<Result<readonly MachineCheck[], Refusal>> {
  const here = projectHere(session);
  if (!here.ok) return here;
  const { project, machine } = here.value.deps;
  const { options, io } = session;
  const [python, facts] = await Promise.all([machine.findPython(options.python), machine.facts()]);
  const config = project.config(options.config);
  const profile = config.ok
    ? loadProfile({ ...config.value, name: options.profile ?? null, set: options.set })
    : config;
  const base = config.ok ? dirname(resolve(io.cwd, config.value.file)) : io.cwd;
  return ok(
    await doctorChecks({
      python,
      facts,
      stateFolder: statePath(session),
      dataFolder: dataFolder(io.env),
      model: profile.ok ? modelFolder(profile.value.model, base) : null,
    }),
  );
}

/** Where a profile's model lies; null for one of the hub, which is brought when it is needed. */
function modelFolder(
  source: ModelSource,
  base: string,
): { readonly name: string; readonly folder: string } | null {
  if (source.kind === "hub") return null;
  const folder =
    source.kind === "package"
      ? join(packageRoot(), source.path)
      : resolve(base, source.path.replace(/^~/, homedir()));
  return { name: source.path, folder };
}
