import type { RunRecord, RunStageRecord } from "../../app/ports/store.ts";
import type { Json } from "../../domain/json.ts";
import { hashJson, shortHash } from "../../domain/hash.ts";
import type { Db } from "./open.ts";
import { parseInputs, parseJson } from "./json-column.ts";

type NewRun = Omit<RunRecord, "plannedAt" | "archived">;

interface RunRow {
  name: string;
  strategy: string;
  profile: string;
  seed: number | null;
  origin: RunRecord["origin"];
  facts: string;
  planned_at: string;
  archived: number;
}

interface StageRow {
  stage_id: string;
  kind: string;
  fingerprint: string;
  inputs: string;
}

/** The tables `run` and `run_stage`: what was planned under which name. */
export function runRows(db: Db) {
  const selectRun = db.prepare<[string], RunRow>("SELECT * FROM run WHERE name = ?");
  const selectRuns = db.prepare<[number], RunRow>("SELECT * FROM run WHERE archived <= ? ORDER BY name");
  const selectStages = db.prepare<[string], StageRow>(
    "SELECT stage_id, kind, fingerprint, inputs FROM run_stage WHERE run = ? ORDER BY position",
  );
  const selectStage = db.prepare<[string, string], StageRow>(
    "SELECT stage_id, kind, fingerprint, inputs FROM run_stage WHERE run = ? AND stage_id = ?",
  );
  const hasScores = db.prepare<[string], { found: number }>(
    "SELECT EXISTS (SELECT 1 FROM run_stage JOIN evaluation USING (fingerprint) WHERE run = ?) AS found",
  );
  const rename = db.prepare<[string, string]>(
    "UPDATE OR REPLACE run SET name = ?, archived = 1 WHERE name = ?",
  );
  const upsert = db.prepare<[string, string, string, number | null, string, string, string]>(
    `INSERT INTO run (name, strategy, profile, seed, origin, facts, planned_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET strategy = excluded.strategy, profile = excluded.profile, seed = excluded.seed,
       origin = excluded.origin, facts = excluded.facts, planned_at = excluded.planned_at`,
  );
  const clearStages = db.prepare<[string]>("DELETE FROM run_stage WHERE run = ?");
  const insertStage = db.prepare<[string, number, string, string, string, string]>(
    "INSERT INTO run_stage (run, position, stage_id, kind, fingerprint, inputs) VALUES (?, ?, ?, ?, ?, ?)",
  );

  const read = (row: RunRow): RunRecord => ({
    name: row.name,
    strategy: row.strategy,
    profile: row.profile,
    seed: row.seed,
    origin: row.origin,
    facts: parseJson(row.facts),
    plannedAt: row.planned_at,
    archived: row.archived === 1,
    stages: selectStages.all(row.name).map(readStage),
  });

  /** An earlier run of the same name keeps its results under `name+hash`: a score never changes its meaning. */
  const archive = (name: string, stages: readonly RunStageRecord[]): void => {
    const before = selectStages.all(name);
    const same = JSON.stringify(before.map(key)) === JSON.stringify(stages.map(keyOfRecord));
    if (same || before.length === 0 || hasScores.get(name)?.found !== 1) return;
    rename.run(`${name}+${shortHash(hashJson(before.map((s) => s.fingerprint)))}`, name);
  };

  const record = db.transaction((runs: readonly NewRun[], now: string) => {
    for (const run of runs) {
      archive(run.name, run.stages);
      upsert.run(run.name, run.strategy, run.profile, run.seed, run.origin, JSON.stringify(run.facts), now);
      clearStages.run(run.name);
      run.stages.forEach((stage, position) => {
        const inputs = JSON.stringify(stage.inputs);
        insertStage.run(run.name, position, stage.stageId, stage.kind, stage.fingerprint, inputs);
      });
    }
  });

  return {
    lastPlanned: (run: string, stageId: string): RunStageRecord | undefined => {
      const row = selectStage.get(run, stageId);
      return row && readStage(row);
    },
    recordRuns: (runs: readonly NewRun[], now: string): void => {
      record.immediate(runs, now);
    },
    runs: (options: { readonly archived?: boolean } = {}): readonly RunRecord[] =>
      selectRuns.all(options.archived === true ? 1 : 0).map(read),
    run: (name: string): RunRecord | undefined => {
      const row = selectRun.get(name);
      return row && read(row);
    },
  };
}

const key = (row: StageRow): Json => [row.stage_id, row.fingerprint];
const keyOfRecord = (stage: RunStageRecord): Json => [stage.stageId, stage.fingerprint];

function readStage(row: StageRow): RunStageRecord {
  return {
    stageId: row.stage_id,
    kind: row.kind,
    fingerprint: row.fingerprint,
    inputs: parseInputs(row.inputs),
  };
}
