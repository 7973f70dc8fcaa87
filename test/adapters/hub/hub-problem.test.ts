import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lockState } from "../../../harness/adapters/files/lock.ts";
import {
  COMMIT,
  REPO,
  fetchModel,
  hubWith,
  modelOf,
  modelsRoot,
  problemOf,
  requestsFor,
  settingsFor,
} from "../../fixtures/hub-client.ts";

describe("the token", () => {
  const token = "hf_letmein";

  test("opens what is private, and is told to nobody", async () => {
    const hub = await hubWith({ ...REPO, access: "private" });
    const settings = settingsFor(hub.url, { token });
    const { folder } = modelOf(await fetchModel(settings));
    expect(hub.seen.every((request) => request.token === token)).toBe(true);
    const stored = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
    expect(stored.filter((text) => text.includes(token))).toEqual([]);
  });

  test("of any form is sent as it stands", async () => {
    const hub = await hubWith(REPO);
    modelOf(await fetchModel(settingsFor(hub.url, { token: "a-mirror's own" })));
    expect(hub.seen[0]?.token).toBe("a-mirror's own");
  });

  test("is asked for where there is none", async () => {
    const hub = await hubWith({ ...REPO, access: "gated" });
    const problem = problemOf(await fetchModel(settingsFor(hub.url)));
    expect(problem).toMatchObject({ code: "no-access" });
    expect(problem.hint).toBe(
      `accept its terms at ${hub.url}/org/small, then set HF_TOKEN to a token of yours`,
    );
  });

  test("that does not help is said to be checked, and never shown", async () => {
    const hub = await hubWith({ ...REPO, access: "gated" });
    const problem = problemOf(await fetchModel(settingsFor(hub.url, { token: "hf_wrong" })));
    expect(problem.hint).toContain("check HF_TOKEN");
    expect(JSON.stringify(problem)).not.toContain("hf_wrong");
  });
});

describe("a model that can't be had", () => {
  test("since it is not there", async () => {
    const hub = await hubWith(REPO);
    const problem = problemOf(await fetchModel(settingsFor(hub.url), "org/smal"));
    expect(problem).toMatchObject({
      code: "model-not-found",
      message: `there is no model org/smal at ${hub.url}`,
    });
    expect(problem.hint).toBe("check its spelling; if it is private, set HF_TOKEN to a token of yours");
  });

  test("since there is no network", async () => {
    const hub = await hubWith(REPO);
    await hub.close();
    const problem = problemOf(await fetchModel(settingsFor(hub.url)));
    expect(problem).toMatchObject({ code: "no-network" });
    expect(problem.message).toContain("ECONNREFUSED");
    expect(problem.hint).toContain("set `model` to its path");
  });

  test("since HF_ENDPOINT names no hub", async () => {
    expect(problemOf(await fetchModel(settingsFor("nonsense"))).code).toBe("no-hub");
  });

  test.each([
    ["pytorch_model.bin", 'AutoModelForCausalLM.from_pretrained("org/small")'],
    ["model.Q4_K_M.gguf", "quantized weights can't be trained further"],
    ["adapter_model.safetensors", "merge it into its base model"],
    ["weights.npz", "published as safetensors"],
  ])("since its weights are only in %s", async (weights, remedy) => {
    const hub = await hubWith({ commit: COMMIT, files: { "config.json": "{}", [weights]: "x" } });
    const problem = problemOf(await fetchModel(settingsFor(hub.url)));
    expect(problem.code).toBe("no-safetensors");
    expect(problem.hint).toContain(remedy);
    expect(requestsFor("config.json")).toEqual([]);
  });

  test("since it has no config.json, or lacks a shard", async () => {
    const hub = await hubWith({ commit: COMMIT, files: { "model.safetensors": "x" } });
    expect(problemOf(await fetchModel(settingsFor(hub.url))).code).toBe("no-config");
    await hub.close();
    const index = JSON.stringify({ weight_map: { a: "model-00001-of-00001.safetensors" } });
    const lacking = await hubWith({
      commit: COMMIT,
      files: { "config.json": "{}", "model.safetensors.index.json": index },
    });
    const problem = problemOf(await fetchModel(settingsFor(lacking.url)));
    expect(problem.message).toContain("org/small lacks model-00001-of-00001.safetensors");
  });

  test("since it does not fit on the disk, which is told before anything is loaded", async () => {
    const claimedSizes = { "model.safetensors": 4e15 };
    const hub = await hubWith({ ...REPO, claimedSizes });
    const problem = problemOf(await fetchModel(settingsFor(hub.url)));
    expect(problem).toMatchObject({ code: "disk-full" });
    expect(problem.message).toMatch(/GB more are needed/);
    expect(problem.hint).toContain("HARNESS_MODELS");
    expect(requestsFor("config.json")).toEqual([]);
  });

  test.runIf(existsSync("/dev/full"))("since the disk is full in the middle", async () => {
    const hub = await hubWith(REPO);
    const partial = join(modelsRoot(), "org--small", `${COMMIT}.partial`);
    mkdirSync(partial, { recursive: true });
    symlinkSync("/dev/full", join(partial, "model.safetensors.part"));
    expect(problemOf(await fetchModel(settingsFor(hub.url))).code).toBe("disk-full");
  });

  test("since the folder for models is a file", async () => {
    const hub = await hubWith(REPO);
    const file = join(modelsRoot(), "models");
    writeFileSync(file, "");
    const problem = problemOf(await fetchModel(settingsFor(hub.url, { root: file })));
    expect(problem).toMatchObject({ code: "unwritable" });
    expect(problem.hint).toContain("HARNESS_MODELS");
  });

  test("since another process is loading it", async () => {
    const hub = await hubWith(REPO);
    const lock = lockState(join(modelsRoot(), "org--small"), { command: "the other one" });
    const problem = problemOf(await fetchModel(settingsFor(hub.url)));
    expect(problem).toMatchObject({ code: "download-running" });
    expect(problem.message).toContain(`process ${process.pid}`);
    if (lock.ok) lock.value.release();
  });
});

describe("a hub that stumbles", () => {
  test("is asked again", async () => {
    const hub = await hubWith(REPO, { statuses: [503, 429] });
    modelOf(await fetchModel(settingsFor(hub.url)));
  });

  test("is given up in the end, with its answer named", async () => {
    const hub = await hubWith(REPO, { statuses: [500, 500, 500] });
    const problem = problemOf(await fetchModel(settingsFor(hub.url)));
    expect(problem).toMatchObject({ code: "hub-error", message: `${hub.url} answered 500 for org/small` });
  });
});
