import { momentText } from "../format.ts";
import { pagePath, relativeHref } from "../page.ts";
import { said } from "../words/words.ts";
import { linkTo, linkToFile, type ViewContext } from "./context.ts";

/** A link of the header; `current` for the page itself. */
interface NavLink {
  readonly text: string;
  readonly href: string;
  readonly current: boolean;
}

/** What stands around every page. */
export interface LayoutView {
  readonly htmlLang: string;
  readonly headTitle: string;
  readonly description: string;
  readonly stylesheet: string;
  readonly script: string;
  readonly icon: string;
  readonly home: string;
  readonly alternates: readonly { readonly hreflang: string; readonly href: string }[];
  readonly other: {
    readonly label: string;
    readonly htmlLang: string;
    readonly hint: string;
    readonly href: string;
  };
  readonly nav: readonly NavLink[];
  readonly notice: string | null;
  readonly version: string;
  readonly newestIso: string;
  readonly newest: string;
  readonly reportFile: string;
  readonly scoresFile: string;
}

/** The view model of header, notice and footer. */
export function layoutView(context: ViewContext, title: string, description: string): LayoutView {
  const { report, words, here, language } = context;
  const hrefIn = (other: "en" | "zh"): string =>
    relativeHref(pagePath(here, language), pagePath(here, other));
  const link = (kind: "front" | "methods" | "data", text: string): NavLink => ({
    text,
    href: linkTo({ kind }, context),
    current: here.kind === kind,
  });
  return {
    htmlLang: words.htmlLang,
    headTitle: here.kind === "front" ? `${words.site.name}: ${title}` : `${title} · ${words.site.name}`,
    description,
    stylesheet: linkToFile("assets/site.css", context),
    script: linkToFile("assets/site.js", context),
    icon: linkToFile("assets/favicon.svg", context),
    home: linkTo({ kind: "front" }, context),
    alternates: [
      { hreflang: "en", href: hrefIn("en") },
      { hreflang: "zh-Hans", href: hrefIn("zh") },
      { hreflang: "x-default", href: hrefIn("en") },
    ],
    other: { ...words.other, href: hrefIn(language === "en" ? "zh" : "en") },
    nav: [
      link("front", words.site.overview),
      link("methods", words.site.methods),
      link("data", words.site.data),
    ],
    notice: report.profile.notice === null ? null : said(report.profile.notice, language),
    version: words.site.version(report.version),
    newestIso: report.newestResultAt,
    newest: momentText(report.newestResultAt),
    reportFile: linkToFile("index.json", context),
    scoresFile: linkToFile("scores.csv", context),
  };
}
