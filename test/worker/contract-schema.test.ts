import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { z } from "zod";
import { doneMarker, workerEvent } from "../../harness/domain/contract/events.ts";
import { itemAnswer, requestGroup } from "../../harness/domain/contract/requests.ts";
import { workerSpec } from "../../harness/domain/contract/spec.ts";

const schemas = { workerSpec, workerEvent, doneMarker, requestGroup, itemAnswer };

it("gives the worker the contract as it stands in TypeScript; `npm run schema` writes it anew", () => {
  const definitions = Object.entries(schemas).map(([name, schema]) => {
    const generated = z.toJSONSchema(schema);
    return [name, { ...generated, $schema: undefined }] as const; // said once, at the top
  });
  const file = fileURLToPath(new URL("../../harness/worker/contract.schema.json", import.meta.url));
  const written: unknown = JSON.parse(readFileSync(file, "utf8"));
  expect(written).toEqual({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $defs: JSON.parse(JSON.stringify(Object.fromEntries(definitions))) as unknown,
  });
});
