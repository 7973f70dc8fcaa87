import { describe, expect, it } from "vitest";
import { complaint, file, load, strategies } from "./read-strategies.ts";

describe("a strategy file", () => {
  it("is named by itself or by its name in it", () => {
    expect(strategies({ "s/train-x.yaml": file("train: all\n") })).toMatchObject([
      { name: "train-x", file: "s/train-x.yaml" },
    ]);
    expect(strategies({ "a.yaml": file("name: other\ntrain: none\n") })).toMatchObject([{ name: "other" }]);
    expect(complaint({ "Train X.yaml": file("train: all\n") })).toContain("a name has lower-case letters");
  });

  it("has nothing open after reading", () => {
    const [strategy] = strategies({ "a.yaml": file("train: [layers 0%..50%]\nfreeze: rest\n") });
    const open = Object.entries(strategy ?? {}).filter(([, value]) => value === undefined);
    expect(open).toEqual([]);
    expect(strategy).toMatchObject({
      boundary: null,
      adapt: null,
      settings: [],
      phases: [
        {
          until: { kind: "percent", percent: 100 },
          train: [{ text: "layers 0%..50%" }],
          freeze: [{ text: "rest" }],
        },
      ],
    });
  });

  it("counts once when it is given twice", () => {
    const source = { file: "a.yaml", text: file("train: all\n") };
    expect(load({ "a.yaml": source.text, "b.yaml": file("train: none\n") })).toMatchObject({
      ok: true,
      value: { length: 2 },
    });
  });

  it("tells all that is wrong with it at once", () => {
    const text = [
      "name: A b",
      "title: { en: Train shallow, freeze deep, zh: 训练浅层 }",
      "trian: [layers 0%..50%]",
      'freeze: [embed, layres 50%..100%, haed, "layer x", layers 0..140%]',
      "model: qwen",
      "boundary: { from: trace, rule: max, between: 80%..20% }",
      "expect: { trainable: 50 }",
      "settings: { layers 0%..50%: { lr: fast }, layer foo: {} }",
    ].join("\n");
    expect(complaint({ "a.yaml": text })).toMatchInlineSnapshot(`
      "a.yaml:1:1 error missing key "strategy"
        1 | name: A b
          | ~~~~
          it holds 1
      a.yaml:1:7 error name: a name has lower-case letters, digits, dots and hyphens, and begins with a letter or digit
        1 | name: A b
          |       ~~~
      a.yaml:2:29 error unknown key "freeze deep"
        2 | title: { en: Train shallow, freeze deep, zh: 训练浅层 }
          |                             ~~~~~~~~~~~
          inside { } a comma ends the value: put the text in quotes
      a.yaml:3:1 error unknown key "trian"
        3 | trian: [layers 0%..50%]
          | ~~~~~
          did you mean "train"?
      a.yaml:4:17 error freeze: "layres" is no place in a model
        4 | freeze: [embed, layres 50%..100%, haed, "layer x", layers 0..140%]
          |                 ~~~~~~
          did you mean "layers"?
      a.yaml:4:35 error freeze: "haed" is no place in a model
        4 | freeze: [embed, layres 50%..100%, haed, "layer x", layers 0..140%]
          |                                   ~~~~
          did you mean "head"?
      a.yaml:4:48 error freeze: \`layer\` needs a number
        4 | freeze: [embed, layres 50%..100%, haed, "layer x", layers 0..140%]
          |                                                ~
          e.g. layer 3, or layer -1 for the last
      a.yaml:4:62 error freeze: 140% is more than the whole model
        4 | freeze: [embed, layres 50%..100%, haed, "layer x", layers 0..140%]
          |                                                              ~~~~
          per cent go from 0% to 100%
      a.yaml:5:1 error unknown key "model"
        5 | model: qwen
          | ~~~~~
          a strategy says nothing of that: it stands in the profile, in harness.yaml
      a.yaml:6:32 error boundary.rule: expected "max_S", "task_particle", "vulnerable_layer" or "top_k", received "max"
        6 | boundary: { from: trace, rule: max, between: 80%..20% }
          |                                ~~~
      a.yaml:6:46 error boundary.between: expected two shares, the second larger, received "80%..20%"
        6 | boundary: { from: trace, rule: max, between: 80%..20% }
          |                                              ~~~~~~~~
          e.g. 20%..80%
      a.yaml:7:22 error expect.trainable: expected a share and its tolerance, received "50"
        7 | expect: { trainable: 50 }
          |                      ~~
          e.g. 50% ± 2%
      a.yaml:8:35 error settings.layers 0%..50%.lr: expected a factor, received "fast"
        8 | settings: { layers 0%..50%: { lr: fast }, layer foo: {} }
          |                                   ~~~~
          e.g. 0.1x
      a.yaml:8:49 error settings: \`layer\` needs a number
        8 | settings: { layers 0%..50%: { lr: fast }, layer foo: {} }
          |                                                 ~~~
          e.g. layer 3, or layer -1 for the last"
    `);
  });

  it("that is empty, or no map, says what it needs", () => {
    expect(complaint({ "a.yaml": "" })).toMatchInlineSnapshot(`
      "a.yaml:1:1 error expected a map, received nothing
        1 | 
          | ~"
    `);
    expect(complaint({ "a.yaml": "strategy: 2\n" })).toMatchInlineSnapshot(`
      "a.yaml:1:1 error missing key "title"
        1 | strategy: 2
          | ~~~~~~~~
          it holds a map
      a.yaml:1:11 error strategy: expected 1, received 2
        1 | strategy: 2
          |           ~"
    `);
  });

  it("shares no name with another: both files are named", () => {
    const files = { "a.yaml": file("name: x\ntrain: all\n"), "b.yaml": file("name: x\ntrain: none\n") };
    expect(complaint(files)).toMatchInlineSnapshot(`
      "b.yaml:3:1 error the name "x" stands in a.yaml and in b.yaml
        3 | name: x
          | ~~~~
          give one of them another \`name\`"
    `);
  });

  it("leaves nothing implied", () => {
    expect(complaint({ "a.yaml": file("train: [embed]\n") })).toMatchInlineSnapshot(`
      "a.yaml:3:1 error missing key "freeze"
        3 | train: [embed]
          | ~~~~~
          nothing is implied: name what stays, or say \`freeze: [rest]\`"
    `);
    expect(complaint({ "a.yaml": file("freeze: [rest]\n") })).toMatchInlineSnapshot(`
      "a.yaml:1:1 error missing key "train"
        1 | strategy: 1
          | ~~~~~~~~
          e.g. \`train: [layers 0%..50%]\`, or \`train: none\`; a schedule has \`phases\` instead"
    `);
    expect(complaint({ "a.yaml": file("train: []\nfreeze: [rest]\n") })).toMatchInlineSnapshot(`
      "a.yaml:3:8 error train: the list is empty: if that is meant, say \`none\`
        3 | train: []
          |        ~~"
    `);
    expect(complaint({ "a.yaml": file("train: all\nfreeze: [embed]\n") })).toMatchInlineSnapshot(`
      "a.yaml:3:8 error \`train: all\` leaves nothing to freeze
        3 | train: all
          |        ~~~
          say \`train: [rest]\`, or \`freeze: none\`"
    `);
    expect(complaint({ "a.yaml": file("train: [rest]\nfreeze: [rest]\n") })).toMatchInlineSnapshot(`
      "a.yaml:4:10 error \`rest\` stands only once: it is all that nothing else names
        4 | freeze: [rest]
          |          ~~~~"
    `);
  });
});
