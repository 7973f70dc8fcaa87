import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import { makeError } from "../../domain/diagnostic/make.ts";
import { unreachable } from "../../domain/unreachable.ts";
import { gigabytes } from "./bytes-words.ts";
import type { HubFailure } from "./failure.ts";
import type { ModelId } from "./model-id.ts";
import type { HubSettings } from "./settings.ts";

/** What was asked for, and which of its commits are on this machine already. */
export interface HubQuestion {
  readonly model: ModelId;
  readonly settings: HubSettings;
  readonly present: readonly string[]; // whole commits
}

const BY_HAND = "or copy the model folder here and set `model` to its path";

/** A failure in words: what happened, and what to do. */
export function hubProblem(failure: HubFailure, question: HubQuestion): Diagnostic {
  const { model, settings } = question;
  switch (failure.reason) {
    case "refused":
      return refused(failure, question);
    case "unreachable": {
      const message = `can't load ${model.repo}: no connection to ${settings.endpoint} (${failure.detail})`;
      const again = "run the same command again when the network is back: it goes on where it stopped;";
      const hint = `${again}\nHF_ENDPOINT names another hub; ${BY_HAND}`;
      return makeError({ code: "no-network", message, hint: withPresent(hint, question) });
    }
    case "not-a-hub": {
      const message = `${settings.endpoint} does not answer like a model hub: ${failure.detail}`;
      return makeError({ code: "no-hub", message, hint: `check HF_ENDPOINT, ${BY_HAND}` });
    }
    case "wrong-bytes": {
      const message = `${failure.file} of ${model.repo} came twice with other bytes than the hub promised (its hash differs)`;
      const hint = "something between the hub and here changes files; try another network or HF_ENDPOINT";
      return makeError({ code: "hash-mismatch", message, hint });
    }
    case "no-room": {
      const { missingBytes, path } = failure;
      const missing = missingBytes === null ? "" : `: ${gigabytes(missingBytes)} more are needed`;
      const message = `the disk of ${path} is full, so ${model.repo} can't be stored${missing}`;
      const hint = "make room, or set HARNESS_MODELS to a folder on a larger disk; what is there is kept";
      return makeError({ code: "disk-full", message, hint });
    }
    case "unwritable": {
      const message = `${model.repo} can't be stored: ${failure.detail}`;
      return makeError({ code: "unwritable", message, hint: "set HARNESS_MODELS to a folder that is yours" });
    }
    case "interrupted": {
      const message = `the download of ${model.repo} was interrupted`;
      return makeError({ code: "interrupted", message, hint: "the same command goes on where it stopped" });
    }
    default:
      return unreachable(failure);
  }
}

type Refused = Extract<HubFailure, { reason: "refused" }>;

function refused({ status, code }: Refused, question: HubQuestion): Diagnostic {
  const { model, settings } = question;
  const page = `${settings.endpoint}/${model.repo}`;
  const token = settings.token === null ? "set HF_TOKEN to a token of yours" : "check HF_TOKEN";
  if (code === "RevisionNotFound") {
    const message = `${model.repo} has no revision "${model.revision ?? "main"}"`;
    return makeError({ code: "no-revision", message, hint: `its revisions stand at ${page}/commits/main` });
  }
  // Without a token the hub says 401 for what is private and for what does not exist alike.
  if (status === 404 || code === "RepoNotFound") {
    const message = `there is no model ${model.repo} at ${settings.endpoint}`;
    const hint = `check its spelling; if it is private, ${token}`;
    return makeError({ code: "model-not-found", message, hint });
  }
  if (status === 401 || status === 403) {
    const message = `the hub does not let you load ${model.repo} (${status})`;
    const terms = code === "GatedRepo" || status === 403 ? `accept its terms at ${page}, then ` : "";
    return makeError({ code: "no-access", message, hint: `${terms}${token}` });
  }
  const message = `${settings.endpoint} answered ${status} for ${model.repo}`;
  const hint =
    status === 429 ? `too many requests: wait, or ${token}` : "try again later: it goes on where it stopped";
  return makeError({ code: "hub-error", message, hint: withPresent(hint, question) });
}

function withPresent(hint: string, { model, present }: HubQuestion): string {
  if (present.length === 0) return hint;
  return `on this machine: ${present.map((commit) => `${model.repo}@${commit}`).join(", ")};\n${hint}`;
}
