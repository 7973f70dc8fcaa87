import { describe, expect, it } from "vitest";
import { hashJson } from "../../../harness/domain/hash.ts";
import { shapeIndex } from "../../../harness/domain/strategy/shape-index.ts";
import { tinyGemma3, tinyLlama, tinyPhi3, tinyQwen2, tinyQwen3 } from "../model/example-shapes.ts";
import { refusal, resolved } from "./read-strategies.ts";

const trained = (body: string, shape = tinyQwen3()): readonly string[] =>
  resolved(body, shape)
    .groups.filter(({ state }) => state === "trained")
    .map(({ address }) => address);

const SHALLOW = "train: [layers 0%..50%]\nfreeze: [embed, layers 50%.., final_norm, head]\n";

describe("a resolved strategy", () => {
  it.each([tinyQwen3(), tinyLlama(), tinyGemma3(), tinyPhi3(), tinyQwen2()])(
    "has every tensor of $architecture in exactly one group, and all of them",
    (shape) => {
      for (const body of [
        SHALLOW,
        "train: none\n",
        "train: all\n",
        "train: [layers all norm]\nfreeze: rest\n",
      ]) {
        if (shape.architecture.startsWith("Phi3") && body.includes("norm]")) continue; // this one has no layer norms
        const { groups, trainable } = resolved(body, shape);
        const names = groups.flatMap(({ tensors }) => tensors.map(({ name }) => name));
        expect([...names].sort()).toEqual(shape.tensors.map(({ name }) => name).sort());
        expect(groups.reduce((sum, { numel }) => sum + numel, 0)).toBe(shape.numel);
        const numel = groups
          .filter(({ state }) => state === "trained")
          .reduce((sum, group) => sum + group.numel, 0);
        expect(trainable).toMatchObject({ numel, share: numel / shape.numel });
      }
    },
  );

  it("speaks of one group per layer and part, in model order", () => {
    expect(trained(SHALLOW)).toEqual([
      "layer 0 attn",
      "layer 0 qk_norm",
      "layer 0 mlp",
      "layer 0 norm",
      "layer 1 attn",
      "layer 1 qk_norm",
      "layer 1 mlp",
      "layer 1 norm",
    ]);
    const addresses = resolved("train: all\n", tinyLlama(1)).groups.map(({ address }) => address);
    expect(addresses).toEqual(["embed", "layer 0 attn", "layer 0 mlp", "layer 0 norm", "final_norm", "head"]);
  });

  it("divides a group whose tensors do not go the same way", () => {
    expect(trained("train: [layer 0 q, layer 1 bias]\nfreeze: rest\n", tinyQwen2())).toEqual([
      "layer 0 q",
      "layer 0 q bias",
      "layer 1 q bias",
      "layer 1 k bias",
      "layer 1 v bias",
    ]);
    const { groups } = resolved("train: [layer 0 q]\nfreeze: rest\n", tinyLlama(1));
    expect(groups.map(({ address, state }) => `${address} ${state}`)).toEqual([
      "embed frozen",
      "layer 0 q trained",
      "layer 0 k frozen",
      "layer 0 v frozen",
      "layer 0 o frozen",
      "layer 0 mlp frozen",
      "layer 0 norm frozen",
      "final_norm frozen",
      "head frozen",
    ]);
  });

  it("gives `rest` what nothing else names", () => {
    expect(trained("train: [rest]\nfreeze: [layers all, embed, head]\n")).toEqual(["final_norm"]);
    expect(trained("train: [final_norm, layers 1..2 mlp]\nfreeze: rest\n")).toEqual([
      "layer 1 mlp",
      "final_norm",
    ]);
  });

  it("trains nothing only where that is said", () => {
    expect(resolved("train: none\n", tinyQwen3()).trainable).toEqual({ tensors: 0, numel: 0, share: 0 });
    expect(resolved("train: none\nfreeze: [rest]\n", tinyQwen3()).trainable.numel).toBe(0);
    expect(refusal("train: [layers 0%..5%]\nfreeze: [rest]\n", tinyQwen3())).toMatchInlineSnapshot(`
      "a.yaml:3:9 error nothing trains: \`layers 0%..5%\` names nothing in this model
        3 | train: [layers 0%..5%]
          |         ~~~~~~~~~~~~~
          widen the addresses; if nothing is meant to train, say \`train: none\`"
    `);
    expect(refusal("train: [layers all bias]\nfreeze: [rest]\n", tinyQwen3())).toMatchInlineSnapshot(`
      "a.yaml:3:9 error nothing trains: \`layers all bias\` names nothing in this model
        3 | train: [layers all bias]
          |         ~~~~~~~~~~~~~~~
          widen the addresses; if nothing is meant to train, say \`train: none\`"
    `);
  });

  it("warns of an address that names nothing beside others that do", () => {
    const { warnings } = resolved("train: [layers all attn, layers all bias]\nfreeze: [rest]\n", tinyQwen3());
    expect(warnings).toMatchObject([
      {
        severity: "warning",
        code: "matches-nothing",
        message: "`layers all bias` names nothing in this model",
      },
    ]);
  });

  it("has the same groups and tensors as another one that says the same in other words", () => {
    const sweep = resolved("boundary: 50%\ntrain: [layers ..boundary]\nfreeze: [rest]\n", tinyQwen3());
    expect(sweep.groups).toEqual(resolved(SHALLOW, tinyQwen3()).groups);
    expect(sweep.boundary).toBe(2);
  });

  it("keeps what it does apart from what it is called", () => {
    const spec = (body: string) => resolved(body, tinyQwen3()).spec;
    expect(hashJson(spec(SHALLOW))).toBe(hashJson(spec(`# a comment\nname: other\n\n${SHALLOW}`)));
    expect(hashJson(spec(SHALLOW))).not.toBe(hashJson(spec("train: all\n")));
    expect(spec(SHALLOW)).toMatchObject({
      phases: [{ train: ["layers 0%..50%"], until: { kind: "percent", percent: 100 } }],
    });
    expect(JSON.stringify(spec(SHALLOW))).not.toContain("a.yaml");
  });

  it("is made from a shape that is sorted only once", () => {
    const shape = tinyQwen3();
    expect(shapeIndex(shape)).toBe(shapeIndex(shape));
  });
});

describe("a strategy that does not fit", () => {
  it("names every place on no side, or on both", () => {
    expect(refusal("train: [layers 1.., layer 0 attn]\nfreeze: [final_norm]\n", tinyQwen3()))
      .toMatchInlineSnapshot(`
      "a.yaml:4:10 error neither trained nor frozen: embed, layer 0 mlp, layer 0 norm, head
        4 | freeze: [final_norm]
          |          ~~~~~~~~~~
          add it to train or to freeze; \`freeze: [rest]\` freezes all that is not named"
    `);
    expect(
      refusal(
        "train: [layers 0..3 attn, embed]\nfreeze: [layers 2.., embed, layers 0..2 mlp, final_norm, head]\n",
        tinyLlama(),
      ),
    ).toMatchInlineSnapshot(`
      "a.yaml:4:10 error both trained and frozen: layer 2 attn (\`layers 0..3 attn\` and \`layers 2..\`)
        4 | freeze: [layers 2.., embed, layers 0..2 mlp, final_norm, head]
          |          ~~~~~~~~~~
          it trains in line 3; name it on one side only
      a.yaml:4:22 error both trained and frozen: embed
        4 | freeze: [layers 2.., embed, layers 0..2 mlp, final_norm, head]
          |                      ~~~~~
          it trains in line 3; name it on one side only
      a.yaml:4:58 error neither trained nor frozen: layers 0..2 norm
        4 | freeze: [layers 2.., embed, layers 0..2 mlp, final_norm, head]
          |                                                          ~~~~
          add it to train or to freeze; \`freeze: [rest]\` freezes all that is not named"
    `);
    expect(refusal("train: [layer 0 q]\nfreeze: [layer 0 k, layers 1.., embed, head]\n", tinyQwen2()))
      .toMatchInlineSnapshot(`
      "a.yaml:4:40 error neither trained nor frozen: layer 0 v, layer 0 o, layer 0 v bias, layer 0 mlp, layer 0 norm, final_norm
        4 | freeze: [layer 0 k, layers 1.., embed, head]
          |                                        ~~~~
          add it to train or to freeze; \`freeze: [rest]\` freezes all that is not named"
    `);
  });

  it("names layers and boundaries outside the model, all of them", () => {
    expect(refusal("train: [layer 9, layers 2..30]\nfreeze: ['layers [0, 7]', rest]\n", tinyQwen3()))
      .toMatchInlineSnapshot(`
      "a.yaml:3:9 error \`layer 9\`: the model has no layer 9
        3 | train: [layer 9, layers 2..30]
          |         ~~~~~~~
          it has 4 layers: 0 to 3; the end of a range is not included, so it may be 4
      a.yaml:3:18 error \`layers 2..30\`: 30 is outside the model
        3 | train: [layer 9, layers 2..30]
          |                  ~~~~~~~~~~~~
          it has 4 layers: 0 to 3; the end of a range is not included, so it may be 4
      a.yaml:4:10 error \`layers [0, 7]\`: the model has no layer 7
        4 | freeze: ['layers [0, 7]', rest]
          |          ~~~~~~~~~~~~~~~
          it has 4 layers: 0 to 3; the end of a range is not included, so it may be 4"
    `);
    expect(refusal("boundary: 28\ntrain: [layers ..boundary]\nfreeze: [rest]\n", tinyQwen3()))
      .toMatchInlineSnapshot(`
      "a.yaml:3:11 error boundary: 28 is outside the model
        3 | boundary: 28
          |           ~~
          it has 4 layers: 0 to 3; the end of a range is not included, so it may be 4"
    `);
    expect(refusal("train: [layers 3..1]\nfreeze: [rest]\n", tinyQwen3())).toMatchInlineSnapshot(`
      "a.yaml:3:9 error \`layers 3..1\`: 3..1 runs backwards: from layer 3 to 1
        3 | train: [layers 3..1]
          |         ~~~~~~~~~~~
          the smaller end stands first"
    `);
  });

  it("does not tear a tied pair apart, and names both", () => {
    expect(refusal("train: [embed]\nfreeze: [rest]\n", tinyQwen3())).toMatchInlineSnapshot(`
      "a.yaml:3:9 error this model ties \`embed\` and \`head\` (they are one tensor), but embed is trained and head is frozen (by \`rest\`)
        3 | train: [embed]
          |         ~~~~~
          name both on the same side: [embed, head]"
    `);
    expect(refusal("train: [head]\nfreeze: [embed, layers all, final_norm]\n", tinyGemma3()))
      .toMatchInlineSnapshot(`
      "a.yaml:3:9 error this model ties \`embed\` and \`head\` (they are one tensor), but embed is frozen and head is trained
        3 | train: [head]
          |         ~~~~
          name both on the same side: [embed, head]"
    `);
    expect(trained("train: [embed]\nfreeze: [rest]\n", tinyLlama())).toEqual(["embed"]);
    expect(trained("train: [embed, head]\nfreeze: [rest]\n")).toEqual(["embed"]);
  });

  it("says what becomes of the head even where the model has none of its own", () => {
    expect(refusal("train: [layers all]\nfreeze: [embed, final_norm]\n", tinyQwen3())).toContain(
      "neither trained nor frozen: head",
    );
  });
});
