import { describe, expect, it } from "vitest";
import { element, fixedPicture, fluidPicture } from "../../../site/plot/svg.ts";

describe("element", () => {
  it("escapes attributes and texts, but not elements it made itself", () => {
    const inner = element("text", { x: 1 }, ["<b> & 'c'"]);
    const outer = element("g", { class: `"><script>`, hidden: undefined }, [inner]);
    expect(outer.markup).toBe(
      '<g class="&quot;&gt;&lt;script&gt;"><text x="1">&lt;b&gt; &amp; &#39;c&#39;</text></g>',
    );
  });

  it("replaces what XML cannot hold", () => {
    expect(element("text", {}, ["a\u0000b\u001b[31m"]).markup).toBe("<text>a\ufffdb\ufffd[31m</text>");
  });

  it("closes what has nothing inside", () => {
    expect(element("line", { x1: "4%" }).markup).toBe('<line x1="4%"/>');
  });
});

describe("a picture", () => {
  it("is named by its own title and description", () => {
    const text = { id: "p", title: "Loss", description: "It falls." };
    for (const { markup } of [
      fluidPicture(text, 100, []),
      fixedPicture(text, { width: 10, height: 20, className: "core" }, []),
    ]) {
      expect(markup).toContain('role="img" aria-labelledby="p-title p-description"');
      expect(markup).toContain('<title id="p-title">Loss</title><desc id="p-description">It falls.</desc>');
    }
  });
});
