import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { makeError } from "../../domain/diagnostic/make.ts";
import type { HeaderEntries } from "../../domain/model/header.ts";
import { readShape } from "../../domain/model/read-shape.ts";
import type { ModelShape } from "../../domain/model/shape.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { checkTokenizer } from "./tokenizer-vocabulary.ts";
import { readSafetensorsHeader } from "./safetensors-header.ts";

/** A model folder in Hugging Face layout: its shape, and the files that a checkpoint consists of, by name. */
export interface ModelFolder extends ModelShape {
  readonly folder: string;
  readonly files: readonly { readonly name: string; readonly size: number }[]; // size in bytes
}

type Found<T> = Result<T, readonly Diagnostic[]>;

const INDEX = "model.safetensors.index.json";
const SINGLE = "model.safetensors";
const indexSchema = z.object({ weight_map: z.record(z.string(), z.string()) });

/** Tokenizer files of which one is enough; vocab.json needs merges.txt beside it. */
const TOKENIZERS = ["tokenizer.json", "tokenizer.model", "vocab.json", "vocab.txt", "spiece.model"];

/** Reads config.json and the safetensors headers of a model folder: no weights, no Python. All problems at once. */
export async function readModelFolder(folder: string): Promise<Found<ModelFolder>> {
  const names = await listFolder(folder);
  if (!names.ok) return names;
  const problems = [...missingConfig(folder, names.value), ...missingTokenizer(folder, names.value)];
  const shards = await findShards(folder, names.value);
  if (!shards.ok) problems.push(...shards.error);
  if (problems.length > 0 || !shards.ok) return err(problems);

  const configFile = join(folder, "config.json");
  const config = await readJson(configFile);
  const headers = await readHeaders(folder, shards.value);
  const unread = [...(config.ok ? [] : config.error), ...(headers.ok ? [] : headers.error)];
  if (!config.ok || !headers.ok) return err(unread);
  const shape = readShape({ configFile, config: config.value, headers: headers.value });
  if (!shape.ok) return shape;
  const misfit = await checkTokenizer(folder, names.value, shape.value.vocabulary);
  if (misfit !== null) return err([misfit]);
  const used = names.value.filter(
    (name) => shards.value.includes(name) || /\.(json|txt|model|jinja)$/.test(name),
  );
  return ok({ ...shape.value, folder, files: await sizes(folder, used.sort()) });
}

async function listFolder(folder: string): Promise<Found<readonly string[]>> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return ok(entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT")
      return fail("no-model", `there is no model folder ${folder}`, "check `model` in the profile");
    if (code === "ENOTDIR")
      return fail("no-model", `${folder} is a file`, "name the folder that holds config.json");
    return fail(
      "no-model",
      `the model folder ${folder} can't be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function missingConfig(folder: string, names: readonly string[]): readonly Diagnostic[] {
  if (names.includes("config.json")) return [];
  const hint = "a model folder in Hugging Face layout has config.json, *.safetensors and a tokenizer";
  return [problem("no-config", `${folder} has no config.json`, hint)];
}

function missingTokenizer(folder: string, names: readonly string[]): readonly Diagnostic[] {
  if (TOKENIZERS.some((name) => names.includes(name))) return [];
  return [
    problem("no-tokenizer", `${folder} has no tokenizer`, "copy tokenizer.json from where the model came"),
  ];
}

async function findShards(folder: string, names: readonly string[]): Promise<Found<readonly string[]>> {
  if (names.includes(INDEX)) {
    const json = await readJson(join(folder, INDEX));
    if (!json.ok) return json;
    const index = indexSchema.safeParse(json.value);
    if (!index.success) return fail("bad-index", `${join(folder, INDEX)} has no weight_map`);
    const shards = [...new Set(Object.values(index.data.weight_map))].sort();
    const missing = shards.filter((name) => !names.includes(name));
    const hint = "the download is not complete: load these files again";
    return missing.length === 0
      ? ok(shards)
      : fail("missing-shard", `${folder} lacks ${missing.join(", ")}`, hint);
  }
  if (names.includes(SINGLE)) return ok([SINGLE]);
  const old = names.find((name) => /\.(bin|pt|pth|gguf)$/.test(name));
  if (old === undefined)
    return fail("no-weights", `${folder} has no safetensors weights`, `expected ${SINGLE} or ${INDEX}`);
  const hint =
    "convert once in Python: AutoModelForCausalLM.from_pretrained(FOLDER).save_pretrained(NEW_FOLDER), and the same for AutoTokenizer";
  return fail("no-weights", `${folder} has its weights only as ${old}, not as safetensors`, hint);
}

async function readHeaders(
  folder: string,
  shards: readonly string[],
): Promise<Found<readonly { readonly file: string; readonly entries: HeaderEntries }[]>> {
  const headers: { file: string; entries: HeaderEntries }[] = [];
  const problems: Diagnostic[] = [];
  for (const file of shards) {
    const header = await readSafetensorsHeader(join(folder, file));
    if (header.ok) headers.push({ file, entries: header.value });
    else problems.push(problem("bad-weights", `${join(folder, file)}: ${header.error}`));
  }
  return problems.length > 0 ? err(problems) : ok(headers);
}

async function readJson(path: string): Promise<Found<unknown>> {
  try {
    return ok(JSON.parse(await readFile(path, "utf8")) as unknown);
  } catch (error) {
    return fail(
      "bad-json",
      `${path} can't be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

const sizes = (folder: string, names: readonly string[]): Promise<ModelFolder["files"]> =>
  Promise.all(names.map(async (name) => ({ name, size: (await stat(join(folder, name))).size })));

const fail = (code: string, message: string, hint?: string): Found<never> =>
  err([problem(code, message, hint)]);

const problem = (code: string, message: string, hint?: string): Diagnostic =>
  makeError({ code, message, hint });
