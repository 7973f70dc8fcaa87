import type { ModelShape, TensorShape } from "../model/shape.ts";

/** What a stage will roughly take; null where nothing is known. */
export interface StageEstimate {
  readonly flops: number | null;
  readonly memoryBytes: number | null;
  readonly diskBytes: number | null;
  readonly durationMs: number | null;
}

export const NO_ESTIMATE: StageEstimate = {
  flops: null,
  memoryBytes: null,
  diskBytes: null,
  durationMs: null,
};

/**
 * Floating point operations per token of one training step.
 *
 * A matrix of k elements costs 2k forward, 2k for the gradient of its input, 2k for its own gradient.
 * Causal attention over T tokens costs 2 q T forward (q: query width) and twice that backward.
 * The gradient of activations runs through every layer from the lowest trained one up, so freezing deep
 * layers saves only their weight gradients; freezing shallow ones saves their whole backward pass.
 */
export function trainFlopsPerToken(
  shape: ModelShape,
  trainedNames: ReadonlySet<string>,
  sequence: number,
): { readonly forward: number; readonly activationGradient: number; readonly weightGradient: number } {
  const lowest = lowestTrainedDepth(shape, trainedNames);
  let [forward, activationGradient, weightGradient] = [0, 0, 0];
  for (const tensor of shape.tensors) {
    if (tensor.shape.length < 2) continue;
    const multiplied = isMultiplied(tensor, shape);
    const depth = depthOf(tensor, shape, trainedNames);
    if (multiplied) {
      forward += 2 * tensor.numel;
      if (depth >= lowest) activationGradient += 2 * tensor.numel;
      if (trainedNames.has(tensor.name)) weightGradient += 2 * tensor.numel;
    }
    if (isQuery(tensor)) {
      const attention = 2 * (tensor.shape[0] ?? 0) * sequence;
      forward += attention;
      if (depth >= lowest) activationGradient += 2 * attention;
    }
  }
  return { forward, activationGradient, weightGradient };
}

/** Forward-only operations per token: what evaluation costs. */
export function forwardFlopsPerToken(shape: ModelShape, sequence: number): number {
  return trainFlopsPerToken(shape, new Set(), sequence).forward;
}

/**
 * Bytes of weights, gradients and AdamW states in fp32: 4 per element, 12 more per trained element,
 * and the activations that the backward pass keeps (a rough count of the tensors saved per token and layer).
 */
export function trainMemoryBytes(
  shape: ModelShape,
  trainedNames: ReadonlySet<string>,
  tokensPerForward: number,
): number {
  const trained = sum(shape.tensors.filter((t) => trainedNames.has(t.name)).map((t) => t.numel));
  const lowest = lowestTrainedDepth(shape, trainedNames);
  const traversed = Math.max(0, shape.layers - Math.max(0, lowest));
  const width = sum(
    shape.tensors.filter((t) => depthOf(t, shape, trainedNames) === 0).map((t) => t.shape[0] ?? 0),
  );
  const activations = 4 * tokensPerForward * traversed * (6 * shape.hidden + 2 * width);
  const logits = 4 * Math.min(tokensPerForward, 1024) * shape.vocabulary * 2;
  return 4 * shape.numel + 12 * trained + activations + logits;
}

/** An embedding is looked up, not multiplied, unless it is tied: then it is the head's matrix as well. */
const isMultiplied = (tensor: TensorShape, shape: ModelShape): boolean =>
  tensor.place.kind !== "embed" || shape.tied;

const isQuery = (tensor: TensorShape): boolean => /\b(q_proj|query)\.weight$/.test(tensor.name);

/** -1 for a trained embedding (the gradient must reach the very bottom), else the layer; the head is above all layers. */
function depthOf(tensor: TensorShape, shape: ModelShape, trained: ReadonlySet<string>): number {
  if (tensor.place.kind === "layer") return tensor.place.layer;
  return tensor.place.kind === "embed" && trained.has(tensor.name) && !shape.tied ? -1 : shape.layers;
}

function lowestTrainedDepth(shape: ModelShape, trained: ReadonlySet<string>): number {
  const depths = shape.tensors
    .filter((tensor) => trained.has(tensor.name))
    .map((tensor) => {
      if (tensor.place.kind === "layer") return tensor.place.layer;
      return tensor.place.kind === "embed" ? -1 : shape.layers;
    });
  return depths.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...depths);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
