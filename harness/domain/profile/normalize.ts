import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { makeError } from "../diagnostic/make.ts";
import { suggestion } from "../diagnostic/nearest.ts";
import type { Document, DocumentPath } from "../document/document.ts";
import { err, ok, type Result } from "../result.ts";
import type { Budget, Corpus, CorpusFiles, Profile, ProfileBenchmark } from "./profile.ts";
import type { ProfileSpec } from "./schema.ts";

/** Fills in all that a profile leaves open, and checks what its parts say of each other. All problems at once. */
export function normalizeProfile(
  spec: ProfileSpec,
  name: string,
  document: Document,
): Result<Profile, readonly Diagnostic[]> {
  const problems: Diagnostic[] = [];
  const complain: Complain = (path, words) => {
    problems.push(makeError({ ...words, at: document.spanOf(["profiles", name, ...path]) }));
  };
  const benchmarks = spec.benchmarks.map(readBenchmark);
  const profile: Omit<Profile, "unsupported"> = {
    name,
    model: spec.model,
    donors: spec.donors,
    corpus: readCorpus(spec.corpus, ["corpus"], complain),
    corpora: Object.fromEntries(
      Object.entries(spec.corpora).map(([key, corpus]) => [
        key,
        readCorpus(corpus, ["corpora", key], complain),
      ]),
    ),
    budget: readBudget(spec, complain),
    trainer:
      typeof spec.trainer === "string"
        ? { kind: spec.trainer }
        : { kind: "command", argv: spec.trainer.command },
    device: spec.device,
    precision: spec.precision,
    processes: spec.processes,
    threads: spec.threads,
    batchTokens: spec.batch_tokens,
    saveEvery: spec.save_every.steps,
    stallTimeoutMs: spec.stall_timeout,
    seeds: spec.seeds,
    benchmarks,
    primary: readPrimary(spec, complain),
    baseline: spec.baseline,
    family: spec.family ?? null,
    margin: spec.margin,
    executor: spec.executor,
    notice: spec.notice ?? null,
  };
  checkRepeats(spec, complain);
  return problems.length > 0 ? err(problems) : ok({ ...profile, unsupported: unsupported(profile) });
}

type Complain = (
  path: DocumentPath,
  words: { code: string; message: string; hint?: string | undefined },
) => void;

function readBudget({ budget, processes }: ProfileSpec, complain: Complain): Budget {
  const { steps, tokens, equal, sequence, batch, lr, warmup, schedule, betas, eps, clip } = budget;
  if ((steps === undefined) === (tokens === undefined)) {
    const isNeither = steps === undefined;
    const message = isNeither ? "budget: neither steps nor tokens" : "budget: both steps and tokens";
    const hint = isNeither
      ? "say one of them, e.g. `steps: 150`"
      : "drop one of them, e.g. --set budget.steps=null";
    complain(isNeither ? ["budget"] : ["budget", "steps"], { code: "budget-size", message, hint });
  }
  if (steps?.steps === 0)
    complain(["budget", "steps"], { code: "budget-size", message: "budget.steps: at least one step" });
  if (tokens !== undefined && tokens < sequence * batch) {
    const message = `budget.tokens: ${tokens} tokens are less than one step, which takes ${sequence * batch} (sequence x batch)`;
    complain(["budget", "tokens"], { code: "budget-size", message });
  }
  const perStep = processes * budget.micro_batch;
  if (batch % perStep !== 0) {
    const message = `budget.batch: ${batch} can't be split into ${processes} processes x ${budget.micro_batch} sequences (micro_batch)`;
    complain(["budget", "batch"], { code: "batch-split", message, hint: `take a multiple of ${perStep}` });
  }
  return {
    size: tokens === undefined ? (steps ?? { kind: "steps", steps: 1 }) : { kind: "tokens", tokens },
    equal,
    sequence,
    batch,
    microBatch: budget.micro_batch,
    lr,
    warmup,
    schedule,
    minLr: budget.min_lr,
    weightDecay: budget.weight_decay,
    betas,
    eps,
    clip,
  };
}

function readCorpus(spec: ProfileSpec["corpus"], path: DocumentPath, complain: Complain): Corpus {
  const { files, format, field } =
    isSource(spec) || isList(spec) ? { files: spec, format: "auto" as const, field: "text" } : spec;
  const list = isList(files) ? files : [files];
  if (format !== "auto") return { files: list, format, field };
  const isJsonl = list.map((file) => /\.(jsonl|ndjson|json)(\.gz|\.zst)?$/i.test(file.path));
  if (isJsonl.includes(true) && isJsonl.includes(false)) {
    const message = "a corpus is all text or all JSONL, and these files look like both";
    complain(path, { code: "mixed-corpus", message, hint: "say the `format`, or make them two corpora" });
  }
  return { files: list, format: isJsonl.includes(true) ? "jsonl" : "text", field };
}

const isList = (value: object): value is readonly CorpusFiles[] => Array.isArray(value);
const isSource = (value: object): value is CorpusFiles => "kind" in value;

const readBenchmark = ({
  name,
  split,
  protocols,
  subjects,
  limit,
}: ProfileSpec["benchmarks"][number]): ProfileBenchmark => ({
  name,
  split: split ?? null,
  protocols,
  subjects: subjects ?? null,
  limit: limit ?? null,
});

function readPrimary({ primary, benchmarks }: ProfileSpec, complain: Complain): Profile["primary"] {
  const chosen = primary ?? { benchmark: benchmarks[0]?.name ?? "", protocol: 0 };
  const target = benchmarks.find(({ name }) => name === chosen.benchmark);
  if (!target) {
    const names = benchmarks.map(({ name }) => name);
    const message = `primary: the profile has no benchmark "${chosen.benchmark}"`;
    complain(["primary", "benchmark"], {
      code: "no-benchmark",
      message,
      hint: suggestion(chosen.benchmark, names),
    });
  } else if (chosen.protocol >= Math.max(1, target.protocols.length)) {
    const message = `primary: ${chosen.benchmark} has no protocol ${chosen.protocol}; the first one is 0`;
    complain(["primary", "protocol"], { code: "no-protocol", message });
  }
  return chosen;
}

function checkRepeats({ seeds, benchmarks }: ProfileSpec, complain: Complain): void {
  seeds.forEach((seed, index) => {
    if (seeds.indexOf(seed) < index)
      complain(["seeds", index], { code: "repeated-seed", message: `seeds: ${seed} stands there twice` });
  });
  benchmarks.forEach(({ name }, index) => {
    if (benchmarks.findIndex((other) => other.name === name) === index) return;
    const message = `benchmarks: ${name} stands there twice`;
    complain(["benchmarks", index, "name"], {
      code: "repeated-benchmark",
      message,
      hint: "give one entry several `protocols`",
    });
  });
}

function unsupported({
  trainer,
  executor,
  budget,
  benchmarks,
}: Omit<Profile, "unsupported">): readonly string[] {
  const modes = benchmarks.flatMap(({ protocols }) => protocols.map(({ mode }) => mode));
  return [
    ...(trainer.kind === "torch" ? [] : [`trainer: ${trainer.kind}`]),
    ...(executor === "local" ? [] : [`executor: ${executor}`]),
    ...(budget.equal === "tokens" ? [] : [`budget.equal: ${budget.equal}`]),
    ...(modes.includes("generate") ? ["benchmarks: generate mode"] : []),
  ];
}
