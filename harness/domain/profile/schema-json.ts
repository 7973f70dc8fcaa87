import type { Json } from "../json.ts";
import { toEditorSchema } from "../strategy/schema-json.ts";
import { harnessFileSchema } from "./schema.ts";

/** The JSON Schema of harness.yaml. */
export const harnessJsonSchema = (): Json => toEditorSchema(harnessFileSchema, "Permafrost harness.yaml");
