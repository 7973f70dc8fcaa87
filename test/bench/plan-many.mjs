// Planning 1,000 strategies x 3 seeds, as the command a user types. Goal: under 2 s.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { node, summary, timeMs, words } from "./measure.mjs";

export const title = "plan of 1,000 strategies x 3 seeds";

export async function bench() {
  const folder = mkdtempSync(join(tmpdir(), "bench-plan-"));
  try {
    const files = writeStrategies(folder, 1000);
    const args = [
      "dist/harness/main.js",
      "plan",
      ...files,
      "--profile",
      "tiny-world",
      "--state",
      join(folder, "state"),
      "--json",
    ];
    const times = [];
    let stages = 0;
    for (let i = 0; i < 5; i++) {
      times.push(
        await timeMs(() => {
          stages = JSON.parse(node(args, { maxBuffer: 1 << 30 })).stages.length;
        }),
      );
    }
    return [`${stages} stages: ${words(summary(times))} (goal < 2,000 ms)`];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Different sets of layers, so that no two plans share a training. */
function writeStrategies(folder, count) {
  const place = join(folder, "strategies");
  mkdirSync(place);
  return Array.from({ length: count }, (_, i) => {
    // The first 255 numbers are all subsets of eight layers; beyond that, subsets of attention blocks.
    const bits = [...Array(8).keys()].filter((layer) => ((i % 255) + 1) & (1 << layer));
    const part = ["", " attn", " mlp", " norm"][Math.floor(i / 255)];
    const file = join(place, `s${i}.yaml`);
    writeFileSync(
      file,
      `strategy: 1\ntitle: { en: Number ${i}, zh: 第 ${i} 号 }\ntrain: ["layers [${bits.join(", ")}]${part}"]\nfreeze: [rest]\n`,
    );
    return resolve(file);
  });
}
