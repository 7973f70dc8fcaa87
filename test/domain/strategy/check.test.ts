import { describe, expect, it } from "vitest";
import { complaint, file, strategies } from "./read-strategies.ts";

describe("what a strategy says without a model", () => {
  it("a boundary is used, and used only where there is one", () => {
    expect(complaint({ "a.yaml": file("boundary: 50%\ntrain: all\n") })).toMatchInlineSnapshot(`
      "a.yaml:3:11 error the boundary is never used
        3 | boundary: 50%
          |           ~~~
          use it in a range of layers, e.g. \`layers ..boundary\`"
    `);
    expect(complaint({ "a.yaml": file("train: [layers ..boundary]\nfreeze: [rest]\n") }))
      .toMatchInlineSnapshot(`
      "a.yaml:3:9 error \`layers ..boundary\` names the boundary, but the strategy has none
        3 | train: [layers ..boundary]
          |         ~~~~~~~~~~~~~~~~~
          add e.g. \`boundary: 50%\`"
    `);
    expect(complaint({ "a.yaml": file("boundary: 130%\ntrain: [layers ..boundary]\nfreeze: [rest]\n") }))
      .toMatchInlineSnapshot(`
      "a.yaml:3:11 error boundary: 130% is outside the model
        3 | boundary: 130%
          |           ~~~~
          per cent go from 0% to 100%"
    `);
  });

  it("phases follow each other and end with the budget", () => {
    const phase = (until: string): string => `  - { until: ${until}, train: [head], freeze: [rest] }\n`;
    expect(complaint({ "a.yaml": file(`phases:\n${phase("40%")}${phase("30%")}`) })).toMatchInlineSnapshot(`
      "a.yaml:5:14 error phases: each phase ends later than the one before
        5 |   - { until: 30%, train: [head], freeze: [rest] }
          |              ~~~
      a.yaml:5:14 error phases: the last phase ends before the budget does
        5 |   - { until: 30%, train: [head], freeze: [rest] }
          |              ~~~
          the last phase has \`until: 100%\`"
    `);
    expect(
      complaint({ "a.yaml": file(`phases:\n${phase("50 steps")}${phase("1M tokens")}${phase("100%")}`) }),
    ).toContain("the same unit");
    expect(complaint({ "a.yaml": file(`train: all\nphases:\n${phase("100%")}`) })).toMatchInlineSnapshot(`
      "a.yaml:3:1 error \`train\` and \`phases\` can't stand side by side
        3 | train: all
          | ~~~~~
          put it into the phases"
    `);
  });

  it("a change of the optimizer needs something that changes", () => {
    expect(complaint({ "a.yaml": file("train: all\non_change: { optimizer: drop }\n") }))
      .toMatchInlineSnapshot(`
      "a.yaml:4:1 error \`on_change\` is never used: nothing changes what trains
        4 | on_change: { optimizer: drop }
          | ~~~~~~~~~
          it belongs to \`phases\`, \`adapt\` or \`sample\`"
    `);
  });

  it("a mixture is whole", () => {
    expect(complaint({ "a.yaml": file("train: all\ndata: { mixture: { a: 50%, b: 40% } }\n") }))
      .toMatchInlineSnapshot(`
      "a.yaml:4:9 error data.mixture: the shares make 90%, not 100%
        4 | data: { mixture: { a: 50%, b: 40% } }
          |         ~~~~~~~"
    `);
  });

  it("a hybrid consists of whole layers", () => {
    const segments =
      "[{ from: base, layers: embed, init: { std: 1 } }, { from: scratch, layers: layers 50%.., source: layer 1 }]";
    const body = `train: all\ncompose: { segments: ${segments}, embed: base, final_norm: donor b, head: tide }\n`;
    expect(complaint({ "a.yaml": file(body) })).toContain("compose.head: a donor is `base`");
    expect(complaint({ "a.yaml": file(body.replace("tide", "tied")) })).toMatchInlineSnapshot(`
      "a.yaml:4:45 error compose: a segment consists of whole layers, not of \`embed\`
        4 | compose: { segments: [{ from: base, layers: embed, init: { std: 1 } }, { from: scratch, layers: layers 50%.., …
          |                                             ~~~~~
          e.g. layers 0%..50%
      a.yaml:4:52 error compose: \`init\` has no meaning with \`from: base\`
        4 | compose: { segments: [{ from: base, layers: embed, init: { std: 1 } }, { from: scratch, layers: layers 50%.., …
          |                                                    ~~~~
      a.yaml:4:111 error compose: \`source\` has no meaning with \`from: scratch\`
        4 | …: { std: 1 } }, { from: scratch, layers: layers 50%.., source: layer 1 }], embed: base, final_norm: donor b, h…
          |                                                         ~~~~~~"
    `);
  });

  it("a hybrid may take weights between two donors", () => {
    const source = "{ blend: [base, donor a], second: 30%, method: slerp }";
    const body = `train: all\ncompose: { segments: [{ from: ${source}, layers: layers all }], embed: base, final_norm: base, head: tied }\n`;
    expect(strategies({ "a.yaml": file(body) })[0]?.compose?.segments[0]).toMatchObject({
      from: { blend: ["base", "donor a"], second: { percent: 30 }, method: "slerp" },
      source: { text: "layers all" },
      init: null,
    });
  });

  it("settings are of places", () => {
    expect(complaint({ "a.yaml": file("train: all\nsettings: { rest: { lr: 0.1x } }\n") }))
      .toMatchInlineSnapshot(`
      "a.yaml:4:13 error settings: \`rest\` is no address here
        4 | settings: { rest: { lr: 0.1x } }
          |             ~~~~"
    `);
  });
});
