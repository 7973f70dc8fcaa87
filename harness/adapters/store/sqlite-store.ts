import type { Store } from "../../app/ports/store.ts";
import { failpoint } from "../machine/failpoint.ts";
import { writing } from "./disk-full.ts";
import { evaluationRows } from "./evaluation-rows.ts";
import { itemRows } from "./item-rows.ts";
import type { Db } from "./open.ts";
import { runRows } from "./run-rows.ts";
import { attemptRows, stageRows } from "./stage-rows.ts";

/**
 * The store on an open database: writes begin with BEGIN IMMEDIATE, so that two writers wait and never fail halfway.
 * A write throws an error with the code ENOSPC where the disk is full; then nothing of it was written.
 */
export function sqliteStore(db: Db): Store {
  const { insertStage, forgetStages, ...stages } = stageRows(db);
  const { recordRuns, ...runs } = runRows(db);
  const { beginAttempt, setAttemptFolder, endAttempt, ...attempts } = attemptRows(db);
  const { insertEvaluation, evaluations } = evaluationRows(db);
  const { insertItems, forgetQuestions, items, judged } = itemRows(db);
  const complete = db.transaction((...[stage, evaluation]: Parameters<Store["completeStage"]>) => {
    if (evaluation) {
      const id = insertEvaluation(evaluation.head, evaluation.scores, stage.doneAt);
      insertItems(id, evaluation.head, evaluation.items);
    }
    failpoint("store.transaction");
    insertStage(stage);
  });
  return {
    ...runs,
    ...stages,
    ...attempts,
    recordRuns: (...all) => {
      writing(() => {
        recordRuns(...all);
      });
    },
    beginAttempt: (attempt) => writing(() => beginAttempt(attempt)),
    setAttemptFolder: (...all) => {
      writing(() => {
        setAttemptFolder(...all);
      });
    },
    endAttempt: (...all) => {
      writing(() => {
        endAttempt(...all);
      });
    },
    completeStage: (...all) => {
      writing(() => {
        try {
          complete.immediate(...all);
        } catch (error) {
          forgetQuestions();
          throw error;
        }
      });
    },
    forgetStages: (fingerprints) => {
      writing(() => {
        forgetStages(fingerprints);
      });
    },
    evaluations,
    items,
    judged,
    close: () => {
      db.close();
    },
  };
}
