import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { makeError } from "../diagnostic/make.ts";
import type { Document, DocumentPath } from "../document/document.ts";
import type { WrittenAddress } from "./fields.ts";
import type { StrategySpec } from "./schema.ts";
import type { Phase, PlacedAddress } from "./strategy.ts";

type Addresses = NonNullable<StrategySpec["train"]>;
const WHOLE = { kind: "percent", percent: 100 } as const;

/** The phases of a strategy; `train` and `freeze` alone are one phase. */
export function normalizePhases(
  spec: StrategySpec,
  document: Document,
  problems: Diagnostic[],
): readonly Phase[] {
  if (spec.phases === undefined) {
    if (spec.train === undefined) {
      const at = document.spanOf(["train"]);
      const hint = "e.g. `train: [layers 0%..50%]`, or `train: none`; a schedule has `phases` instead";
      problems.push(makeError({ code: "missing-key", message: 'missing key "train"', hint, at }));
      return [];
    }
    return [
      readPhase({ until: WHOLE, train: spec.train, freeze: spec.freeze }, { document, path: [] }, problems),
    ];
  }
  for (const key of ["train", "freeze"] as const) {
    if (spec[key] === undefined) continue;
    const at = document.spanOf([key], "key");
    const message = `\`${key}\` and \`phases\` can't stand side by side`;
    problems.push(makeError({ code: "phases-and-train", message, hint: "put it into the phases", at }));
  }
  return spec.phases.map((phase, index) => readPhase(phase, { document, path: ["phases", index] }, problems));
}

interface Where {
  readonly document: Document;
  readonly path: DocumentPath;
}

function readPhase(
  {
    until,
    train,
    freeze,
  }: { readonly until: Phase["until"]; readonly train: Addresses; readonly freeze: Addresses | undefined },
  { document, path }: Where,
  problems: Diagnostic[],
): Phase {
  const at = document.spanOf([...path, "train"], "key");
  if (freeze === undefined && train !== "all" && train !== "none") {
    const hint = "nothing is implied: name what stays, or say `freeze: [rest]`";
    problems.push(makeError({ code: "missing-key", message: 'missing key "freeze"', hint, at }));
  }
  const whole =
    freeze === "all" && train !== "none" ? "freeze" : train === "all" && !isEmpty(freeze) ? "train" : null;
  if (whole !== null) {
    const other = whole === "train" ? "freeze" : "train";
    const message = `\`${whole}: all\` leaves nothing to ${other}`;
    const hint = `say \`${whole}: [rest]\`, or \`${other}: none\``;
    problems.push(makeError({ code: "all-and-more", message, hint, at: document.spanOf([...path, whole]) }));
  }
  const list = (key: "train" | "freeze", addresses: Addresses | undefined): readonly PlacedAddress[] =>
    placeAddresses(addresses, { document, path: [...path, key] });
  return {
    until,
    train: list("train", train),
    freeze: list("freeze", freeze ?? (train === "none" ? "all" : "none")),
    at,
  };
}

const isEmpty = (addresses: Addresses | undefined): boolean =>
  addresses === undefined || addresses === "none";

/** `all` is all that nothing else names, which then is everything. */
function placeAddresses(
  addresses: Addresses | undefined,
  { document, path }: Where,
): readonly PlacedAddress[] {
  if (addresses === undefined || addresses === "none") return [];
  if (addresses === "all") return [{ address: { kind: "rest" }, text: "rest", at: document.spanOf(path) }];
  if (!isList(addresses)) return [{ ...addresses, at: document.spanOf(path) }];
  return addresses.map((address, index) => ({ ...address, at: document.spanOf([...path, index]) }));
}

const isList = (
  addresses: WrittenAddress | readonly WrittenAddress[],
): addresses is readonly WrittenAddress[] => Array.isArray(addresses);
