import type { Strategy } from "./strategy.ts";

/** What of a strategy asks for more than one set of tensors that trains from the first step to the last, in words. */
export function unsupportedFeatures(strategy: Strategy): readonly string[] {
  const { phases, boundary, adapt, sample, compose, data, settings, trainer } = strategy;
  const sets = settings;
  const addresses = phases.flatMap(({ train, freeze }) => [...train, ...freeze]);
  const features: readonly (readonly [boolean, string])[] = [
    [phases.length > 1, "phases: a schedule of what trains"],
    [boundary?.kind === "trace", "boundary from a trace: decided by a measurement before training"],
    [adapt !== null, "adapt: a rule that freezes during training"],
    [sample !== null, "sample: layers drawn at random during training"],
    [compose !== null, "compose: a hybrid of several models"],
    [data !== null, "data: mixture, replay or selection of text"],
    [sets.some(({ lr }) => lr !== 1), "settings: a learning rate per address"],
    [sets.some(({ weightDecay }) => weightDecay !== 1), "settings: a weight decay per address"],
    [sets.some(({ anchor }) => anchor > 0), "settings: an anchor to the start"],
    [sets.some(({ lora }) => lora !== null), "settings: LoRA"],
    [sets.some(({ copies }) => copies > 0), "settings: new layers (expand)"],
    [Object.keys(trainer).length > 0, "trainer: overrides for one trainer"],
    [
      addresses.some(({ address }) => address.kind === "embed" && address.rows !== null),
      "embed rows: a part of the embedding",
    ],
  ];
  return features.filter(([isAsked]) => isAsked).map(([, words]) => words);
}
