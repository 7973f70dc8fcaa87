import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeHub } from "../../../harness/adapters/hub/fetch-model.ts";
import type { HubProgress } from "../../../harness/app/ports/hub.ts";
import {
  COMMIT,
  FILES,
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

describe("a connection that is cut", () => {
  test("is taken up at the byte where it was cut", async () => {
    const cuts = [100_000, 50_000].map((afterBytes) => ({ file: "model.safetensors", afterBytes }));
    const hub = await hubWith(REPO, { cuts });
    const { folder } = modelOf(await fetchModel(settingsFor(hub.url)));
    expect(readFileSync(join(folder, "model.safetensors")).equals(WEIGHTS)).toBe(true);
    expect(requestsFor("model.safetensors")).toEqual([null, "bytes=100000-299999", "bytes=150000-299999"]);
  });

  test("again and again ends in a problem, and the next command goes on from there", async () => {
    const cuts = [100_000, 0, 0, 0].map((afterBytes) => ({ file: "model.safetensors", afterBytes }));
    const hub = await hubWith(REPO, { cuts });
    const settings = settingsFor(hub.url);
    const problem = problemOf(await fetchModel(settings));
    expect(problem.code).toBe("no-network");
    expect(problem.hint).toContain("goes on where it stopped");
    expect(existsSync(join(modelsRoot(), "org--small", COMMIT))).toBe(false);
    modelOf(await fetchModel(settings));
    expect(requestsFor("model.safetensors").at(-1)).toBe("bytes=100000-299999");
    expect(requestsFor("config.json")).toHaveLength(1);
  });

  test("starts anew where the server can only send whole files", async () => {
    const cuts = [{ file: "model.safetensors", afterBytes: 100_000 }];
    const hub = await hubWith(REPO, { cuts, ignoresRanges: true });
    const { folder } = modelOf(await fetchModel(settingsFor(hub.url)));
    expect(readFileSync(join(folder, "model.safetensors")).equals(WEIGHTS)).toBe(true);
  });

  test("by us leaves what has arrived", async () => {
    const hub = await hubWith(REPO);
    const stop = new AbortController();
    const onProgress = ({ file }: HubProgress): void => {
      if (file === "model.safetensors") stop.abort();
    };
    const fetched = await makeHub(settingsFor(hub.url)).fetchModel(ID, { onProgress, signal: stop.signal });
    expect(problemOf(fetched).code).toBe("interrupted");
    expect(readdirSync(join(modelsRoot(), "org--small", `${COMMIT}.partial`))).toContain(
      "model.safetensors.part",
    );
    modelOf(await fetchModel(settingsFor(hub.url)));
  });
});

describe("bytes that are not the hub's", () => {
  test.each(["model.safetensors", "tokenizer.json"])("are loaded once more (%s)", async (file) => {
    const hub = await hubWith(REPO, { wrongBytes: [file] });
    const { folder } = modelOf(await fetchModel(settingsFor(hub.url)));
    expect(readFileSync(join(folder, file)).equals(Buffer.from(FILES[file as keyof typeof FILES]))).toBe(
      true,
    );
    expect(requestsFor(file)).toEqual([null, null]);
  });

  test("are refused when they come twice, and kept nowhere", async () => {
    const hub = await hubWith(REPO, { wrongBytes: ["model.safetensors", "model.safetensors"] });
    const problem = problemOf(await fetchModel(settingsFor(hub.url)));
    expect(problem.code).toBe("hash-mismatch");
    expect(problem.message).toContain("model.safetensors of org/small");
    const left = readdirSync(join(modelsRoot(), "org--small"), { recursive: true }).map(String);
    expect(left.filter((name) => name.includes("model.safetensors"))).toEqual([]);
  });
});
