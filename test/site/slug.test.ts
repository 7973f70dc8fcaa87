import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { slug, slugTable } from "../../site/slug.ts";

describe("slug", () => {
  it("writes @ and # as ~, so that a run's page has a plain name", () => {
    expect(slug("train-shallow@tiny-world#1")).toBe("train-shallow~tiny-world~1");
  });

  it("keeps letters of any script and spells out what a path could misread", () => {
    expect(slug("冻结深层")).toBe("冻结深层");
    expect(slug("../etc/passwd")).toBe("~u2e~.~u2f~etc~u2f~passwd");
    expect(slug("")).toBe("~");
  });

  it("never leaves a separator, a quote or a leading dot, whatever the name", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            "a",
            "冻",
            "@",
            "#",
            "~",
            ".",
            "/",
            "\\",
            '"',
            "'",
            "<",
            "&",
            "?",
            "%",
            ":",
            "*",
            "\n",
            "\0",
            "-",
          ),
        ),
        (characters) => {
          const name = characters.join("");
          expect(slug(name)).not.toMatch(/[/\\"'<>&?%:*|\s]|^\./);
        },
      ),
    );
  });
});

describe("slugTable", () => {
  it("gives names apart from each other files apart, even where a file system is blind to case", () => {
    const table = slugTable(["Full", "full", "a@b", "a#b", "deep"]);
    const files = [...table.values()].map((file) => file.toLowerCase());
    expect(new Set(files).size).toBe(5);
    expect(table.get("deep")).toBe("deep");
  });

  it("does not depend on the order of the names", () => {
    expect(slugTable(["Full", "full"]).get("full")).toBe(slugTable(["full", "Full"]).get("full"));
  });
});
