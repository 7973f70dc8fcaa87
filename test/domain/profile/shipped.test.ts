import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadProfile, profileNames } from "../../../harness/domain/profile/load.ts";
import type { Profile } from "../../../harness/domain/profile/profile.ts";

function load(text: string, name: string): Profile {
  const profile = loadProfile({ file: "harness.yaml", text, name, set: [] });
  if (!profile.ok) throw new Error(JSON.stringify(profile.error, null, 2));
  return profile.value;
}

describe("harness.yaml", () => {
  const text = readFileSync(join(import.meta.dirname, "../../../harness.yaml"), "utf8");

  it("ships the tiny world", () => {
    const profile = load(text, "tiny-world");
    expect(profile).toMatchObject({
      model: { kind: "package" },
      seeds: [1, 2, 3],
      threads: 1,
      device: "cpu",
      baseline: "full",
      primary: { benchmark: "acquisition", protocol: 0 },
      unsupported: [],
    });
    expect(profile.notice?.en).toContain("demonstration");
    expect(profileNames({ file: "harness.yaml", text })).toEqual(["tiny-world"]);
  });

  it("has an example for a real model that needs only its comment signs taken away", () => {
    const example = text
      .replace(/^ {2}# ( *(?:[a-z0-9_.-]+:|- \{).*)$/gm, "  $1")
      .replace("@REVISION", "@main");
    expect(load(example, "qwen3-0.6b")).toMatchObject({
      processes: 8,
      budget: { size: { kind: "tokens", tokens: 1e9 } },
    });
  });
});
