import type { TrainSpec } from "../../domain/contract/spec.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { MachineFacts, PythonFound } from "../ports/machine.ts";
import { problem, refuseInput, refuseMachine, type Refusal } from "../refusal.ts";

type Device = TrainSpec["device"];

/** The device that a profile means here: `auto` is a GPU that the installed torch can use, else the CPU. */
export function chooseDevice(
  wanted: Device | "auto",
  machine: MachineFacts,
  python: PythonFound,
): Result<Device, Refusal> {
  const torch = python.packages["torch"] ?? "";
  const hasCuda = machine.gpus.length > 0 && !torch.endsWith("+cpu");
  const hasMps = machine.platform === "darwin-arm64";
  if (wanted === "auto") return ok(hasCuda ? "cuda" : hasMps ? "mps" : "cpu");
  if (wanted === "cuda" && !hasCuda) {
    const why =
      machine.gpus.length === 0 ? "this machine shows no GPU" : `torch ${torch} was built without CUDA`;
    const hint = "say `device: auto` or `cpu` in the profile; harness doctor shows what there is";
    return err(refuseMachine([problem("no-cuda", `the profile asks for cuda, but ${why}`, hint)]));
  }
  if (wanted === "mps" && !hasMps) {
    return err(
      refuseMachine([
        problem("no-mps", "the profile asks for mps, which only Apple silicon has", "say `device: auto`"),
      ]),
    );
  }
  return ok(wanted);
}

/** Why GPUs that were asked for by name can't be used; null where they can, or where none was asked for. */
export function refuseGpus(
  gpus: readonly string[] | undefined,
  { wanted, device }: { readonly wanted: Device | "auto"; readonly device: Device },
): Refusal | null {
  if (gpus === undefined || device === "cuda") return null;
  const asked = `--gpus ${gpus.join(",")}`;
  if (wanted === "auto") {
    const hint = "harness doctor shows what there is; without --gpus the run takes what it finds";
    return refuseMachine([
      problem("no-such-gpu", `${asked}: this machine shows no GPU that torch can use`, hint),
    ]);
  }
  const hint = "leave --gpus out, or let the profile take a GPU: --set device=auto";
  return refuseInput([problem("no-such-gpu", `${asked}, but the profile says device: ${wanted}`, hint)]);
}
