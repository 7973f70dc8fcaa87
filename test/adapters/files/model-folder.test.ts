import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readModelFolder } from "../../../harness/adapters/files/model-folder.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "model folder "));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** A safetensors file with these tensors in it, all zeros. */
function safetensors(tensors: Readonly<Record<string, readonly number[]>>): Buffer {
  let end = 0;
  const header = Object.fromEntries(
    Object.entries(tensors).map(([name, shape]) => {
      const start = end;
      end += 4 * shape.reduce((product, side) => product * side, 1);
      return [name, { dtype: "F32", shape, data_offsets: [start, end] }];
    }),
  );
  const json = Buffer.from(JSON.stringify({ __metadata__: { format: "pt" }, ...header }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, Buffer.alloc(end)]);
}

const CONFIG = {
  architectures: ["LlamaForCausalLM"],
  num_hidden_layers: 1,
  hidden_size: 2,
  vocab_size: 3,
  tie_word_embeddings: true,
};
const EMBED = { "model.embed_tokens.weight": [3, 2] };
const LAYER = { "model.layers.0.mlp.up_proj.weight": [2, 2] };

const write = (name: string, content: unknown): Promise<void> =>
  writeFile(
    join(folder, name),
    Buffer.isBuffer(content) || typeof content === "string" ? content : JSON.stringify(content),
  );

async function writeModel(): Promise<void> {
  await write("config.json", CONFIG);
  await write("tokenizer.json", {});
  await write("model.safetensors", safetensors({ ...EMBED, ...LAYER }));
}

async function problems(path = folder): Promise<readonly string[]> {
  const read = await readModelFolder(path);
  if (read.ok) throw new Error("this folder should not be readable");
  return read.error.map(({ message, hint }) =>
    (hint === undefined ? message : `${message} | ${hint}`).replaceAll(folder, "M"),
  );
}

describe("a model folder", () => {
  it("gives shape and files without reading weights", async () => {
    await writeModel();
    await write("README.md", "not a part of the model");
    const read = await readModelFolder(folder);
    expect(read).toMatchObject({
      ok: true,
      value: { folder, architecture: "LlamaForCausalLM", layers: 1, numel: 10, tied: true },
    });
    expect(read.ok && read.value.files.map(({ name }) => name)).toEqual([
      "config.json",
      "model.safetensors",
      "tokenizer.json",
    ]);
  });

  it("is read shard by shard", async () => {
    await writeModel();
    await rm(join(folder, "model.safetensors"));
    await write("model-00001-of-00002.safetensors", safetensors(EMBED));
    await write("model-00002-of-00002.safetensors", safetensors(LAYER));
    const weight_map = {
      "model.embed_tokens.weight": "model-00001-of-00002.safetensors",
      "model.layers.0.mlp.up_proj.weight": "model-00002-of-00002.safetensors",
    };
    await write("model.safetensors.index.json", { weight_map });
    expect(await readModelFolder(folder)).toMatchObject({ ok: true, value: { numel: 10 } });
    await rm(join(folder, "model-00002-of-00002.safetensors"));
    expect(await problems()).toEqual([
      "M lacks model-00002-of-00002.safetensors | the download is not complete: load these files again",
    ]);
    await write("model.safetensors.index.json", {});
    expect(await problems()).toEqual(["M/model.safetensors.index.json has no weight_map"]);
  });
});

describe("a folder that is no model", () => {
  it("that is not there, or a file", async () => {
    expect(await problems(join(folder, "gone"))).toEqual([
      "there is no model folder M/gone | check `model` in the profile",
    ]);
    await write("file", "x");
    expect(await problems(join(folder, "file"))).toEqual([
      "M/file is a file | name the folder that holds config.json",
    ]);
  });

  it("says all that it lacks at once", async () => {
    expect(await problems()).toEqual([
      "M has no config.json | a model folder in Hugging Face layout has config.json, *.safetensors and a tokenizer",
      "M has no tokenizer | copy tokenizer.json from where the model came",
      "M has no safetensors weights | expected model.safetensors or model.safetensors.index.json",
    ]);
  });

  it("with weights in another format says how to convert them", async () => {
    await write("config.json", CONFIG);
    await write("tokenizer.model", "x");
    await write("pytorch_model.bin", "x");
    expect(await problems()).toEqual([
      "M has its weights only as pytorch_model.bin, not as safetensors | convert once in Python: AutoModelForCausalLM.from_pretrained(FOLDER).save_pretrained(NEW_FOLDER), and the same for AutoTokenizer",
    ]);
  });

  it("with damaged files names each of them", async () => {
    await writeModel();
    await write("config.json", "{");
    const whole = safetensors({ ...EMBED, ...LAYER });
    await write("model.safetensors", whole.subarray(0, whole.length - 4));
    const found = await problems();
    expect(found[0]).toMatch(/^M\/config\.json can't be read: /);
    expect(found[1]).toBe(
      `M/model.safetensors: it has ${whole.length - 4} bytes, its header says ${whole.length}: load it again`,
    );
    await writeModel();
    await write("model.safetensors", "PK");
    expect(await problems()).toEqual([
      "M/model.safetensors: it is no safetensors file, or its beginning is damaged",
    ]);
    await write("model.safetensors", "version https://git-lfs.github.com/spec/v1\n");
    expect(await problems()).toEqual([
      "M/model.safetensors: it is only a Git LFS pointer: run `git lfs pull` in the model's folder",
    ]);
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(4n);
    await write("model.safetensors", Buffer.concat([length, Buffer.from("{{{{")]));
    expect(await problems()).toEqual(["M/model.safetensors: its header is damaged"]);
  });
});
