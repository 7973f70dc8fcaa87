import { readCard } from "../../domain/benchmark/read-card.ts";
import type { Card } from "../../domain/benchmark/card.ts";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { readDocument } from "../../domain/document/read-document.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { BenchmarkFiles, CardText } from "../ports/benchmark-files.ts";

/** All benchmarks that are known here, by name, and what is wrong with the other cards. */
export interface CardShelf {
  readonly cards: readonly Card[];
  readonly problems: readonly Diagnostic[];
}

/**
 * Reads all cards, or those of the wanted benchmarks (large ones take tenths of a second); all of them again if one
 * of these is not there, so that it can be told what is. A bad card hides no other.
 */
export async function readCards(
  files: Pick<BenchmarkFiles, "cards">,
  wanted?: readonly string[],
): Promise<CardShelf> {
  const sources = await files.cards();
  if (wanted === undefined) return readSources(sources);
  const shelf = readSources(sources.filter(({ text }) => mayDescribe(text, wanted)));
  const isComplete = wanted.every((name) => shelf.cards.some((card) => card.name === name));
  return isComplete ? shelf : readSources(sources);
}

/** By its line `name: ...`; a card that is written in another way may describe anything. */
function mayDescribe(card: string, wanted: readonly string[]): boolean {
  const name = /^name:[ \t]*["']?([^\s"'#]+)/m.exec(card)?.[1];
  return name === undefined || wanted.includes(name);
}

function readSources(sources: readonly CardText[]): CardShelf {
  const cards = new Map<string, Card>();
  const problems: Diagnostic[] = [];
  for (const source of sources) {
    const document = readDocument(source);
    const card = document.ok ? readCard(document.value) : document;
    if (!card.ok) problems.push(...card.error);
    else if (cards.has(card.value.name)) problems.push(sameName(card.value, cards.get(card.value.name)));
    else cards.set(card.value.name, card.value);
  }
  return { cards: [...cards.values()], problems };
}

function sameName(card: Card, other: Card | undefined): Diagnostic {
  return {
    severity: "error",
    code: "repeated-name",
    message: `${card.file} and ${other?.file ?? ""} both describe a benchmark called "${card.name}"`,
    hint: "give one of them another name",
  };
}

/** The card of a benchmark. Other cards' problems are told only where they may be why it is not found. */
export function findCard(shelf: CardShelf, name: string): Result<Card, readonly Diagnostic[]> {
  const card = shelf.cards.find((candidate) => candidate.name === name);
  if (card !== undefined) return ok(card);
  const known = shelf.cards.map((candidate) => candidate.name).join(", ");
  const message = `no benchmark is called "${name}"; there is ${known === "" ? "none" : known}`;
  const hint = "a benchmark is described by a card in datasets/";
  return err([{ severity: "error", code: "unknown-benchmark", message, hint }, ...shelf.problems]);
}
