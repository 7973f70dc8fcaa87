import type { TrainSpec } from "../contract/spec.ts";
import type { Amount } from "../document/quantity.ts";
import type { Budget } from "./profile.ts";

/** Optimizer steps of a budget: tokens are rounded up to whole steps of batch x sequence tokens. */
export function budgetSteps({ size, batch, sequence }: Budget): number {
  return size.kind === "steps" ? size.steps : Math.ceil(size.tokens / tokensPerStep({ batch, sequence }));
}

/** Training tokens of a budget: all steps are whole. */
export const budgetTokens = (budget: Budget): number => budgetSteps(budget) * tokensPerStep(budget);

/** An amount of the budget in steps: a share is rounded to the nearest step, tokens up to whole steps. */
export function amountSteps(amount: Amount, budget: Budget): number {
  switch (amount.kind) {
    case "steps":
      return amount.steps;
    case "percent":
      return Math.floor((budgetSteps(budget) * amount.percent) / 100 + 0.5 + 1e-9);
    case "tokens":
      return Math.ceil(amount.tokens / tokensPerStep(budget));
  }
}

/** The budget as the worker's contract has it. */
export function trainBudget(budget: Budget): TrainSpec["budget"] {
  return {
    steps: budgetSteps(budget),
    sequence: budget.sequence,
    batch: budget.batch,
    micro_batch: budget.microBatch,
    lr: budget.lr,
    warmup_steps: amountSteps(budget.warmup, budget),
    schedule: budget.schedule,
    min_lr: budget.minLr,
    weight_decay: budget.weightDecay,
    betas: [...budget.betas],
    eps: budget.eps,
    clip: budget.clip,
  };
}

const tokensPerStep = ({ batch, sequence }: Pick<Budget, "batch" | "sequence">): number => batch * sequence;
