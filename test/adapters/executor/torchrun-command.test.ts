import { describe, expect, it } from "vitest";
import { workerCommand, type CommandContext } from "../../../harness/adapters/executor/torchrun-command.ts";
import type { Launch } from "../../../harness/app/ports/executor.ts";

const launch: Launch = {
  id: "9f2c41-7",
  launcher: "torchrun",
  script: "/p/harness/worker/train.py",
  spec: "/s/runs/a/spec.json",
  events: "/s/runs/a/events.jsonl",
  directory: "/s/runs/a",
  processes: 2,
  threadsPerProcess: 3,
  gpus: [],
  stallTimeoutMs: 0,
};
const context: CommandContext = {
  python: "/venv/bin/python",
  workerFolder: "/p/harness/worker",
  stateFolder: "/s",
  environment: {},
  platform: "linux",
  parentPid: 4711,
};
const environmentFor = (environment: CommandContext["environment"], more: Partial<Launch> = {}): unknown =>
  workerCommand({ ...launch, ...more }, { ...context, environment }).environment;

describe("the command", () => {
  it("is torchrun in launch.py, with a rendezvous of its own and logs in files", () => {
    expect(workerCommand(launch, context)).toMatchObject({
      file: "/venv/bin/python",
      args: [
        "/p/harness/worker/launch.py",
        "--nnodes=1",
        "--nproc-per-node=2",
        "--rdzv-backend=c10d",
        "--rdzv-endpoint=localhost:0",
        "--rdzv-id=9f2c41-7",
        "--local-addr=127.0.0.1",
        "--max-restarts=0",
        "--log-dir",
        "/s/runs/a/logs",
        "--redirects",
        "3",
        "/p/harness/worker/train.py",
        "--spec",
        "/s/runs/a/spec.json",
      ],
    });
  });

  it("doubles a dollar sign for torchrun, which would take it for a template, and only for torchrun", () => {
    const spec = "/s/$local_rank/spec.json";
    expect(workerCommand({ ...launch, spec }, context).args.at(-1)).toBe("/s/$$local_rank/spec.json");
    const plain = workerCommand({ ...launch, spec, launcher: "python" }, context);
    expect(plain.args).toEqual(["/p/harness/worker/train.py", "--spec", spec]);
  });
});

describe("the environment", () => {
  it("has nothing of an outer torchrun, Slurm or interactive Python, and keeps the rest", () => {
    const outer = {
      PET_NPROC_PER_NODE: "3",
      RANK: "1",
      LOCAL_RANK: "1",
      WORLD_SIZE: "2",
      LOCAL_WORLD_SIZE: "2",
      MASTER_ADDR: "elsewhere",
      MASTER_PORT: "29500",
      TORCHELASTIC_RUN_ID: "outer",
      TORCH_ELASTIC_SHUTDOWN_TIMEOUT: "1",
      SLURM_JOB_ID: "9",
      PYTHONSAFEPATH: "1",
    };
    const clean = environmentFor({ ...outer, PATH: "/bin", RANKING: "kept", NOTHING: undefined });
    expect(clean).toMatchObject({ PATH: "/bin", RANKING: "kept" });
    expect(Object.keys({ ...outer, NOTHING: 1 }).filter((name) => name in (clean as object))).toEqual([]);
  });

  it("fixes threads, hashing, and where an exception is written", () => {
    expect(environmentFor({ OMP_NUM_THREADS: "64", PYTHONHASHSEED: "random" })).toMatchObject({
      OMP_NUM_THREADS: "3",
      MKL_NUM_THREADS: "3",
      PYTHONHASHSEED: "0",
      PYTHONUNBUFFERED: "1",
      CUBLAS_WORKSPACE_CONFIG: ":4096:8",
      HF_HUB_OFFLINE: "1",
      TRANSFORMERS_OFFLINE: "1",
      TORCHELASTIC_ERROR_FILE: "/s/runs/a/error.json",
    });
  });

  it("shows the granted GPUs and no other: without a grant none, whatever is visible to us", () => {
    const ours = { CUDA_VISIBLE_DEVICES: "0,1,2,3" };
    expect(environmentFor(ours)).toMatchObject({ CUDA_VISIBLE_DEVICES: "" });
    expect(environmentFor(ours, { gpus: ["GPU-a", "GPU-b"] })).toMatchObject({
      CUDA_VISIBLE_DEVICES: "GPU-a,GPU-b",
    });
  });

  it("marks every process with the launch, the state folder and its parent", () => {
    expect(environmentFor({ HARNESS_LAUNCH: "outer", HARNESS_STATE: "/outer" })).toMatchObject({
      HARNESS_LAUNCH: "9f2c41-7",
      HARNESS_STATE: "/s",
      HARNESS_PARENT_PID: "4711",
    });
  });

  it("keeps freed memory on Linux, unless the user has tuned it", () => {
    expect(environmentFor({})).toMatchObject({
      GLIBC_TUNABLES: expect.stringContaining("mmap_max=0") as unknown,
    });
    expect(environmentFor({ GLIBC_TUNABLES: "mine" })).toMatchObject({ GLIBC_TUNABLES: "mine" });
    const mac = workerCommand(launch, { ...context, platform: "darwin" }).environment;
    expect("GLIBC_TUNABLES" in mac).toBe(false);
  });
});
