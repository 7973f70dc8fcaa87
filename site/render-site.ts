import Handlebars from "handlebars";
import type { ComparisonInReport, Report } from "../harness/domain/report/report.ts";
import { pagePath, type Language, type Page } from "./page.ts";
import { publicReport } from "./public-report.ts";
import { scoresCsv } from "./scores-csv.ts";
import { slugTable } from "./slug.ts";
import { comparisonView } from "./view/comparison.ts";
import { comparisonPage, slugOf, type ViewContext } from "./view/context.ts";
import { dataView } from "./view/data.ts";
import { frontView } from "./view/front.ts";
import { methodsView } from "./view/methods.ts";
import { runView } from "./view/run.ts";
import { strategyView } from "./view/strategy.ts";
import { wordsIn } from "./words/words.ts";
import type { Svg } from "./plot/svg.ts";

/** What a site is made of; templates by name without ending, e.g. "front" or "partials/facts". */
export interface SiteInput {
  readonly report: Report;
  readonly templates: ReadonlyMap<string, string>;
  readonly assets: ReadonlyMap<string, string>; // by path, e.g. "site.css"
}

const LANGUAGES: readonly Language[] = ["en", "zh"];

/** All files of the site by relative path. Equal input gives equal bytes: no clock, no random, no order of arrival. */
export function renderSite({ report, templates, assets }: SiteInput): ReadonlyMap<string, string> {
  const shown = publicReport(report);
  const slugs = slugTable([
    ...shown.strategies.map(({ strategy }) => strategy),
    ...shown.runs.map(({ run }) => run),
  ]);
  const render = renderer(templates);
  const files = new Map<string, string>();
  for (const language of LANGUAGES) {
    const context = (here: Page): ViewContext => ({
      report: shown,
      language,
      words: wordsIn(language),
      here,
      slugs,
    });
    const write = (here: Page, view: (context: ViewContext) => object): void => {
      files.set(pagePath(here, language), render(here.kind, view(context(here)), language));
    };
    write({ kind: "front" }, frontView);
    write({ kind: "methods" }, methodsView);
    write({ kind: "data" }, dataView);
    const any = context({ kind: "front" });
    for (const strategy of shown.strategies) {
      write({ kind: "strategy", slug: slugOf(strategy.strategy, any) }, (own) => strategyView(strategy, own));
    }
    for (const run of shown.runs)
      write({ kind: "run", slug: slugOf(run.run, any) }, (own) => runView(run, own));
    for (const pair of pairs(shown.comparisons)) {
      const [first] = pair;
      if (first !== undefined) write(comparisonPage(first, any), (own) => comparisonView(pair, own));
    }
  }
  for (const run of shown.runs) files.set(`runs/${slugs.get(run.run) ?? ""}.json`, jsonText(run));
  files.set("index.json", jsonText(shown));
  files.set("scores.csv", scoresCsv(shown));
  for (const [path, text] of assets) files.set(`assets/${path}`, text);
  return files;
}

/** The comparisons of each ordered pair of names, one list a page. */
function pairs(comparisons: readonly ComparisonInReport[]): readonly (readonly ComparisonInReport[])[] {
  const byPair = new Map<string, ComparisonInReport[]>();
  for (const comparison of comparisons) {
    const key = JSON.stringify([comparison.a, comparison.b]);
    byPair.set(key, [...(byPair.get(key) ?? []), comparison]);
  }
  return [...byPair.values()];
}

const jsonText = (value: object): string => `${JSON.stringify(value)}\n`;

/** Compiled templates; escaping is on, a field that a view lacks is a bug and throws, and only `picture` is not escaped. */
function renderer(
  templates: ReadonlyMap<string, string>,
): (name: string, view: object, language: Language) => string {
  const handlebars = Handlebars.create();
  handlebars.registerHelper("picture", (svg: Svg) => new Handlebars.SafeString(svg.markup));
  for (const [name, text] of templates) handlebars.registerPartial(name, text);
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  return (name, view, language) => {
    const known = compiled.get(name) ?? handlebars.compile(templates.get(name), { strict: true });
    compiled.set(name, known);
    return known(view, { data: { words: wordsIn(language) } });
  };
}
