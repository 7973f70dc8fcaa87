import {
  isAlias,
  isMap,
  isNode,
  isSeq,
  LineCounter,
  parseDocument,
  type Document as YamlDocument,
} from "yaml";
import type { Diagnostic, SourceSpan } from "../diagnostic/diagnostic.ts";
import { makeError } from "../diagnostic/make.ts";
import { err, ok, type Result } from "../result.ts";
import type { Document, DocumentPath } from "./document.ts";
import { keyOf, nodeValue, type NodeProblem } from "./node-value.ts";
import { yamlWords } from "./yaml-words.ts";

const MAX_LENGTH = 1_000_000;

/** Reads YAML (JSON is YAML too) into plain values that know where they stood. All problems of the text at once. */
export function readDocument({
  file,
  text,
}: {
  readonly file: string;
  readonly text: string;
}): Result<Document, readonly Diagnostic[]> {
  if (text.length > MAX_LENGTH) {
    const message = `the file has ${text.length} characters; at most ${MAX_LENGTH} are read`;
    return err([makeError({ code: "too-large", message, at: { file, line: 1, column: 1, length: 1 } })]);
  }
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const source: Source = { file, text, lines };
  const errors = syntaxProblems(yaml, source);
  if (errors.length > 0) return err(errors);
  const problems: NodeProblem[] = [];
  const value = nodeValue(yaml, problems);
  if (problems.length > 0) return err(problems.map((problem) => nodeDiagnostic(problem, source)));
  return ok({ file, text, value, spanOf: (path, part = "value") => spanOf(yaml, source, { path, part }) });
}

interface Source {
  readonly file: string;
  readonly text: string;
  readonly lines: LineCounter;
}

function syntaxProblems(yaml: YamlDocument, source: Source): readonly Diagnostic[] {
  const deep = yaml.errors.filter(({ code }) => code === "RESOURCE_EXHAUSTION").slice(0, 1);
  return (deep.length > 0 ? deep : yaml.errors).map((error) => {
    const [start, to] = error.pos;
    const from = lastVisible(source.text, start);
    const at = spanBetween(source, from, error.code === "DUPLICATE_KEY" ? endOfWord(source.text, from) : to);
    const marked = source.text.slice(from, from + at.length);
    return makeError({ ...yamlWords(error, marked), at });
  });
}

function nodeDiagnostic({ node, ...problem }: NodeProblem, source: Source): Diagnostic {
  const [from, to] = node.range ?? [0, 0];
  return makeError({ ...problem, at: spanBetween(source, from, to) });
}

/** Walks down the nodes as far as the path goes; a place that is not there is its nearest existing ancestor's key. */
function spanOf(
  yaml: YamlDocument,
  source: Source,
  { path, part }: { readonly path: DocumentPath; readonly part: "key" | "value" },
): SourceSpan {
  let node: unknown = yaml.contents;
  let key: unknown = null;
  for (const [index, step] of path.entries()) {
    const inner = isAlias(node) ? node.resolve(yaml) : node;
    const pair = isMap(inner) ? inner.items.find((item) => keyOf(item) === String(step)) : undefined;
    const item = isSeq(inner) && typeof step === "number" ? inner.items[step] : undefined;
    if (pair === undefined && item === undefined)
      return nodeSpan(source, index === 0 ? firstKey(node) : (key ?? node));
    key = pair ? pair.key : item;
    node = pair ? (pair.value ?? pair.key) : item;
  }
  return nodeSpan(source, part === "key" ? (key ?? node) : path.length === 0 ? firstKey(node) : node);
}

/** The whole document is best shown by its first key. */
const firstKey = (node: unknown): unknown => (isMap(node) ? (node.items[0]?.key ?? node) : node);

function nodeSpan(source: Source, node: unknown): SourceSpan {
  const [from, to] = (isNode(node) ? node.range : null) ?? [0, 0];
  return spanBetween(source, from, to);
}

/** From one offset to another, at most to the end of the first line; never shorter than one. */
function spanBetween({ file, text, lines }: Source, from: number, to: number): SourceSpan {
  const { line, col } = lines.linePos(from);
  const rest = text.slice(from, Math.max(from, to)).split(/\r?\n/, 1)[0] ?? "";
  return {
    file,
    line: Math.max(1, line),
    column: Math.max(1, col),
    length: Math.max(1, rest.trimEnd().length),
  };
}

/** What is missing at the end of a line or file is shown at the last sign before it. */
function lastVisible(text: string, offset: number): number {
  const isBlank = /^\s*(\n|$)/.test(text.slice(offset, offset + 200));
  return isBlank ? Math.max(0, text.slice(0, offset).trimEnd().length - 1) : offset;
}

const endOfWord = (text: string, from: number): number =>
  from + (/^[^\s:,}\]]+/.exec(text.slice(from))?.[0].length ?? 1);
