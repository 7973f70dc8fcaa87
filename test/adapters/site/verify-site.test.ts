import { describe, expect, it } from "vitest";
import { boardSize, findDeadLinks } from "../../../harness/adapters/site/verify-site.ts";

describe("findDeadLinks", () => {
  it("finds a missing page, a missing id and any link out of the site", () => {
    const files = new Map([
      [
        "index.html",
        '<a href="runs/a.html#top">a</a> <a href="runs/b.html">b</a> <a href="https://x.y/">x</a>',
      ],
      [
        "runs/a.html",
        '<p id="top"></p><a href="../index.html"></a><a href="#bottom"></a><script src="../s.js"></script>',
      ],
    ]);
    expect(findDeadLinks(files)).toEqual([
      { page: "index.html", href: "runs/b.html" },
      { page: "index.html", href: "https://x.y/" },
      { page: "runs/a.html", href: "#bottom" },
      { page: "runs/a.html", href: "../s.js" },
    ]);
  });

  it("reads links as a browser does: encoded names are the files they name", () => {
    const files = new Map([
      ["index.html", '<a href="runs/%E5%86%BB.html"></a><a href="runs/%E5.html"></a>'],
      ["runs/冻.html", ""],
    ]);
    expect(findDeadLinks(files)).toEqual([{ page: "index.html", href: "runs/%E5.html" }]);
  });
});

describe("boardSize", () => {
  it("counts runs, and those with scores", () => {
    expect(boardSize('{"schema":1,"runs":[{"scores":[{}]},{"scores":[]}]}')).toEqual({
      runs: 2,
      runsWithScores: 1,
    });
  });

  it.each([
    "",
    "[]",
    "null",
    "{}",
    '{"runs":[]}',
    '{"schema":1,"runs":7}',
    '{"name":"package","version":"1"}',
  ])("knows that %j is no site's index.json", (text) => {
    expect(boardSize(text)).toBeUndefined();
  });
});
