import { benchmarkFiles } from "../../../harness/adapters/files/benchmark-files.ts";
import { hashCache } from "../../../harness/adapters/files/hash-cache.ts";
import { projectFolder } from "../../../harness/adapters/files/project-folder.ts";
import { packageRoot } from "../../../harness/adapters/machine/package-root.ts";
import {
  preparePlan,
  type PreparePlanDeps,
  type PreparePlanRequest,
} from "../../../harness/app/plan/prepare-plan.ts";
import type { MachineFacts } from "../../../harness/app/ports/machine.ts";
import type { Store } from "../../../harness/app/ports/store.ts";
import { ok } from "../../../harness/domain/result.ts";
import { folderWith, harnessYaml, strategyYaml } from "../../cli/harness.ts";
import { FITTING } from "../../fixtures/machine/interpreters.ts";

/** The strategies that plans are made of, by file. */
export const STRATEGIES: Readonly<Record<string, string>> = {
  "base.yaml": strategyYaml("none"),
  "shallow.yaml": strategyYaml("[layers 0..4]"),
  "shallow-again.yaml": strategyYaml("[layers 0%..50%]"),
  "deep.yaml": strategyYaml("[layers 4..8]"),
};

/** What a test changes: harness.yaml's lines, the machine, what was done before. */
export interface Changes {
  readonly profile?: Readonly<Record<string, string>>;
  readonly request?: Partial<PreparePlanRequest>;
  readonly machine?: Partial<MachineFacts>;
  readonly packages?: Readonly<Record<string, string>>;
  readonly store?: Store;
}

/** The real project of a folder; only the machine is a made-up one, so that the tests are of any. */
export function depsOf({ profile, machine, packages, store }: Changes): PreparePlanDeps {
  const cwd = folderWith({ "harness.yaml": harnessYaml(profile), ...STRATEGIES });
  const facts = { platform: "linux-x64", cores: 2, memoryBytes: 8e9, gpus: [], ...machine };
  const python = {
    path: "/usr/bin/python3",
    origin: "test",
    version: "3.12.1",
    packages: packages ?? FITTING,
  };
  return {
    project: projectFolder({
      cwd,
      packageRoot: packageRoot(),
      version: "1.2.3",
      hashes: hashCache(`${cwd}/hashes.json`),
      hub: { fetchModel: () => Promise.reject(new Error("the tests ask no network")) },
      onDownload: () => undefined,
    }),
    machine: { findPython: () => Promise.resolve(ok(python)), facts: () => Promise.resolve(facts) },
    benchmarks: benchmarkFiles({ package: packageRoot(), project: cwd, data: `${cwd}/data` }),
    store: store ?? null,
    onSource: () => undefined,
  };
}

/** Prepares a plan of these strategy files. */
export const prepare = (strategyFiles: readonly string[], changes: Changes = {}) =>
  preparePlan(
    {
      strategyFiles,
      config: undefined,
      profile: undefined,
      set: [],
      seeds: undefined,
      python: undefined,
      ...changes.request,
    },
    depsOf(changes),
  );

/** The prepared plan, which must be one. */
export async function prepared(strategyFiles: readonly string[], changes: Changes = {}) {
  const result = await prepare(strategyFiles, changes);
  if (!result.ok) throw new Error(result.error.problems.map(({ message }) => message).join("\n"));
  return result.value;
}
