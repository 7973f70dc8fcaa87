import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { makeError } from "../diagnostic/make.ts";
import { err, ok, type Result } from "../result.ts";
import type { HeaderEntries } from "./header.ts";
import { isBuffer, placeOf } from "./places.ts";
import { readConfig, type ModelConfig } from "./read-config.ts";
import type { ModelShape, TensorShape } from "./shape.ts";

/** A model's files, read but not understood: config.json and the header of each safetensors file. */
export interface ModelFiles {
  readonly configFile: string; // as the user would name it, for messages
  readonly config: unknown;
  readonly headers: readonly { readonly file: string; readonly entries: HeaderEntries }[];
}

/** Families whose configuration class ties the embedding and the head where config.json is silent. */
const TIED_BY_DEFAULT = new Set(["gemma", "gemma2", "gemma3", "gemma3_text", "gpt2"]);

const TRAINABLE_DTYPES = new Set(["F64", "F32", "F16", "BF16"]);

/**
 * The shape of a causal language model: its tensors in file order, each with its logical place.
 * Buffers are left out, and so is a stored head that is tied: the model has it only once.
 * All problems of the model at once.
 */
export function readShape(files: ModelFiles): Result<ModelShape, readonly Diagnostic[]> {
  const config = readConfig(files.config, files.configFile);
  if (!config.ok) return config;
  const stored = readTensors(files);
  const isTied = decideTied(config.value, stored);
  const tensors = stored.filter(({ place }) => !(isTied && place.kind === "head"));
  const problems = [
    ...repeatedTensors(files),
    ...findProblems(tensors, { config: config.value, isTied, configFile: files.configFile }),
  ];
  if (problems.length > 0) return err(problems);
  const { architecture, layers, hidden, vocabulary, contextLength } = config.value;
  const numel = tensors.reduce((sum, tensor) => sum + tensor.numel, 0);
  return ok({ architecture, layers, hidden, vocabulary, contextLength, tied: isTied, tensors, numel });
}

function readTensors({ headers }: ModelFiles): readonly TensorShape[] {
  return headers.flatMap(({ entries }) =>
    [...entries]
      .filter(([name]) => !isBuffer(name))
      .map(([name, { dtype, shape }]) => ({
        name,
        dtype,
        shape,
        numel: shape.reduce((product, side) => product * side, 1),
        place: placeOf(name),
      })),
  );
}

/** As config.json says; where it is silent, as the family does, and then by whether a head is stored. */
function decideTied({ tied, modelType }: ModelConfig, tensors: readonly TensorShape[]): boolean {
  return tied ?? (TIED_BY_DEFAULT.has(modelType) || !tensors.some(({ place }) => place.kind === "head"));
}

function repeatedTensors({ headers }: ModelFiles): readonly Diagnostic[] {
  const owner = new Map<string, string>();
  return headers.flatMap(({ file, entries }) =>
    [...entries.keys()].flatMap((name) => {
      const first = owner.get(name);
      owner.set(name, file);
      return first === undefined
        ? []
        : [problem("repeated-tensor", `${name} is stored in ${first} and in ${file}`)];
    }),
  );
}

interface Facts {
  readonly config: ModelConfig;
  readonly isTied: boolean;
  readonly configFile: string;
}

function findProblems(
  tensors: readonly TensorShape[],
  { config, isTied, configFile }: Facts,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const has = (kind: string): boolean => tensors.some(({ place }) => place.kind === kind);
  if (!has("layer")) {
    const some = tensors.slice(0, 3).map(({ name }) => name);
    const hint = `a layer list is known as layers.N, h.N or blocks.N; this model has ${some.join(", ") || "no tensors"}`;
    return [
      problem("unknown-architecture", `${config.architecture} has no layer list that is known here`, hint),
    ];
  }
  if (!has("embed"))
    found.push(problem("unknown-architecture", `${config.architecture}: no embedding is found`));
  if (!isTied && !has("head")) {
    const hint = "if the embedding serves as the head, set tie_word_embeddings: true there";
    found.push(
      problem(
        "no-head",
        `${configFile} says that embedding and head are not tied, but no head is stored`,
        hint,
      ),
    );
  }
  const layers = new Set(tensors.flatMap(({ place }) => (place.kind === "layer" ? [place.layer] : [])));
  const highest = Math.max(...layers) + 1;
  if (layers.size !== config.layers || highest !== config.layers) {
    const words = `${configFile} says ${config.layers} layers, the weights have ${layers.size} (the last is layer ${highest - 1})`;
    found.push(problem("layer-count", words, "the folder mixes files of two models, or a shard is missing"));
  }
  const quantised = tensors.find(({ dtype }) => !TRAINABLE_DTYPES.has(dtype));
  if (quantised) {
    const hint = "take the model's unquantised weights: F32, F16 or BF16";
    found.push(
      problem("quantised", `${quantised.name} is stored as ${quantised.dtype}, which can't be trained`, hint),
    );
  }
  return found;
}

const problem = (code: string, message: string, hint?: string): Diagnostic =>
  makeError({ code, message, hint });
