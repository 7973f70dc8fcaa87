import type { Bilingual } from "../report/report.ts";
import type { ProtocolRequest } from "./card-schema.ts";
import type { Style } from "./style.ts";

/** Where a benchmark's files lie: inside the package, or in the data folder. */
export interface CardRoot {
  readonly kind: "package" | "data";
  readonly path: string; // e.g. "datasets/tiny-world", "ceval"
}

/** One file of a split; `subject` is null where a column says it. */
export interface SplitFile {
  readonly file: string; // relative to the root, e.g. "val/law_val.csv"
  readonly subject: string | null;
}

/** A named part of the questions. */
export interface CardSplit {
  readonly name: string; // e.g. "val"
  readonly labelled: boolean;
  readonly items: number;
  readonly files: readonly SplitFile[]; // in the data's order
}

/** A field of knowledge with its own questions. */
export interface Subject {
  readonly id: string; // e.g. "high_school_physics"
  readonly title: Bilingual;
}

/** Subjects that have an average of their own, e.g. C-Eval Hard. A subject may be in several. */
export interface SubjectGroup {
  readonly id: string;
  readonly title: Bilingual;
  readonly subjects: readonly string[];
}

/** Which column holds what; the choices stand in the order of their letters. */
export interface CardColumns {
  readonly id: string;
  readonly subject: string | null;
  readonly cluster: string | null;
  readonly question: string;
  readonly choices: readonly string[];
  readonly answer: string;
  readonly explanation: string | null; // may be missing in a file: only demos need it
}

/** All that is known of a benchmark before its files are opened: checked, nothing optional. */
export interface Card {
  readonly name: string;
  readonly file: string; // the card itself, e.g. "datasets/ceval.yaml"
  readonly title: Bilingual;
  readonly description: Bilingual;
  readonly licence: string;
  readonly source: string | null;
  readonly publicText: boolean;
  readonly root: CardRoot;
  readonly columns: CardColumns;
  readonly splits: readonly CardSplit[];
  readonly primarySplit: string;
  readonly fewShotSplit: string | null;
  readonly subjects: readonly Subject[];
  readonly groups: readonly SubjectGroup[];
  readonly defaultProtocol: ProtocolRequest;
  readonly clozeSuffix: string;
  readonly styles: Readonly<Record<string, Style>>; // the card's own
  /** One for each file of each split, and no others. */
  readonly sha256: ReadonlyMap<string, string>;
}

/** Every file of a card once, splits in the card's order. */
export function filesOf(card: Card): readonly string[] {
  return [...new Set(card.splits.flatMap((split) => split.files.map(({ file }) => file)))];
}
