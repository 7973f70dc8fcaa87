import { unreachable } from "../harness/domain/unreachable.ts";

/** The languages of the site; English stands at the root, Chinese under zh/. */
export type Language = "en" | "zh";

/** One page, whatever its language. */
export type Page =
  | { readonly kind: "front" }
  | { readonly kind: "run"; readonly slug: string }
  | { readonly kind: "strategy"; readonly slug: string }
  | { readonly kind: "comparison"; readonly slugA: string; readonly slugB: string }
  | { readonly kind: "methods" }
  | { readonly kind: "data" };

/** Where a page lies, relative to the site's root, e.g. "zh/runs/full~tiny-world~1.html". */
export function pagePath(page: Page, language: Language): string {
  return (language === "en" ? "" : `${language}/`) + pathInLanguage(page);
}

function pathInLanguage(page: Page): string {
  switch (page.kind) {
    case "front":
      return "index.html";
    case "run":
      return `runs/${page.slug}.html`;
    case "strategy":
      return `strategies/${page.slug}.html`;
    case "comparison":
      return `compare/${page.slugA}--${page.slugB}.html`;
    case "methods":
      return "methods.html";
    case "data":
      return "data.html";
    default:
      return unreachable(page);
  }
}

/** The relative link from one file of the site to another, e.g. ("runs/a.html", "index.html") -> "../index.html". */
export function relativeHref(from: string, to: string): string {
  const here = from.split("/").slice(0, -1);
  const there = to.split("/");
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared++;
  const steps = [...here.slice(shared).map(() => ".."), ...there.slice(shared).map(encodeURIComponent)];
  return steps.join("/");
}
