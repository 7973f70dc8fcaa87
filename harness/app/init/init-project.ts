import { isAbsolute, join, relative, resolve } from "node:path";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { makeError } from "../../domain/diagnostic/make.ts";
import { loadProfile } from "../../domain/profile/load.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { schemaText, strategyJsonSchema } from "../../domain/strategy/schema-json.ts";
import type { ProjectFiles } from "../ports/project-files.ts";
import { refuseInput, type Refusal } from "../refusal.ts";
import { chooseModel, relativeTo, type ChosenModel } from "./choose-model.ts";
import { nightlyFiles, type Nightly } from "./nightly-text.ts";
import { profileText } from "./profile-text.ts";
import { shellQuote } from "./shell-quote.ts";

/** What a project is started with. */
export interface InitRequest {
  readonly folder: string; // the project's, absolute or relative to where the user stands
  readonly model: string; // a folder, or a hub id
  readonly corpus?: readonly string[]; // files or patterns; without them a placeholder stands there
  readonly nightly: Nightly | null;
  readonly cores?: number; // of this machine
}

/** What was done: paths from the project's folder, and what to type next. */
export interface InitSummary {
  readonly written: readonly string[];
  readonly kept: readonly string[]; // were there before, and are as they were
  readonly next: readonly string[];
}

const STRATEGIES = "base full train-shallow train-deep middle sandwich attention-only boundary-sweep".split(
  " ",
);
const IGNORED = [".harness/", "dist-site/"];
const FEW_CORES = 4;

const DATASETS_README = `# Data sets

Benchmarks are described by cards (\`*.yaml\`) in this folder, besides those that come with the harness
(\`harness data list\`). Exam questions themselves do not belong here: \`harness data import NAME --from DIR_OR_ZIP\`
brings them to \`~/.cache/permafrost/datasets\` (or \`$HARNESS_DATA\`) and compares every file with its card.
`;

/** Starts a project in a folder. Nothing that is there is changed; nothing is written if the input is wrong. */
export async function initProject(
  request: InitRequest,
  files: ProjectFiles,
): Promise<Result<InitSummary, Refusal>> {
  const folder = resolve(files.cwd, request.folder);
  const model = await chooseModel(request.model, folder, files);
  const corpus = chooseCorpus(request.corpus ?? [], folder, files);
  const problems = [model, corpus].flatMap((result) => (result.ok ? [] : result.error));
  if (!model.ok || !corpus.ok) return err(refuseInput(problems));
  const threads = Math.min(request.cores ?? FEW_CORES, FEW_CORES);
  const text = profileText({ model: model.value, corpus: corpus.value, threads });
  const profile = loadProfile({ file: "harness.yaml", text, name: null, set: [] });
  // A file that nobody has written yet is no place to show.
  if (!profile.ok)
    return err(
      refuseInput(profile.error.map(({ code, message, hint }) => makeError({ code, message, hint }))),
    );
  const nightly = request.nightly === null ? null : nightlyFiles(request.nightly, folder);
  const texts = [
    { path: "harness.yaml", text },
    ...STRATEGIES.map((name) => `strategies/${name}.yaml`).map((path) => ({
      path,
      text: files.packageFile(path),
    })),
    { path: "strategies/strategy.schema.json", text: schemaText(strategyJsonSchema()) },
    { path: "datasets/README.md", text: DATASETS_README },
    { path: ".gitignore", text: `${IGNORED.join("\n")}\n` },
    ...(nightly?.files ?? []),
  ];
  const done = writeAll(texts, folder, files);
  if (!done.ok) return err(refuseInput(done.error));
  const next = [
    ...afterwards({
      folder,
      model: model.value,
      hasCorpus: corpus.value.length > 0,
      files,
      kept: done.value.kept,
    }),
    ...(nightly?.next ?? []),
  ];
  return ok({ ...done.value, next });
}

type Checked<T> = Result<T, readonly Diagnostic[]>;

/** Files must be there; a pattern is looked at when it is used. */
function chooseCorpus(
  corpus: readonly string[],
  project: string,
  files: ProjectFiles,
): Checked<readonly string[]> {
  const problems = corpus
    .filter((file) => !/[*?[{]/.test(file) && files.kindOf(resolve(files.cwd, file)) !== "file")
    .map((file) => {
      const message = `the corpus ${file} is not a file`;
      return makeError({ code: "no-corpus", message, hint: "name files or patterns, e.g. data/*.jsonl" });
    });
  if (problems.length > 0) return err(problems);
  return ok(corpus.map((file) => (isAbsolute(file) ? file : relativeTo(project, resolve(files.cwd, file)))));
}

function writeAll(
  texts: readonly { readonly path: string; readonly text: string }[],
  folder: string,
  files: ProjectFiles,
): Checked<Omit<InitSummary, "next">> {
  const [written, kept]: [string[], string[]] = [[], []];
  for (const { path, text } of texts) {
    const outcome = files.writeNew(join(folder, path), text);
    if (!outcome.ok) return outcome;
    (outcome.value ? written : kept).push(path);
  }
  return ok({ written, kept });
}

/** What is left to the user, in the order in which it has to be done. */
function afterwards(of: {
  readonly folder: string;
  readonly model: ChosenModel;
  readonly hasCorpus: boolean;
  readonly files: ProjectFiles;
  readonly kept: readonly string[];
}): readonly string[] {
  const { folder, model, hasCorpus, files, kept } = of;
  const way = relative(files.cwd, folder);
  const isKept = kept.includes("harness.yaml");
  const ignored = files.read(join(folder, ".gitignore"))?.split(/\r?\n/) ?? [];
  const missing = IGNORED.filter((line) => !ignored.includes(line) && !ignored.includes(line.slice(0, -1)));
  return [
    ...(way === "" ? [] : [`cd ${shellQuote(way)}`]),
    ...(isKept
      ? [`harness.yaml was there and is unchanged: put model: ${model.source} into it if you want that`]
      : []),
    ...(missing.length > 0 ? [`add ${missing.join(" and ")} to .gitignore`] : []),
    ...(!isKept && !hasCorpus ? ["edit harness.yaml: say under corpus which text to train on"] : []),
    ...(!isKept && model.isMoving
      ? [`pin the model: write a commit for the revision in ${model.source}`]
      : []),
    "harness data import ceval --from DIR_OR_ZIP (and cmmlu), or take them out of harness.yaml",
    "harness doctor",
    "harness plan strategies/*.yaml",
    "harness run strategies/*.yaml",
  ];
}
