import { beforeAll, describe, expect, it } from "vitest";
import { siteSources } from "../fixtures/site.ts";

let css = "";

beforeAll(async () => {
  css = (await siteSources()).assets.get("site.css") ?? "";
});

/** The colours that a block of the stylesheet sets, e.g. { ink: "#14212c" }. */
function colours(selector: string): Readonly<Record<string, string>> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf("}", start));
  return Object.fromEntries(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name = "", hex = ""]) => [name, hex]),
  );
}

/** Relative luminance of WCAG 2.2. */
function luminance(hex: string): number {
  const channel = (at: number): number => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const TEXTS = ["ink", "muted", "ice", "thaw", "better", "worse", "equal", "open"];
const GROUNDS = ["ground", "surface", "ice-wash", "thaw-wash"];

describe.each([
  ["light", ":root"],
  ["dark", ':root[data-theme="dark"]'],
])("the %s colours", (_, selector) => {
  it("give every text at least 4.5 : 1 on every ground", () => {
    const palette = colours(selector);
    const weak = TEXTS.flatMap((text) =>
      GROUNDS.map((ground) => ({
        text,
        ground,
        ratio: contrast(palette[text] ?? "", palette[ground] ?? ""),
      })),
    ).filter(({ ratio }) => !(ratio >= 4.5));
    expect(weak).toEqual([]);
  });

  it("give every mark of a plot at least 3 : 1 on its ground", () => {
    const palette = colours(selector);
    const marks = ["line-strong", "thaw-fill", "focus"].map((mark) => ({
      mark,
      ratio: contrast(palette[mark] ?? "", palette["ground"] ?? ""),
    }));
    expect(marks.filter(({ ratio }) => !(ratio >= 3))).toEqual([]);
  });
});

describe("the two ways to dark", () => {
  it("the system's and the reader's, set the same colours", () => {
    expect(colours(':root:not([data-theme="light"])')).toEqual(colours(':root[data-theme="dark"]'));
  });
});
