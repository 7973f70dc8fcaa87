import { describe, expect, it } from "vitest";
import { overlay } from "../../../harness/domain/document/overlay.ts";
import { readDocument } from "../../../harness/domain/document/read-document.ts";

const document = (file: string, text: string) => {
  const read = readDocument({ file, text });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
};

describe("a document over another", () => {
  const merged = overlay(
    document("above.yaml", "train: [head]\nexpect:\n"),
    document("below.yaml", "# below\ntrain: [embed]\nfreeze: [rest]\nexpect: { trainable: 50% }\n"),
  );

  it("replaces whole keys, and drops those with nothing in them", () => {
    expect(merged.value).toEqual({ train: ["head"], freeze: ["rest"] });
  });

  it("knows which file said what", () => {
    expect(merged.spanOf(["train", 0])).toMatchObject({ file: "above.yaml", line: 1 });
    expect(merged.spanOf(["freeze", 0])).toMatchObject({ file: "below.yaml", line: 3 });
    expect(merged.spanOf(["title"])).toMatchObject({ file: "above.yaml", line: 1 });
  });
});
