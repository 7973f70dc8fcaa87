import type { Prompt } from "../../domain/benchmark/prompt.ts";
import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import type { EvaluationTarget } from "../../domain/plan/stage.ts";
import type { Result } from "../../domain/result.ts";

/** Reads a benchmark's files, checks them against the card, and renders the prompts of a target in the data's order. */
export interface BenchmarkPrompts {
  promptsFor(target: EvaluationTarget): Promise<Result<readonly Prompt[], readonly Diagnostic[]>>;
}
