import { spawn } from "node:child_process";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Checkout, endOf, type SetupEnd } from "../fixtures/setup/checkout.ts";

let clone: Checkout;
beforeEach(async () => {
  clone = new Checkout();
  await clone.setUp();
  clone.write("strategies/full.yaml", "");
  clone.write("strategies/base.yaml", "");
  clone.write("strategies/strategy.schema.json", "{}");
  clone.write("strategies/more/costly.yaml", "");
});
afterEach(() => {
  clone.remove();
});

/** `npm start` with a harness that says what it was asked, and ends with these codes, by command. */
function start(
  codes: Readonly<Record<string, number>> = {},
  args: readonly string[] = [],
): Promise<SetupEnd> {
  const answer = `console.log("> " + process.argv.slice(2).join(" ")); process.exitCode = (${JSON.stringify(codes)})[process.argv[2]] ?? 0;`;
  clone.write("dist/harness/main.js", answer);
  const child = spawn(process.execPath, [join(clone.root, "harness/setup/start.mjs"), ...args], {
    env: { PATH: join(clone.root, "bin"), CI: "true" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return endOf(child);
}

const asked = ({ said }: SetupEnd): readonly string[] =>
  said.split("\n").filter((line) => line.startsWith("> "));
const RUN = "> run strategies/base.yaml strategies/full.yaml --profile tiny-world";

it("sets up, runs every strategy in the order of the names, builds the site, with a clock for each part", async () => {
  const end = await start({}, ["--jobs", "1"]);
  expect(end.code).toBe(0);
  expect(asked(end)).toEqual([`${RUN} --jobs 1`, "> site build --profile tiny-world"]);
  expect(end.said).toMatch(/set-up: nothing to do/);
  expect(end.said).toMatch(/set-up \d+ s, strategies and site \d+ s/);
});

it("shows on the site what did work where a run has failed, and ends with 1", async () => {
  const end = await start({ run: 1 });
  expect([end.code, asked(end).length]).toEqual([1, 2]);
});

it.each([2, 3, 75, 130])("goes no further when the run ends with %d", async (code) => {
  const end = await start({ run: code });
  expect([end.code, asked(end)]).toEqual([code, [RUN]]);
});
