import { existsSync, readFileSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import type { MachineFacts } from "../../app/ports/machine.ts";
import { queryGpus } from "./gpus.ts";

/** Cores and memory are what this process may use, which in a container is less than what the computer has. */
export async function machineFacts(): Promise<MachineFacts> {
  const gpus = await queryGpus();
  return {
    platform: `${process.platform}-${process.arch}`,
    cores: Math.max(1, Math.min(availableParallelism(), cgroupCores() ?? Infinity)),
    memoryBytes: Math.min(totalmem(), cgroupMemory() ?? Infinity),
    gpus: gpus.map(({ id, name, memoryBytes }) => ({ id, name, memoryBytes })),
  };
}

/** cgroup v2 writes "200000 100000" for two cores, and "max 100000" for all. */
export function cgroupCores(file = "/sys/fs/cgroup/cpu.max"): number | null {
  const [quota = "max", period = "100000"] = readIfThere(file).trim().split(" ");
  const cores = Number(quota) / Number(period);
  return Number.isFinite(cores) && cores > 0 ? Math.max(1, Math.floor(cores)) : null;
}

/** cgroup v2 writes a number of bytes, or "max". */
export function cgroupMemory(file = "/sys/fs/cgroup/memory.max"): number | null {
  const bytes = Number(readIfThere(file).trim() || "max");
  return Number.isFinite(bytes) && bytes > 0 ? bytes : null;
}

const readIfThere = (file: string): string => (existsSync(file) ? readFileSync(file, "utf8") : "");
