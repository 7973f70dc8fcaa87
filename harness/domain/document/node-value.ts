import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Alias,
  type Document as YamlDocument,
  type Node,
  type Pair,
} from "yaml";

/** What is wrong with a node's value, and the node. */
export interface NodeProblem {
  readonly code: "unknown-alias" | "alias-loop" | "too-many-aliases" | "bad-key";
  readonly message: string;
  readonly hint?: string;
  readonly node: Node;
}

/** A few hundred values reached through aliases are style; more is a "billion laughs" bomb. */
const MAX_ALIASED_VALUES = 1000;

/** The plain value of a YAML node: maps, lists and scalars, aliases followed. Problems are added to the list. */
export function nodeValue(yaml: YamlDocument, problems: NodeProblem[]): unknown {
  let aliased = 0;
  const report = (problem: NodeProblem): void => {
    if (!problems.some(({ code }) => code === problem.code && code === "too-many-aliases"))
      problems.push(problem);
  };

  const follow = (node: Alias, open: readonly Node[]): unknown => {
    const target = node.resolve(yaml);
    const name = `*${node.source}`;
    if (target === undefined) {
      const message = `no anchor &${node.source} stands before ${name}`;
      report({ code: "unknown-alias", message, hint: `a value that begins with * needs quotes`, node });
      return undefined;
    }
    if (open.includes(target)) {
      report({ code: "alias-loop", message: `${name} stands inside the value that it repeats`, node });
      return undefined;
    }
    return read(target, [...open, target]);
  };

  const read = (node: unknown, open: readonly Node[]): unknown => {
    if (open.length > 0 && ++aliased > MAX_ALIASED_VALUES) {
      const [outer] = open;
      const message = `aliases repeat more than ${MAX_ALIASED_VALUES} values`;
      if (outer) report({ code: "too-many-aliases", message, hint: "write the values out", node: outer });
      return undefined;
    }
    if (isAlias(node)) return follow(node, open);
    if (isScalar(node)) return node.value;
    if (isSeq(node)) return node.items.map((item) => read(item, open));
    if (!isMap(node)) return null;
    const entries = node.items.map((pair): readonly [string, unknown] => {
      const key = keyOf(pair);
      if (key === undefined) report(badKey(pair, node));
      return [key ?? "", read(pair.value, open)];
    });
    return Object.fromEntries(entries);
  };
  return read(yaml.contents, []);
}

/** A pair's key as text; undefined if it is a list, a map or an alias. */
export function keyOf(pair: Pair): string | undefined {
  const { key } = pair;
  if (!isScalar(key)) return undefined;
  return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
}

const badKey = (pair: Pair, map: Node): NodeProblem => ({
  code: "bad-key",
  message: "a key is one word or text, not a list or a map",
  hint: "a value that begins with { or [ needs quotes",
  node: isMap(pair.key) || isSeq(pair.key) || isAlias(pair.key) ? pair.key : map,
});
