import { defineConfig } from "vitest/config";

/** `npm run test:fast` leaves out `*.slow.test.ts` and test/peers; `npm run test:peers` runs only what needs a peer. */
const speed = process.env["TEST_SPEED"] ?? "all";

export default defineConfig({
  test: {
    include: speed === "peers" ? ["test/peers/**/*.test.ts"] : ["test/**/*.test.ts"],
    exclude: [
      "node_modules/**",
      ...(speed === "peers" ? [] : ["test/peers/**"]),
      ...(speed === "fast" ? ["test/**/*.slow.test.ts"] : []),
    ],
    maxWorkers: 2,
    testTimeout: 20_000,
    pool: "forks",
    globalSetup: [],
  },
});
