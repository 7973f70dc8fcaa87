// How long `harness --help` takes beyond bare Node. Goal: under 150 ms.
import { interleave, node, words } from "./measure.mjs";

export const title = "cold start of harness --help";

export async function bench() {
  const times = await interleave(
    { bare: () => node(["-e", "0"]), help: () => node(["dist/harness/main.js", "--help"]) },
    15,
  );
  const over = times.help.median - times.bare.median;
  return [
    `bare node: ${words(times.bare)}`,
    `harness --help: ${words(times.help)}`,
    `over bare node: ${over.toFixed(0)} ms (goal < 150 ms)`,
  ];
}
