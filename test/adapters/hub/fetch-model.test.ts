import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeHub } from "../../../harness/adapters/hub/fetch-model.ts";
import { hubSettings, type HubSettings } from "../../../harness/adapters/hub/settings.ts";
import { lockState } from "../../../harness/adapters/files/lock.ts";
import type { HubModel, HubProgress } from "../../../harness/app/ports/hub.ts";
import type { Diagnostic } from "../../../harness/domain/diagnostic/diagnostic.ts";
import type { Result } from "../../../harness/domain/result.ts";
import { startHub, type FakeRepo, type HubServer, type Mischief } from "../../fixtures/hub-server.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const WEIGHTS = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 251));
const FILES = {
  "config.json": "{}",
  "tokenizer.json": '{"model":{}}',
  "merges.txt": "a b\n",
  LICENSE: "Apache-2.0",
  "README.md": "# A model",
  "model.safetensors": WEIGHTS,
  "pytorch_model.bin": "the same again",
  "consolidated.safetensors": "and again",
  "training_args.bin": "x",
  "original/params.json": "{}",
};
const REPO: FakeRepo = { commit: COMMIT, files: FILES, large: ["model.safetensors", "pytorch_model.bin"] };
const ID = `org/small@${COMMIT}`;

let root = "";
let server: HubServer | null = null;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "permafrost-hub-"));
});
afterEach(async () => {
  await server?.close();
  server = null;
  rmSync(root, { recursive: true, force: true });
});

const settingsFor = (endpoint: string, more: Partial<HubSettings> = {}): HubSettings => ({
  ...hubSettings({ HF_ENDPOINT: endpoint, HARNESS_MODELS: root }, root),
  waitsMs: { asking: [1, 1], downloading: [1, 1, 1] },
  ...more,
});

async function hubWith(repo: FakeRepo, mischief: Mischief = {}): Promise<HubServer> {
  server = await startHub({ "org/small": repo }, mischief);
  return server;
}

type Fetched = Result<HubModel, readonly Diagnostic[]>;
const fetchModel = (
  settings: HubSettings,
  id = ID,
  onProgress: (progress: HubProgress) => void = () => undefined,
): Promise<Fetched> => makeHub(settings).fetchModel(id, { onProgress });

function modelOf(fetched: Fetched): HubModel {
  if (!fetched.ok) throw new Error(fetched.error.map(({ message }) => message).join("; "));
  return fetched.value;
}
function problemOf(fetched: Fetched): Diagnostic {
  const [problem, ...more] = fetched.ok ? [] : fetched.error;
  expect(more).toEqual([]);
  if (problem === undefined) throw new Error("it was to fail");
  return problem;
}
const requestsFor = (file: string): readonly (string | null)[] =>
  (server?.seen ?? []).filter(({ path }) => path.endsWith(`/${file}`)).map(({ range }) => range);

describe("a model arrives", () => {
  test("as a plain folder of what a causal model needs, and nothing else", async () => {
    const hub = await hubWith(REPO);
    const model = modelOf(await fetchModel(settingsFor(hub.url)));
    expect(model).toEqual({ folder: join(root, "org--small", COMMIT), commit: COMMIT, notes: [] });
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
    expect(existsSync(join(root, "org--small", COMMIT))).toBe(false);
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
    expect(readdirSync(join(root, "org--small", `${COMMIT}.partial`))).toContain("model.safetensors.part");
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
    const left = readdirSync(join(root, "org--small"), { recursive: true }).map(String);
    expect(left.filter((name) => name.includes("model.safetensors"))).toEqual([]);
  });
});

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
    const partial = join(root, "org--small", `${COMMIT}.partial`);
    mkdirSync(partial, { recursive: true });
    symlinkSync("/dev/full", join(partial, "model.safetensors.part"));
    expect(problemOf(await fetchModel(settingsFor(hub.url))).code).toBe("disk-full");
  });

  test("since the folder for models is a file", async () => {
    const hub = await hubWith(REPO);
    const file = join(root, "models");
    writeFileSync(file, "");
    const problem = problemOf(await fetchModel(settingsFor(hub.url, { root: file })));
    expect(problem).toMatchObject({ code: "unwritable" });
    expect(problem.hint).toContain("HARNESS_MODELS");
  });

  test("since another process is loading it", async () => {
    const hub = await hubWith(REPO);
    const lock = lockState(join(root, "org--small"), { command: "the other one" });
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
