import { z } from "zod";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { makeError } from "../../domain/diagnostic/make.ts";
import { err, ok, type Result } from "../../domain/result.ts";

/** A file on the hub: its size in bytes, and what it must hash to, as far as the hub says. */
export interface RemoteFile {
  readonly name: string;
  readonly size: number;
  /** Large files have the sha256 of their bytes, small ones git's own: sha1 of "blob <size>\0" and the bytes. */
  readonly digest: { readonly kind: "sha256" | "git"; readonly hex: string } | null;
}

/** What a causal language model needs, besides its weights. */
const SMALL = [
  /^(generation_)?config\.json$/,
  /^(tokenizer|vocab|tokenizer_config|special_tokens_map|added_tokens)\.json$/,
  /^(tokenizer|spiece)\.model$/,
  /^(merges|vocab)\.txt$/,
  /^chat_template\.(json|jinja)$/,
  /^(LICEN[CS]E|NOTICE)[^/]*$/i,
  /^README\.md$/,
];
const SINGLE = "model.safetensors";

/** The file that says which tensor is in which shard. */
export const INDEX = "model.safetensors.index.json";

type Chosen = Result<readonly RemoteFile[], readonly Diagnostic[]>;

/** The files to download first: all small ones, and the index of the weights or their one file. */
export function chooseFiles(files: readonly RemoteFile[], model: string): Chosen {
  const find = (wanted: string): RemoteFile | undefined => files.find(({ name }) => name === wanted);
  const weights = find(INDEX) ?? find(SINGLE);
  const problems: Diagnostic[] = [];
  if (find("config.json") === undefined) {
    const hint = "name a model that transformers can load: one with config.json";
    problems.push(makeError({ code: "no-config", message: `${model} has no config.json`, hint }));
  }
  if (weights === undefined) problems.push(noWeights(files, model));
  if (weights === undefined || problems.length > 0) return err(problems);
  return ok([...files.filter(({ name }) => SMALL.some((pattern) => pattern.test(name))), weights]);
}

const indexSchema = z.object({ weight_map: z.record(z.string(), z.string()) });

/** The shards that an index speaks of. */
export function chooseShards(files: readonly RemoteFile[], index: string, model: string): Chosen {
  const parsed = indexSchema.safeParse(parseJson(index));
  const fail = (message: string): Chosen => {
    const hint = "tell the people who published it; another revision may be whole";
    return err([makeError({ code: "bad-index", message, hint })]);
  };
  if (!parsed.success) return fail(`${INDEX} of ${model} has no weight_map`);
  const names = [...new Set(Object.values(parsed.data.weight_map))].sort();
  const shards = files.filter(({ name }) => names.includes(name) && name.endsWith(".safetensors"));
  const missing = names.filter((name) => !shards.some((shard) => shard.name === name));
  return missing.length === 0 && shards.length > 0
    ? ok(shards)
    : fail(`${model} lacks ${missing.join(", ")}, of which its ${INDEX} speaks`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function noWeights(files: readonly RemoteFile[], model: string): Diagnostic {
  const first = (pattern: RegExp): string | undefined => files.find(({ name }) => pattern.test(name))?.name;
  const code = "no-safetensors";
  const convert = (load: string): string =>
    `convert it once in Python: ${load}.save_pretrained(FOLDER), and the same for AutoTokenizer;\nthen set \`model\` to FOLDER`;
  const pickled = first(/\.(bin|pt|pth|ckpt)$/);
  const quantized = first(/\.gguf$/);
  if (pickled !== undefined) {
    const message = `${model} has its weights only as ${pickled}, not as safetensors`;
    return makeError({ code, message, hint: convert(`AutoModelForCausalLM.from_pretrained("${model}")`) });
  }
  if (quantized !== undefined) {
    const message = `${model} has its weights only as ${quantized}, in quantized form`;
    const hint = "name the model that it was made from: quantized weights can't be trained further";
    return makeError({ code, message, hint });
  }
  if (first(/^adapter_model\./) !== undefined) {
    const message = `${model} is an adapter, not a whole model`;
    return makeError({ code, message, hint: "merge it into its base model and name the merged folder" });
  }
  const message = `${model} has no ${SINGLE} and no ${INDEX}`;
  return makeError({ code, message, hint: "name a model whose weights are published as safetensors" });
}
