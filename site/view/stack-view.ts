import type { StrategyInReport } from "../../harness/domain/report/report.ts";
import { countText, shareText } from "../format.ts";
import type { Svg } from "../plot/svg.ts";
import type { ViewContext } from "./context.ts";
import { fullStackLines, stackFor, stackLines, type StackLine } from "./stack-words.ts";

/** What trains: picture, short table, and the long one where it says more. */
export interface StackView {
  readonly svg: Svg;
  readonly lines: readonly StackLine[];
  readonly allLines: readonly StackLine[] | null;
  readonly sentence: string;
}

/** A strategy's layer stack for its own page and its runs' pages; null where the report has no table of it. */
export function stackView(
  { strategy, stack, trainable }: StrategyInReport,
  { words }: ViewContext,
): StackView | null {
  if (stack.length === 0) return null;
  const lines = stackLines(stack, words);
  return {
    svg: stackFor(strategy, stack, { id: "stack", words }),
    lines,
    allLines: lines.length === stack.length ? null : fullStackLines(stack, words),
    sentence: words.run.total(
      countText(trainable.numel),
      countText(trainable.totalNumel),
      shareText(trainable.share),
    ),
  };
}
