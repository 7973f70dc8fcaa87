import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { err, ok, type Result } from "../../domain/result.ts";

/** One GPU as nvidia-smi lists it. */
export interface Gpu {
  readonly index: string; // nvidia-smi's, in the order of the bus
  readonly id: string; // e.g. "GPU-8932f937-d72c-4106-c12f-20bd9faed9f6"
  readonly name: string;
  readonly memoryBytes: number;
}

const TIMEOUT_MS = 10_000;

/** The NVIDIA GPUs of this machine; none where nvidia-smi is missing or has nothing to say. */
export async function queryGpus(command = "nvidia-smi"): Promise<readonly Gpu[]> {
  const fields = ["--query-gpu=index,uuid,name,memory.total", "--format=csv,noheader,nounits"];
  try {
    // Asked by every plan, so not through execa, which takes a tenth of a second to load.
    const { stdout } = await promisify(execFile)(command, fields, { timeout: TIMEOUT_MS });
    return parseGpus(stdout);
  } catch {
    return [];
  }
}

/** Lines such as "0, GPU-8932f937-..., NVIDIA H100 80GB HBM3, 81559"; others, e.g. warnings, are passed over. */
export function parseGpus(csv: string): readonly Gpu[] {
  return csv.split("\n").flatMap((line) => {
    const [index = "", id = "", name = "", mebibytes = ""] = line.split(",").map((field) => field.trim());
    if (!/^\d+$/.test(index) || !id.startsWith("GPU-")) return [];
    return [{ index, id, name, memoryBytes: (Number(mebibytes) || 0) * 2 ** 20 }];
  });
}

/** Where the choice of GPUs comes from. */
export interface GpuChoice {
  readonly wanted: readonly string[] | undefined; // of --gpus: indices or UUIDs
  readonly visible: string | undefined; // the incoming CUDA_VISIBLE_DEVICES
  readonly found: readonly Gpu[];
}

/**
 * The GPUs to work with, as CUDA_VISIBLE_DEVICES takes them: those that were asked for, else those that were given
 * to us, else all. Asking for one that was not given to us is refused: a scheduler may have lent it to somebody else.
 */
export function chooseGpus({ wanted, visible, found }: GpuChoice): Result<readonly string[], Diagnostic> {
  const given = visible === undefined ? null : parseVisible(visible);
  if (wanted === undefined) return ok(given ?? found.map(({ id }) => id));
  const known = (name: string): string => found.find((gpu) => isNamed(gpu, name))?.id ?? name;
  const allowed = given?.map(known) ?? found.map(({ id }) => id);
  const missing = wanted.filter((name) => !allowed.includes(known(name)));
  // Without nvidia-smi nothing can be checked: torch will tell.
  if (missing.length === 0 || (given === null && found.length === 0))
    return ok([...new Set(wanted.map(known))]);
  const there = given === null ? found.map(({ index, name }) => `${index} (${name})`) : given;
  return err({
    severity: "error",
    code: "no-such-gpu",
    message: `--gpus: no GPU ${missing.join(", ")}; there ${there.length === 1 ? "is" : "are"} ${there.join(", ") || "none"}`,
    hint:
      given === null
        ? "`nvidia-smi -L` lists them"
        : `CUDA_VISIBLE_DEVICES=${visible ?? ""} hides the others`,
  });
}

/** CUDA reads the list up to its first entry that means nothing, e.g. "-1" or "NoDevFiles". */
function parseVisible(visible: string): readonly string[] {
  const names = visible.split(",").map((name) => name.trim());
  const end = names.findIndex((name) => !/^\d+$|^(?:GPU|MIG)-/.test(name));
  return end < 0 ? names : names.slice(0, end);
}

/** A UUID may be shortened as long as it is unique. */
const isNamed = (gpu: Gpu, name: string): boolean =>
  gpu.index === name || (name.startsWith("GPU-") && gpu.id.startsWith(name));
