import { hashJson } from "../../domain/hash.ts";
import type { Stage } from "../../domain/plan/stage.ts";
import type { RunFacts } from "../../domain/run/run-facts.ts";
import type { ResolvedStrategy } from "../../domain/strategy/resolve.ts";
import type { PreparedPlan } from "../plan/prepare-plan.ts";
import type { RunRecord } from "../ports/store.ts";

type NewRun = Omit<RunRecord, "plannedAt" | "archived">;

/** The runs of a plan as they are stored before anything starts: baseline, margin and seeds stand before results do. */
export function runRecords(prepared: PreparedPlan, codeVersion: string): readonly NewRun[] {
  const { plan, strategies } = prepared;
  const stages = new Map<string, Stage>(plan.stages.map((stage) => [stage.fingerprint, stage]));
  const byName = new Map(strategies.map((strategy) => [strategy.name, strategy]));
  const facts = new Map(
    strategies.map((strategy) => [strategy.name, factsOf(strategy, prepared, codeVersion)]),
  );
  return plan.runs.map((run) => {
    const strategy = byName.get(run.strategy);
    const own = facts.get(run.strategy);
    if (strategy === undefined || own === undefined)
      throw new Error(`Internal error: ${run.run} has no strategy`);
    const command = `harness run ${strategy.file} --profile ${plan.profile} --seeds ${run.seed}`;
    return {
      name: run.run,
      strategy: run.strategy,
      profile: plan.profile,
      seed: run.seed,
      origin: "planned",
      facts: { ...own, command },
      stages: run.stages.flatMap((fingerprint) => {
        const stage = stages.get(fingerprint);
        return stage ? [{ stageId: stage.id, kind: stage.work.kind, fingerprint, inputs: stage.inputs }] : [];
      }),
    };
  });
}

function factsOf(
  strategy: ResolvedStrategy,
  prepared: PreparedPlan,
  codeVersion: string,
): Omit<RunFacts, "command"> {
  const { profile, model, request, descriptions } = prepared;
  const { tensors, numel, share } = strategy.trainable;
  return {
    title: strategy.title,
    description: descriptions.get(strategy.name) ?? null,
    file: strategy.file,
    spec: JSON.stringify(strategy.spec, null, 2),
    strategyHash: hashJson(strategy.spec),
    trainable: { tensors, numel, totalNumel: model.shape.numel, share },
    stack: strategy.groups.map((group) => ({
      address: group.address,
      state: group.state,
      numel: group.numel,
    })),
    model: {
      name:
        profile.model.kind === "hub" ? `${profile.model.id}@${profile.model.revision}` : profile.model.path,
      hash: model.hash,
      numel: model.shape.numel,
      layers: model.shape.layers,
      tied: model.shape.tied,
    },
    profile: {
      notice: profile.notice,
      budget: budgetFacts(prepared),
      seeds: [...request.seeds],
      baseline: profile.baseline,
      marginPoints: profile.margin,
      primary: profile.primary.benchmark,
    },
    codeVersion,
    libraries: { ...request.libraries },
  };
}

function budgetFacts({ request, profile }: PreparedPlan): RunFacts["profile"]["budget"] {
  const { budget, machine } = request;
  const facts: readonly (readonly [string, string | number])[] = [
    ["steps", budget.steps],
    ["sequence", budget.sequence],
    ["batch", budget.batch],
    ["tokens", budget.steps * budget.batch * budget.sequence],
    ["learning rate", budget.lr],
    ["warm-up steps", budget.warmup_steps],
    ["schedule", budget.schedule],
    ["weight decay", budget.weight_decay],
    ["clip", budget.clip],
    ["precision", machine.precision],
    ["device", machine.device],
    ["processes", machine.processes],
    ["threads", machine.threads],
    ["equal", profile.budget.equal],
  ];
  return facts.map(([key, value]) => ({ key, value: String(value) }));
}
