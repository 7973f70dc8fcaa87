import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { runUnittest, unittestFiles } from "../run-unittest.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));

test.each(unittestFiles(folder))(
  "under a real torchrun the worker keeps the promises of %s",
  { timeout: 600_000 },
  async (file) => {
    const { passed, output } = await runUnittest(folder, file);
    expect(passed, output).toBe(true);
  },
);
