// Runs the tests through vitest and ends with the plain line that a CI reads: "N passed, N failed, N skipped".
// Usage: node test/run-tests.mjs all|fast|peers [vitest arguments]
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [speed = "all", ...rest] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "tests-"));
const results = join(folder, "results.json");
const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`];
const run = spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...reporters, ...rest], {
  stdio: "inherit",
  env: { ...process.env, TEST_SPEED: speed },
});
let line = "0 passed, 1 failed";
try {
  const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites, testResults } = JSON.parse(
    readFileSync(results, "utf8"),
  );
  // A file that could not be loaded has no tests in it, but has failed all the same.
  const unloaded = testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  ).length;
  const failed =
    numFailedTests + unloaded + (run.status !== 0 && numFailedTestSuites + numFailedTests === 0 ? 1 : 0);
  line = `${numPassedTests} passed, ${failed} failed, ${numPendingTests} skipped`;
} catch (error) {
  console.error(`the test runner left no results: ${error.message}`);
}
rmSync(folder, { recursive: true, force: true });
console.log(line);
process.exitCode = run.status ?? 1;
