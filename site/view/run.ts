import type { RunInReport } from "../../harness/domain/report/report.ts";
import { countText, digitsText, durationText, momentText } from "../format.ts";
import { lossCurve } from "../plot/loss-curve.ts";
import type { Svg } from "../plot/svg.ts";
import { comparisonLines, type ComparisonLine } from "./comparison-lines.ts";
import { linkToFile, linkToName, slugOf, type ViewContext } from "./context.ts";
import type { Fact } from "./front.ts";
import { layoutView, type LayoutView } from "./layout.ts";
import { scoreDetails, type ScoreDetail } from "./score-tables.ts";
import { stackView, type StackView } from "./stack-view.ts";

/** The audit's result in a sentence and, if it failed, its problems. */
interface AuditView {
  readonly ok: boolean;
  readonly sentence: string;
  readonly problems: readonly string[];
}

/** The loss curve with its figures and its table. */
interface TrainingView {
  readonly facts: readonly Fact[];
  readonly stream: string;
  readonly curve: Svg | null;
  readonly lines: readonly { readonly step: string; readonly loss: string; readonly rate: string }[];
}

/** Everything a run's page shows. */
export interface RunView {
  readonly layout: LayoutView;
  readonly run: string;
  readonly intro: string;
  readonly strategyHref: string | null;
  readonly strategy: string;
  readonly status: RunInReport["status"];
  readonly statusText: string;
  readonly finishedIso: string;
  readonly finished: string;
  readonly failure: RunInReport["failure"];
  readonly stack: StackView | null;
  readonly audit: AuditView | null;
  readonly auditAbsent: string;
  readonly training: TrainingView | null;
  readonly trainingAbsent: string;
  readonly scores: readonly ScoreDetail[];
  readonly comparisons: readonly ComparisonLine[];
  readonly stages: readonly {
    readonly id: string;
    readonly kind: string;
    readonly fingerprint: string;
    readonly duration: string;
    readonly shared: boolean;
  }[];
  readonly command: string;
  readonly hashes: readonly Fact[];
  readonly libraries: readonly { readonly name: string; readonly version: string }[];
  readonly json: string;
}

/** The view model of one run. */
export function runView(run: RunInReport, context: ViewContext): RunView {
  const { words, report } = context;
  const strategy = report.strategies.find(({ strategy: name }) => name === run.strategy);
  const intro = run.seed === null ? words.run.introAlone : words.run.intro(run.strategy, String(run.seed));
  return {
    layout: layoutView(context, run.run, intro),
    run: run.run,
    intro,
    strategy: run.strategy,
    strategyHref: strategy === undefined ? null : linkToName(strategy.strategy, context),
    status: run.status,
    statusText: words.statuses[run.status],
    finishedIso: run.finishedAt,
    finished: momentText(run.finishedAt),
    failure: run.failure,
    stack: strategy === undefined ? null : stackView(strategy, context),
    audit: auditView(run, words),
    auditAbsent: run.status === "done" ? words.run.auditNone : words.run.notReached,
    training: run.training === null ? null : trainingView(run, run.training, context),
    trainingAbsent: run.status === "done" ? words.run.noTraining : words.run.notReached,
    scores: scoreDetails(run.scores, context),
    comparisons: comparisonLines(run.run, context),
    stages: run.stages.map((stage) => ({
      ...stage,
      duration: stage.durationMs === null ? words.none : durationText(stage.durationMs / 1000),
    })),
    command: run.provenance.command,
    hashes: hashes(run, words),
    libraries: Object.entries(run.provenance.libraries).map(([name, version]) => ({ name, version })),
    json: linkToFile(`runs/${slugOf(run.run, context)}.json`, context),
  };
}

function auditView({ audit }: RunInReport, words: ViewContext["words"]): AuditView | null {
  if (audit === null) return null;
  const sentence = audit.ok
    ? words.run.auditOk(countText(audit.frozen), countText(audit.trained))
    : words.run.auditBad;
  return { ok: audit.ok, sentence, problems: audit.problems };
}

function trainingView(
  run: RunInReport,
  training: NonNullable<RunInReport["training"]>,
  { words }: ViewContext,
): TrainingView {
  const first = digitsText(training.lossFirst);
  const last = digitsText(training.lossLast);
  return {
    facts: [
      { term: words.run.steps, text: countText(training.steps) },
      { term: words.run.tokens, text: countText(training.tokens) },
      { term: words.run.time, text: durationText(training.seconds) },
      { term: words.run.speed, text: countText(training.tokensPerSecond) },
      { term: words.run.lossFirstLast, text: `${first} → ${last}` },
    ],
    stream: training.streamSha256,
    curve:
      training.curve.length < 2
        ? null
        : lossCurve({
            id: "loss",
            title: words.run.lossTitle(run.run),
            description: words.run.lossDescription(first, last, countText(training.steps)),
            curve: training.curve,
            axis: words.run.lossAxis,
          }),
    lines: training.curve.map(({ step, loss, lr }) => ({
      step: countText(step),
      loss: digitsText(loss),
      rate: digitsText(lr),
    })),
  };
}

function hashes({ provenance }: RunInReport, words: ViewContext["words"]): readonly Fact[] {
  return [
    { term: words.run.modelHash, text: provenance.modelHash },
    { term: words.run.startModelHash, text: provenance.startModelHash },
    { term: words.run.strategyHash, text: provenance.strategyHash },
    { term: words.run.codeVersion, text: provenance.codeVersion },
  ];
}
