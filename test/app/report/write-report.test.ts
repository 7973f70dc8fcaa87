import { describe, expect, it } from "vitest";
import { writeReport, type ReportFolder } from "../../../harness/app/report/write-report.ts";
import { problem, refuseMachine } from "../../../harness/app/refusal.ts";
import { err, ok } from "../../../harness/domain/result.ts";
import { report } from "../../fixtures/report.ts";

function memoryFolder(): ReportFolder & { readonly files: Map<string, string> } {
  const files = new Map<string, string>();
  return {
    files,
    read: (name) => files.get(name) ?? null,
    write: (name, text) => {
      files.set(name, text);
      return ok(`reports/r/${name}`);
    },
  };
}

describe("a written report", () => {
  it("is data, a summary and a table; the same scores give the same bytes", () => {
    const folder = memoryFolder();
    const names = ["report.json", "summary.md", "scores.csv"];
    const files = names.map((name) => `reports/r/${name}`);
    expect(writeReport(report, folder)).toEqual(ok({ files, changed: true }));
    const before = new Map(folder.files);
    expect(writeReport(report, folder)).toEqual(ok({ files, changed: false }));
    expect(folder.files).toEqual(before);
    expect(JSON.parse(folder.files.get("report.json") ?? "")).toMatchObject({ schema: 1, name: report.name });
  });

  it("is refused as a whole where nothing can be written", () => {
    const refusal = refuseMachine([problem("cannot-write", "no room")]);
    expect(writeReport(report, { read: () => null, write: () => err(refusal) })).toEqual(err(refusal));
  });
});
