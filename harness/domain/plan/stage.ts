import type { Sha256 } from "../hash.ts";
import type { Json } from "../json.ts";
import type { Card, CardSplit } from "../benchmark/card.ts";
import type { Protocol } from "../benchmark/protocol.ts";
import type { ResolvedStrategy } from "../strategy/resolve.ts";
import type { StageEstimate } from "./estimate.ts";

/** Which questions are asked, and how. */
export interface EvaluationTarget {
  readonly card: Card;
  readonly split: CardSplit;
  readonly protocol: Protocol;
  readonly subjects: readonly string[] | null; // null is all
  readonly limit: number | null; // questions per subject; null is all
}

/** What a stage has to do, beyond what its inputs say: only what the executor needs to write its spec. */
export type StageWork =
  | { readonly kind: "pack" }
  | {
      readonly kind: "train";
      readonly strategy: ResolvedStrategy;
      readonly seed: number;
      readonly pack: Sha256;
    }
  | { readonly kind: "audit"; readonly strategy: ResolvedStrategy; readonly train: Sha256 }
  | {
      readonly kind: "evaluate";
      readonly target: EvaluationTarget;
      /** Of what was trained and how, for the score; null for the start model itself. */
      readonly strategyHash: Sha256 | null;
      /** The train stage that makes the checkpoint; null is the start model itself. */
      readonly train: Sha256 | null;
    };

/** One step of a plan. Its fingerprint is the sha256 of `kind` and `inputs`, and of nothing else. */
export interface Stage {
  readonly id: string; // unique within a run, e.g. "evaluate/acquisition/plain/cloze/0-shot"
  readonly fingerprint: Sha256;
  readonly inputs: { readonly [name: string]: Json };
  readonly needs: readonly Sha256[]; // stages that must be done first
  readonly runs: readonly string[]; // the first one owns the attempt folders
  readonly work: StageWork;
  readonly estimate: StageEstimate;
}

/** One strategy with one seed under the profile, and the stages that it consists of. */
export interface PlannedRun {
  readonly run: string; // e.g. "train-shallow@tiny-world#1"
  readonly strategy: string;
  readonly seed: number | null; // null: no seed of ours made the checkpoint
  readonly stages: readonly Sha256[];
}

/** What `harness plan` prints and `harness run` executes: stages in an order in which each follows what it needs. */
export interface Plan {
  readonly profile: string;
  readonly runs: readonly PlannedRun[];
  readonly stages: readonly Stage[];
}
