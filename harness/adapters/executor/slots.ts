import pLimit from "p-limit";
import type { SlotGrant, SlotRequest, Slots } from "../../app/ports/executor.ts";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";

/** What may be given out. */
export interface Resources {
  readonly gpus: readonly string[]; // as CUDA_VISIBLE_DEVICES takes them
  readonly cores: number;
  /** How many launches may run at once, whatever is free: `--jobs`. */
  readonly jobs: number;
}

/**
 * Gives out GPUs by name, or shares of the cores. A request gets all that it asks for at once, or waits; who asked
 * first is served first, so a large request is not overtaken for ever by small ones.
 */
export function createSlots(resources: Resources): Slots {
  const free = { gpus: [...resources.gpus], cores: resources.cores, jobs: resources.jobs };
  const line = pLimit(1); // only the first in line looks at what is free
  let wake = (): void => undefined;

  const take = (request: SlotRequest): SlotGrant | null => {
    const { gpus, cores } = needsOf(request);
    if (free.jobs < 1 || free.cores < cores || free.gpus.length < gpus) return null;
    const taken = free.gpus.splice(0, gpus);
    free.cores -= cores;
    free.jobs -= 1;
    let released = false;
    const release = (): void => {
      if (released) return;
      released = true;
      free.gpus.push(...taken);
      // The same GPUs come first again: what runs alone always runs on the first one.
      free.gpus.sort((a, b) => resources.gpus.indexOf(a) - resources.gpus.indexOf(b));
      free.cores += cores;
      free.jobs += 1;
      wake();
    };
    return { gpus: taken, release };
  };

  const waitFor = async (request: SlotRequest): Promise<SlotGrant> => {
    for (;;) {
      const grant = take(request);
      if (grant !== null) return grant;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };

  return {
    describe: describeResources(resources),
    refusal: (request) => refusalOf(request, resources),
    acquire: async (request) => {
      const refusal = refusalOf(request, resources);
      if (refusal !== null)
        throw new Error(`Internal error: asked for slots that were refused: ${refusal.message}`);
      return line(() => waitFor(request));
    },
  };
}

/** A CUDA process has a GPU of its own; one on a CPU, or on the GPU of a Mac, has its threads' cores. */
function needsOf({ device, processes, threadsPerProcess }: SlotRequest): {
  readonly gpus: number;
  readonly cores: number;
} {
  return device === "cuda"
    ? { gpus: processes, cores: 0 }
    : { gpus: 0, cores: processes * threadsPerProcess };
}

/** Why a request can never be fulfilled here, in words; null if it can. */
function refusalOf(request: SlotRequest, resources: Resources): Diagnostic | null {
  const { gpus, cores } = needsOf(request);
  const { processes, threadsPerProcess } = request;
  if (gpus > resources.gpus.length) {
    return {
      severity: "error",
      code: "too-few-gpus",
      message: `${countOf(processes, "process needs", "processes need")} ${countOf(gpus, "GPU")}, but there ${resources.gpus.length === 1 ? "is" : "are"} ${describeGpus(resources.gpus)}`,
      hint: "lower `processes` in the profile, name more with --gpus, or say `device: cpu`",
    };
  }
  if (cores > resources.cores) {
    return {
      severity: "error",
      code: "too-few-cores",
      message: `${countOf(processes, "process", "processes")} x ${countOf(threadsPerProcess, "thread")} need ${countOf(cores, "core")}, but there ${resources.cores === 1 ? "is" : "are"} ${resources.cores}`,
      hint: "lower `processes` or `threads` in the profile",
    };
  }
  return null;
}

/** e.g. "GPUs 0,1" or "2 cores" */
function describeResources({ gpus, cores }: Resources): string {
  return gpus.length > 0 ? describeGpus(gpus) : countOf(cores, "core");
}

function describeGpus(gpus: readonly string[]): string {
  if (gpus.length === 0) return "none";
  return `GPU${gpus.length === 1 ? "" : "s"} ${gpus.join(",")}`;
}

const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
