import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { wrapText } from "../../harness/cli/wrap-text.ts";

describe("a wrapped text", () => {
  it("breaks at blanks, with later lines indented", () => {
    expect(wrapText("one two three four", 9, "  ")).toBe("one two\n  three\n  four");
  });

  it("breaks between Chinese characters, never before a comma", () => {
    expect(wrapText("尚无定论：约需两千道题", 12)).toBe("尚无定论：约\n需两千道题");
    expect(wrapText("一二三，四", 6)).toBe("一二\n三，四");
  });

  it("stays as it is where there is room", () => {
    expect(wrapText("as it is", Number.POSITIVE_INFINITY)).toBe("as it is");
  });

  it("loses no word, and is as narrow as asked where the words allow it", () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(words, fc.integer({ min: 12, max: 60 }), (list, width) => {
        const lines = wrapText(list.join(" "), width, "  ").split("\n");
        expect(lines.map((line) => line.trim()).join(" ")).toBe(list.join(" "));
        expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
      }),
    );
  });
});
