import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { HubProgress } from "../../../harness/app/ports/hub.ts";
import {
  COMMIT,
  ID,
  REPO,
  WEIGHTS,
  fetchModel,
  hubWith,
  modelOf,
  modelsRoot,
  problemOf,
  requestsFor,
  settingsFor,
} from "../../fixtures/hub-client.ts";

describe("a model arrives", () => {
  test("as a plain folder of what a causal model needs, and nothing else", async () => {
    const hub = await hubWith(REPO);
    const model = modelOf(await fetchModel(settingsFor(hub.url)));
    expect(model).toEqual({ folder: join(modelsRoot(), "org--small", COMMIT), commit: COMMIT, notes: [] });
    expect(readdirSync(model.folder).sort()).toEqual([
      ".permafrost-complete",
      "LICENSE",
      "README.md",
      "config.json",
      "merges.txt",
      "model.safetensors",
      "tokenizer.json",
    ]);
    expect(readFileSync(join(model.folder, "model.safetensors")).equals(WEIGHTS)).toBe(true);
  });

  test("in all the shards that its index speaks of, and no others", async () => {
    const index = JSON.stringify({
      weight_map: { a: "model-00002-of-00002.safetensors", b: "model-00001-of-00002.safetensors" },
    });
    const files = {
      "config.json": "{}",
      "model.safetensors.index.json": index,
      "model-00001-of-00002.safetensors": "one",
      "model-00002-of-00002.safetensors": "two",
      "consolidated.safetensors": "again",
    };
    const hub = await hubWith({ commit: COMMIT, files });
    const { folder } = modelOf(await fetchModel(settingsFor(hub.url)));
    expect(readdirSync(folder).filter((name) => name.endsWith(".safetensors"))).toEqual([
      "model-00001-of-00002.safetensors",
      "model-00002-of-00002.safetensors",
    ]);
  });

  test("with a report of how far it is, which ends at the whole", async () => {
    const hub = await hubWith(REPO);
    const told: HubProgress[] = [];
    await fetchModel(settingsFor(hub.url), ID, (progress) => told.push(progress));
    const done = told.map(({ doneBytes }) => doneBytes);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(told.at(-1)).toMatchObject({ file: "model.safetensors", doneBytes: told[0]?.totalBytes });
  });

  test("once: a whole commit asks no network", async () => {
    const hub = await hubWith(REPO);
    const settings = settingsFor(hub.url);
    const first = modelOf(await fetchModel(settings));
    await hub.close();
    expect(modelOf(await fetchModel(settings))).toEqual(first);
    expect(modelOf(await fetchModel({ ...settings, offline: true }))).toEqual(first);
  });

  test("again, where a file of it was lost or damaged since", async () => {
    const hub = await hubWith(REPO);
    const settings = settingsFor(hub.url);
    const { folder } = modelOf(await fetchModel(settings));
    writeFileSync(join(folder, "model.safetensors"), "short");
    rmSync(join(folder, "LICENSE"));
    modelOf(await fetchModel(settings));
    expect(readFileSync(join(folder, "model.safetensors")).equals(WEIGHTS)).toBe(true);
    expect(readFileSync(join(folder, "LICENSE"), "utf8")).toBe("Apache-2.0");
    expect(requestsFor("tokenizer.json")).toHaveLength(1);
  });
});

describe("a revision", () => {
  test.each([
    ["org/small", "org/small stands at commit"],
    ["org/small@v1", "org/small@v1 stands at commit"],
  ])("that may move (%s) is resolved to a commit, and the way to pin it is said", async (id, words) => {
    const hub = await hubWith({ ...REPO, refs: ["main", "v1"] });
    const model = modelOf(await fetchModel(settingsFor(hub.url), id));
    expect(model.commit).toBe(COMMIT);
    expect(model.notes).toMatchObject([
      { severity: "warning", code: "moving-revision", hint: `pin it: model: ${ID}` },
    ]);
    expect(model.notes[0]?.message).toContain(words);
  });

  test("that is not there is named", async () => {
    const hub = await hubWith(REPO);
    const problem = problemOf(await fetchModel(settingsFor(hub.url), "org/small@v9"));
    expect(problem).toMatchObject({ code: "no-revision", message: 'org/small has no revision "v9"' });
  });

  test("that may move can't be looked up without a network, but what is here is named", async () => {
    const hub = await hubWith(REPO);
    const settings = settingsFor(hub.url);
    modelOf(await fetchModel(settings));
    await hub.close();
    const problem = problemOf(await fetchModel(settings, "org/small"));
    expect(problem.code).toBe("no-network");
    expect(problem.hint).toContain(`on this machine: ${ID}`);
    expect(problemOf(await fetchModel({ ...settings, offline: true }, "org/small")).hint).toContain(ID);
  });
});
