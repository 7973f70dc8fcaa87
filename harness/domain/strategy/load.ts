import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { makeError } from "../diagnostic/make.ts";
import type { Document } from "../document/document.ts";
import { isRecord, withValue } from "../document/overlay.ts";
import { readDocument } from "../document/read-document.ts";
import { validate } from "../document/validate.ts";
import { err, ok, type Result } from "../result.ts";
import { resolveExtends, type ReadRelative, type StrategySource } from "./extend.ts";
import { armSuffix, armWords, expandMatrix } from "./matrix.ts";
import { normalizeStrategy } from "./normalize.ts";
import { strategySchema } from "./schema.ts";
import type { Bilingual, Strategy } from "./strategy.ts";
import { hasPlaceholder, substitute, type Bindings } from "./substitute.ts";

type Loaded = Result<readonly Strategy[], readonly Diagnostic[]>;

/** What people look for in a strategy and find in the profile. */
const PROFILE_KEYS = new Map(
  [
    "model",
    "corpus",
    "seeds",
    "seed",
    "budget",
    "benchmarks",
    "donors",
    "executor",
    "baseline",
    "processes",
  ].map((key) => [key, "a strategy says nothing of that: it stands in the profile, in harness.yaml"]),
);

/**
 * Reads strategy files: `extends` resolved, every matrix expanded into arms with stable names, every arm checked and
 * filled in. All problems of all files at once, or all strategies, in the order of the files and of the matrices.
 * A file that is given twice counts once; two strategies of one name are an error that names both files.
 */
export function loadStrategies(files: readonly StrategySource[], readRelative: ReadRelative): Loaded {
  const unique = [...new Map(files.map((source) => [source.file, source])).values()];
  const loaded = unique.map((source) => loadFile(source, readRelative));
  const problems = loaded.flatMap((result) => (result.ok ? [] : result.error));
  const strategies = loaded.flatMap((result) => (result.ok ? result.value : []));
  const all = [...distinct(problems), ...repeatedNames(strategies)];
  return all.length > 0 ? err(all) : ok(strategies);
}

function loadFile(source: StrategySource, readRelative: ReadRelative): Loaded {
  const read = readDocument(source);
  if (!read.ok) return read;
  const document = resolveExtends(read.value, readRelative);
  if (!document.ok) return document;
  const arms = expandMatrix(document.value);
  if (!arms.ok) return arms;
  const results = arms.value.map((arm) => readArm(document.value, arm));
  const problems = results.flatMap((result) => (result.ok ? [] : result.error));
  return problems.length > 0
    ? err(distinct(problems))
    : ok(results.flatMap((result) => (result.ok ? [result.value] : [])));
}

function readArm(document: Document, arm: Bindings): Result<Strategy, readonly Diagnostic[]> {
  const bound = substitute(document, arm);
  if (!bound.ok) return bound;
  const named = withName(bound.value, document, arm);
  const spec = validate(named, strategySchema, { foreignKeys: PROFILE_KEYS });
  if (!spec.ok) return spec;
  const { name = "", title } = spec.value;
  return normalizeStrategy({ ...spec.value, name, title: armTitle(title, document, arm) }, named);
}

/** The name in the file, or else the file's own; an arm's values follow, unless the name says where they go. */
function withName(bound: Document, document: Document, arm: Bindings): Document {
  if (!isRecord(bound.value)) return bound;
  const given = isRecord(document.value) ? document.value["name"] : undefined;
  const stem =
    document.file
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\.ya?ml$/i, "") ?? "";
  const base = bound.value["name"] ?? stem;
  if (typeof base !== "string") return bound;
  const isPlaced = typeof given === "string" && hasPlaceholder(given);
  const name = arm.size === 0 || isPlaced ? base : `${base}-${armSuffix(arm)}`;
  return withValue(bound, { ...bound.value, name });
}

/** A title that does not say where the arm's values go gets them at its end. */
function armTitle(title: Bilingual, document: Document, arm: Bindings): Bilingual {
  const given = isRecord(document.value) ? document.value["title"] : undefined;
  const isPlaced =
    isRecord(given) && Object.values(given).some((text) => typeof text === "string" && hasPlaceholder(text));
  if (arm.size === 0 || isPlaced) return title;
  return { en: `${title.en} (${armWords(arm)})`, zh: `${title.zh}（${armWords(arm)}）` };
}

function repeatedNames(strategies: readonly Strategy[]): readonly Diagnostic[] {
  const first = new Map<string, Strategy>();
  return strategies.flatMap((strategy) => {
    const earlier = first.get(strategy.name);
    if (earlier === undefined) {
      first.set(strategy.name, strategy);
      return [];
    }
    const where =
      earlier.file === strategy.file ? "twice in its matrix" : `in ${earlier.file} and in ${strategy.file}`;
    const message = `the name "${strategy.name}" stands ${where}`;
    return [
      makeError({ code: "repeated-name", message, hint: "give one of them another `name`", at: strategy.at }),
    ];
  });
}

/** A file that several arms or files share has its problems once. */
function distinct(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  return [
    ...new Map(
      problems.map((problem) => [JSON.stringify([problem.code, problem.message, problem.at]), problem]),
    ).values(),
  ];
}
