import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { shellQuote } from "../../../harness/app/init/shell-quote.ts";

test("plain paths stay plain", () => {
  expect(shellQuote("/home/ada/a_b-c.d")).toBe("/home/ada/a_b-c.d");
});

test.each(["a b", "it's", "$HOME", "`id`", "a\nb", 'say "hi"', "*", "a\\b"])(
  "%j reaches a program as it is",
  (path) => {
    const echo = spawnSync("sh", ["-c", `printf %s ${shellQuote(path)}`], { encoding: "utf8" });
    expect(echo.stdout).toBe(path);
  },
);
