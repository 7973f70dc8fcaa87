import type { VerdictCounts } from "./verdict-counts.ts";

const are = (count: number): string => (count === 1 ? "is" : "are");
const plural = (count: number, one: string): string =>
  count === 1 ? `1 ${one}` : `${count} ${one.replace(/y$/, "ie")}s`;

/** The sentence that leads a page, in English. */
export function verdictSentenceEn({
  benchmark,
  n,
  baseline,
  better,
  worse,
  here,
  equivalent,
  open,
}: VerdictCounts): string {
  const parts = [
    { count: better, text: `better than ${baseline}` },
    { count: worse, text: `worse than ${baseline}` },
    { count: here, text: `different from ${baseline} on these questions only` },
    { count: equivalent, text: `as good as ${baseline}, within the margin` },
    { count: open, text: `not shown to differ from ${baseline}` },
  ].filter(({ count }) => count > 0);
  const list = parts.map(({ count, text }, index) =>
    index === 0 ? `${plural(count, "strategy")} ${are(count)} ${text}` : `${count} ${are(count)} ${text}`,
  );
  const last = list.pop() ?? "";
  return `On ${benchmark} (${n} questions), ${list.length === 0 ? last : `${list.join(", ")}, and ${last}`}.`;
}
