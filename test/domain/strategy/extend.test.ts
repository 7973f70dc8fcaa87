import { describe, expect, it } from "vitest";
import { complaint, file, strategies } from "./read-strategies.ts";

describe("extends", () => {
  const parent = file("name: parent\ntrain: [layers 0%..50%]\nfreeze: [rest]\nexpect: { layers: 50% }\n");

  it("replaces whole keys, drops empty ones, and never takes names over", () => {
    const child = "strategy: 1\nextends: parent.yaml\ntitle: { en: Child, zh: 子 }\ntrain: [head]\nexpect:\n";
    const [strategy] = strategies({ "s/child.yaml": child }, { "s/parent.yaml": parent });
    expect(strategy).toMatchObject({
      name: "child",
      file: "s/child.yaml",
      title: { en: "Child" },
      expect: null,
    });
    expect(strategy?.phases[0]).toMatchObject({
      train: [{ text: "head", at: { file: "s/child.yaml", line: 4 } }],
      freeze: [{ text: "rest", at: { file: "s/parent.yaml", line: 5 } }],
    });
    expect(complaint({ "s/child.yaml": "strategy: 1\nextends: parent.yaml\n" }, { "s/parent.yaml": parent }))
      .toMatchInlineSnapshot(`
      "s/child.yaml:1:1 error missing key "title"
        1 | strategy: 1
          | ~~~~~~~~
          it holds a map"
    `);
  });

  it("shows a problem in the file that has it", () => {
    const others = { "parent.yaml": file("train: [embed]\nfreeze: [rset]\n") };
    const child = "extends: parent.yaml\ntitle: { en: C, zh: 子 }\n";
    expect(complaint({ "a.yaml": child, "b.yaml": child }, others)).toMatchInlineSnapshot(`
      "parent.yaml:4:10 error freeze: "rset" is no place in a model
        4 | freeze: [rset]
          |          ~~~~
          did you mean "rest"?"
    `);
  });

  it("names a circle whole, and a file that can't be read", () => {
    const files = {
      "a.yaml": "extends: b.yaml\n",
      "b.yaml": "extends: c.yaml\n",
      "c.yaml": "extends: b.yaml\n",
    };
    const { "a.yaml": a, ...others } = files;
    expect(complaint({ "a.yaml": a }, others)).toMatchInlineSnapshot(`
      "c.yaml:1:10 error strategies extend each other in a circle: b.yaml -> c.yaml -> b.yaml
        1 | extends: b.yaml
          |          ~~~~~~
          one of them has to stand alone"
    `);
    expect(complaint({ "a.yaml": "extends: gone.yaml\n" })).toMatchInlineSnapshot(`
      "a.yaml:1:10 error can't extend gone.yaml: no such file
        1 | extends: gone.yaml
          |          ~~~~~~~~~"
    `);
  });
});
