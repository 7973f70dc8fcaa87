import type { Store } from "../../app/ports/store.ts";
import { failpoint } from "../machine/failpoint.ts";
import { evaluationRows, itemRows } from "./evaluation-rows.ts";
import type { Db } from "./open.ts";
import { runRows } from "./run-rows.ts";
import { attemptRows, stageRows } from "./stage-rows.ts";

/** The store on an open database: writes begin with BEGIN IMMEDIATE, so that two writers wait and never fail halfway. */
export function sqliteStore(db: Db): Store {
  const { insertStage, ...stages } = stageRows(db);
  const { insertEvaluation, evaluations } = evaluationRows(db);
  const { insertItems, items } = itemRows(db);
  const complete = db.transaction((...[stage, evaluation]: Parameters<Store["completeStage"]>) => {
    if (evaluation) {
      const id = insertEvaluation(evaluation.head, evaluation.scores, stage.doneAt);
      insertItems(id, evaluation.head, evaluation.items);
    }
    failpoint("store.transaction");
    insertStage(stage);
  });
  return {
    ...runRows(db),
    ...stages,
    ...attemptRows(db),
    completeStage: (stage, evaluation) => {
      complete.immediate(stage, evaluation);
    },
    evaluations,
    items,
    close: () => {
      db.close();
    },
  };
}
