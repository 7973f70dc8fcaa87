// npm run bench [-- NAME ...]: every benchmark, or the named ones, one after the other on an otherwise idle machine.
import * as cachedRun from "./cached-run.mjs";
import * as coldStart from "./cold-start.mjs";
import { machineLine } from "./measure.mjs";
import * as planMany from "./plan-many.mjs";
import * as stats from "./stats.mjs";
import * as statsCalibration from "./stats-calibration.mjs";
import * as storeInsert from "./store-insert.mjs";

const ALL = {
  "cold-start": coldStart,
  plan: planMany,
  "cached-run": cachedRun,
  store: storeInsert,
  stats,
  "stats-calibration": statsCalibration,
};
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in ALL));
if (unknown.length > 0) {
  console.error(`no benchmark is called ${unknown.join(", ")}; there is ${Object.keys(ALL).join(", ")}`);
  process.exit(2);
}
console.log(machineLine());
for (const [name, { title, bench }] of Object.entries(ALL)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${name}: ${title}`);
  for (const line of await bench()) console.log(`  ${line}`);
}
