import { describe, expect, it } from "vitest";
import { complaint, file, strategies } from "./read-strategies.ts";

const SWEEP =
  "matrix:\n  boundary: [25%, 12.5%]\nboundary: ${boundary}\ntrain: [layers ..boundary]\nfreeze: [rest]\n";

describe("a matrix", () => {
  it("gives one strategy per combination, with stable names, in its order", () => {
    const body =
      'matrix:\n  part: [attn, mlp]\n  step: [1, 2]\ntrain: ["layers 0.. step ${step} ${part}"]\nfreeze: [rest]\n';
    const arms = strategies({ "s/grid.yaml": file(body) });
    expect(arms.map(({ name }) => name)).toEqual(["grid-attn-1", "grid-attn-2", "grid-mlp-1", "grid-mlp-2"]);
    expect(arms.map(({ phases }) => phases[0]?.train[0]?.text)).toEqual([
      "layers 0.. attn",
      "layers 0.. step 2 attn",
      "layers 0.. mlp",
      "layers 0.. step 2 mlp",
    ]);
  });

  it("adds its values to names and titles, unless they say where the values go", () => {
    expect(strategies({ "sweep.yaml": file(SWEEP) })).toMatchObject([
      { name: "sweep-25pct", title: { en: "Example (boundary 25%)", zh: "例子（boundary 25%）" } },
      { name: "sweep-12.5pct", title: { en: "Example (boundary 12.5%)" } },
    ]);
    const placed =
      'strategy: 1\nname: "at-${b}-steps"\ntitle: { en: "At ${b}", zh: "在${b}" }\nmatrix: { b: [3, 4] }\nboundary: ${b}\ntrain: [layers ..boundary]\nfreeze: [rest]\n';
    expect(strategies({ "x.yaml": placed })).toMatchObject([
      {
        name: "at-3-steps",
        title: { en: "At 3", zh: "在3" },
        boundary: { bound: { kind: "index", index: 3 } },
      },
      { name: "at-4-steps" },
    ]);
  });

  it("spreads values evenly, with both ends in it", () => {
    const names = (range: string): readonly string[] =>
      strategies({ "s.yaml": file(SWEEP.replace("[25%, 12.5%]", range)) }).map(({ name }) => name);
    expect(names("{ from: 10%, to: 90%, step: 20% }")).toEqual([
      "s-10pct",
      "s-30pct",
      "s-50pct",
      "s-70pct",
      "s-90pct",
    ]);
    expect(names("{ from: 0.1%, to: 0.4%, step: 0.1% }")).toEqual([
      "s-0.1pct",
      "s-0.2pct",
      "s-0.3pct",
      "s-0.4pct",
    ]);
    expect(names("{ from: 2, to: 7, step: 2 }")).toEqual(["s-2", "s-4", "s-6"]);
    expect(names("{ from: -2, to: -1, step: 1 }")).toEqual(["s-minus-2", "s-minus-1"]);
  });

  it("says what is wrong with it", () => {
    const body = (matrix: string): string => file(`matrix: ${matrix}\ntrain: all\n`);
    expect(complaint({ "a.yaml": body("{ b: [1] }") })).toMatchInlineSnapshot(`
      "a.yaml:3:11 error matrix.b is never used
        3 | matrix: { b: [1] }
          |           ~
          write \${b} where the value belongs"
    `);
    expect(complaint({ "a.yaml": file(SWEEP.replace("[25%, 12.5%]", "{ from: 10%, to: 90, step: 10% }")) }))
      .toMatchInlineSnapshot(`
      "a.yaml:4:3 error matrix.boundary: from, to and step are all numbers, or all per cent, and lead from the first to the last
        4 |   boundary: { from: 10%, to: 90, step: 10% }
          |   ~~~~~~~~
          e.g. { from: 10%, to: 90%, step: 10% }"
    `);
    expect(complaint({ "a.yaml": file(SWEEP.replace("[25%, 12.5%]", "[25%, 25%]")) })).toMatchInlineSnapshot(`
      "a.yaml:4:3 error matrix.boundary has a value twice
        4 |   boundary: [25%, 25%]
          |   ~~~~~~~~"
    `);
    expect(complaint({ "a.yaml": file(SWEEP.replace("${boundary}", "${bundary}")) })).toContain(
      "matrix.boundary is never used",
    );
    expect(complaint({ "a.yaml": file(SWEEP.replace("[25%, 12.5%]", "25%")) })).toMatchInlineSnapshot(`
      "a.yaml:4:13 error matrix.boundary: expected a list or a map, received "25%"
        4 |   boundary: 25%
          |             ~~~"
    `);
    expect(
      complaint({ "a.yaml": file(SWEEP.replace("[25%, 12.5%]", "{ from: 0%, to: 99%, step: 0.001% }")) }),
    ).toMatchInlineSnapshot(`
      "a.yaml:3:1 error the matrix makes more than 10000 strategies
        3 | matrix:
          | ~~~~~~"
    `);
  });

  it("knows no other values than its own", () => {
    expect(complaint({ "a.yaml": file(`${SWEEP}expect: { layers: "\${boundry}" }\n`) }))
      .toMatchInlineSnapshot(`
      "a.yaml:8:20 error \${boundry} has no value
        8 | expect: { layers: "\${boundry}" }
          |                    ~~~~~~~~~~
          did you mean "boundary"?"
    `);
    expect(complaint({ "a.yaml": file('train: ["layers ..${b}"]\nfreeze: [rest]\n') }))
      .toMatchInlineSnapshot(`
      "a.yaml:3:19 error \${b} has no value
        3 | train: ["layers ..\${b}"]
          |                   ~~~~
          \`\${...}\` takes its values from \`matrix\`, which this strategy does not have"
    `);
  });

  it("tells a problem that all arms share only once", () => {
    const rendered = complaint({ "a.yaml": file(SWEEP.replace("[rest]", "[rset]")) });
    expect(rendered.match(/error/g)).toHaveLength(1);
  });

  it("gives no two strategies one name", () => {
    expect(complaint({ "a.yaml": file(SWEEP.replace("[25%, 12.5%]", '[25%, "25 %"]')) })).toContain(
      "boundary",
    );
    const body = "matrix: { part: [attn, ATTN] }\nname: x-${part}\ntrain: all\n";
    expect(complaint({ "a.yaml": file(body) })).toContain("a name has lower-case letters");
    const twice =
      'matrix: { part: [a b, a-b] }\ntrain: all\ndata: { select: { by: { column: "${part}" }, keep: 5%, prefer: low } }\n';
    expect(complaint({ "a.yaml": file(twice) })).toContain('the name "a-a-b" stands twice in its matrix');
  });
});
