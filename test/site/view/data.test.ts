import { describe, expect, it } from "vitest";
import { dataView } from "../../../site/view/data.ts";
import { contextFor } from "../../fixtures/site.ts";

describe("the page about the data", () => {
  it("names each benchmark's licence, split and size, and whether its texts are shown", () => {
    const { lines } = dataView(contextFor({ kind: "data" }));
    expect(lines.map(({ licence, n, texts }) => [licence, n, texts])).toEqual([
      ["Apache-2.0", "576", "shown"],
      ["Apache-2.0", "1,152", "shown"],
      ["CC BY-NC-SA 4.0", "1,346", "not shown: the licence does not allow it here"],
    ]);
  });
});
