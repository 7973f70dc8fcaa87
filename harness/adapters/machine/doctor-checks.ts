import { existsSync, readdirSync, statfsSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { execa } from "execa";
import type { MachineCheck, MachineFacts, PythonFound } from "../../app/ports/machine.ts";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import type { Result } from "../../domain/result.ts";

/** What the checks look at; folders are absolute. */
export interface DoctorSubject {
  readonly python: Result<PythonFound, readonly Diagnostic[]>;
  readonly facts: MachineFacts;
  readonly stateFolder: string; // need not be there yet
  readonly dataFolder: string; // $HARNESS_DATA, else ~/.cache/permafrost/datasets
  /** The profile's model as it is written and the folder that it means; null where there is no profile. */
  readonly model: { readonly name: string; readonly folder: string } | null;
}

const GIB = 2 ** 30;
const SETUP = "run `npm run setup`";

/** Everything that `harness doctor` tells, in the order in which it is needed. */
export async function doctorChecks(subject: DoctorSubject): Promise<readonly MachineCheck[]> {
  const { facts, python } = subject;
  return [
    checkPlatform(facts.platform),
    checkNode(process.versions.node),
    checkSqlite(),
    ...checkPython(python),
    checkAccelerators(facts, python),
    checkMemory(facts.memoryBytes),
    checkDisk(subject.stateFolder),
    await checkSlurm(),
    ...["ceval", "cmmlu"].map((name) => checkDataSet(name, subject.dataFolder)),
    ...(subject.model === null ? [] : [checkModel(subject.model)]),
  ];
}

const ok = (id: string, found: string): MachineCheck => ({ id, status: "ok", found, fix: null });
const warning = (id: string, found: string, fix: string): MachineCheck => ({
  id,
  status: "warning",
  found,
  fix,
});
const missing = (id: string, found: string, fix: string): MachineCheck => ({
  id,
  status: "missing",
  found,
  fix,
});

/** Linux in full, macOS for small models, Windows through WSL; torch has no builds for musl (Alpine). */
export function checkPlatform(platform: string, libraries = "/lib"): MachineCheck {
  if (platform.startsWith("darwin")) return ok("platform", `${platform}: the tiny world and small models`);
  if (!platform.startsWith("linux"))
    return missing("platform", platform, "use Linux or macOS; on Windows, WSL 2");
  const isMusl = existsSync(libraries) && readdirSync(libraries).some((name) => name.startsWith("ld-musl-"));
  if (isMusl)
    return missing("platform", `${platform} with musl`, "torch needs glibc: use Debian, Ubuntu or Fedora");
  return ok("platform", platform);
}

/** Node 20.19 or newer. */
export function checkNode(version: string): MachineCheck {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const fits = major > 20 || (major === 20 && minor >= 19);
  return fits
    ? ok("node", version)
    : missing("node", version, "install Node 20.19 or newer, e.g. `nvm install --lts`");
}

function checkSqlite(): MachineCheck {
  try {
    const db = new Database(":memory:");
    const version = String(db.prepare("SELECT sqlite_version()").pluck().get());
    db.close();
    return ok("better-sqlite3", `SQLite ${version}`);
  } catch (error) {
    const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    return missing("better-sqlite3", message, "run `npm rebuild better-sqlite3`");
  }
}

function checkPython(python: DoctorSubject["python"]): readonly MachineCheck[] {
  if (python.ok) {
    const { version, path, origin, packages } = python.value;
    return [
      ok("python", `${version} at ${path} (${origin})`),
      ok("torch", packages["torch"] ?? ""),
      ok("transformers", packages["transformers"] ?? ""),
    ];
  }
  const [problem] = python.error;
  return [
    missing("python", problem?.message ?? "none fits", problem?.hint ?? SETUP),
    missing("torch", "no fitting Python has it", SETUP),
    missing("transformers", "no fitting Python has it", SETUP),
  ];
}

function checkAccelerators({ gpus, platform }: MachineFacts, python: DoctorSubject["python"]): MachineCheck {
  if (gpus.length === 0) {
    return ok(
      "accelerators",
      platform === "darwin-arm64" ? "the Mac's own GPU (mps)" : "none: the CPU is used",
    );
  }
  const names = gpus.map(({ name, memoryBytes }) => `${name}, ${inGib(memoryBytes)}`).join("; ");
  const torch = python.ok ? (python.value.packages["torch"] ?? "") : "";
  return torch.endsWith("+cpu")
    ? warning(
        "accelerators",
        `${names}, but torch ${torch} can't use them`,
        "install the CUDA build of the same torch",
      )
    : ok("accelerators", names);
}

function checkMemory(bytes: number): MachineCheck {
  return bytes >= 4 * GIB
    ? ok("memory", inGib(bytes))
    : warning("memory", inGib(bytes), "the tiny world needs 2 GiB, a model of 135 M parameters about 7 GiB");
}

function checkDisk(stateFolder: string): MachineCheck {
  let folder = stateFolder;
  while (!existsSync(folder)) folder = dirname(folder);
  const { bavail, bsize } = statfsSync(folder);
  const found = `${inGib(bavail * bsize)} free at ${folder}`;
  return bavail * bsize >= 2 * GIB
    ? ok("disk", found)
    : warning("disk", found, "free some space: `harness gc --dry-run` says what the harness can do without");
}

async function checkSlurm(): Promise<MachineCheck> {
  const { stdout, failed } = await execa("sbatch", ["--version"], {
    reject: false,
    stdin: "ignore",
    timeout: 5000,
  });
  return ok("slurm", failed ? "none (only `--executor slurm` needs it)" : stdout.trim());
}

function checkDataSet(name: string, dataFolder: string): MachineCheck {
  const folder = join(dataFolder, name);
  return existsSync(folder)
    ? ok(`data:${name}`, folder)
    : warning(
        `data:${name}`,
        "not imported",
        `harness data import ${name} --from DIR_OR_ZIP (the tiny world needs no data)`,
      );
}

function checkModel({ name, folder }: NonNullable<DoctorSubject["model"]>): MachineCheck {
  return existsSync(join(folder, "config.json"))
    ? ok("model", folder)
    : missing(
        "model",
        `${name}: no config.json in ${folder}`,
        "give a folder in Hugging Face layout as `model` of the profile",
      );
}

/** e.g. "23.4 GiB" */
const inGib = (bytes: number): string => `${(bytes / GIB).toFixed(1)} GiB`;
