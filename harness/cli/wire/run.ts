import { join, resolve } from "node:path";
import { availableParallelism } from "node:os";
import { localExecutor } from "../../adapters/executor/local.ts";
import { createSlots } from "../../adapters/executor/slots.ts";
import { chooseGpus, queryGpus } from "../../adapters/machine/gpus.ts";
import { packageRoot } from "../../adapters/machine/package-root.ts";
import { preparePrompts } from "../../app/data/prepare-prompts.ts";
import type { BenchmarkFiles } from "../../app/ports/benchmark-files.ts";
import type { Slots } from "../../app/ports/executor.ts";
import type { MachineFacts, PythonFound } from "../../app/ports/machine.ts";
import type { ModelFound } from "../../app/ports/project.ts";
import { refuseInput, type Refusal } from "../../app/refusal.ts";
import type { RunPlanDeps } from "../../app/run/run-plan.ts";
import type { TrainingContext } from "../../app/run/stage-spec.ts";
import { shortHash } from "../../domain/hash.ts";
import type { EvaluationPlanRequest } from "../../domain/plan/build-plan.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { RunEvent } from "../../domain/run/events.ts";
import type { Session } from "../session.ts";
import { version } from "./publish.ts";
import type { Stored } from "./stored.ts";

/** What a run works with, beyond the plan. */
export interface RunnerRequest {
  readonly request: EvaluationPlanRequest;
  readonly training: TrainingContext | null;
  readonly model: ModelFound;
  readonly python: PythonFound;
  readonly machine: MachineFacts;
  readonly benchmarks: BenchmarkFiles;
  readonly batchTokens: number;
  readonly stallTimeoutMs: number;
  readonly gpus: readonly string[] | undefined; // of --gpus
  readonly jobs: number | undefined; // of --jobs
}

/** Everything that running a plan on this machine needs; asking for what is not there is refused. */
export async function runnerHere(
  session: Session,
  { store, state }: Stored,
  wanted: RunnerRequest & { readonly emit: (event: RunEvent) => void },
): Promise<Result<RunPlanDeps, Refusal>> {
  const { request, model, python } = wanted;
  const { device, precision, threads, processes } = request.machine;
  const slots = await slotsHere(session, wanted);
  if (!slots.ok) return slots;
  const workers = join(packageRoot(), "harness", "worker");
  const clock = { nowMs: () => Date.now() };
  const { libraries } = request;
  return ok({
    store,
    state,
    clock,
    record: { store, state, clock, modelHash: model.hash, codeVersion: codeVersion(request), libraries },
    slots: slots.value,
    parallel: parallelOf(wanted),
    executor: localExecutor({
      python: python.path,
      workerFolder: workers,
      stateFolder: state.root,
      environment: session.io.env,
    }),
    benchmarks: {
      promptsFor: async (target) => {
        const rendered = await preparePrompts(wanted.benchmarks, target);
        return rendered.ok ? ok(rendered.value.prompts) : rendered;
      },
    },
    spec: {
      modelFolder: resolve(model.folder),
      shape: model.shape,
      training: wanted.training,
      device,
      precision,
      threads,
      batchTokens: wanted.batchTokens,
      outputFolder: (fingerprint) => state.outputFolder(fingerprint),
      partialFolder: (fingerprint) => state.partialFolder(fingerprint),
    },
    processes,
    stallTimeoutMs: wanted.stallTimeoutMs,
    scriptPath: (kind) => join(workers, `${kind}.py`),
    emit: wanted.emit,
  });
}

/** The package's version and the code of its workers, e.g. "0.1.0 (workers 1a2b3c4d 5e6f7a8b)". */
export const codeVersion = ({ workers }: EvaluationPlanRequest): string =>
  `${version()} (workers ${shortHash(workers.train)} ${shortHash(workers.evaluate)})`;

async function slotsHere(session: Session, wanted: RunnerRequest): Promise<Result<Slots, Refusal>> {
  const { device, threads, processes } = wanted.request.machine;
  const found = device === "cuda" || wanted.gpus !== undefined ? await queryGpus() : [];
  const gpus = chooseGpus({ wanted: wanted.gpus, visible: session.io.env["CUDA_VISIBLE_DEVICES"], found });
  if (!gpus.ok) return err(refuseInput([gpus.error]));
  const slots = createSlots({
    gpus: device === "cuda" ? gpus.value : [],
    cores: wanted.machine.cores,
    jobs: wanted.jobs ?? availableParallelism(),
  });
  const refused = slots.refusal({ processes, threadsPerProcess: threads, device });
  return refused === null ? ok(slots) : err({ why: "machine", problems: [refused] });
}

/** How many trainings fit side by side, for the time left. */
function parallelOf({ request, machine, gpus, jobs }: RunnerRequest): number {
  const { device, threads, processes } = request.machine;
  const numGpus = gpus?.length ?? Math.max(1, machine.gpus.length);
  const fit = Math.floor(device === "cpu" ? machine.cores / (threads * processes) : numGpus / processes);
  return Math.max(1, Math.min(fit, jobs ?? Number.POSITIVE_INFINITY));
}
