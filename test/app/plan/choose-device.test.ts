import { describe, expect, it } from "vitest";
import { chooseDevice, refuseGpus } from "../../../harness/app/plan/choose-device.ts";

const CPU = { platform: "linux-x64", cores: 2, memoryBytes: 8e9, gpus: [] };
const GPU = { ...CPU, gpus: [{ id: "GPU-1", name: "H100", memoryBytes: 8e10 }] };
const MAC = { ...CPU, platform: "darwin-arm64" };
const python = (torch: string) => ({
  path: "python3",
  origin: "test",
  version: "3.12.1",
  packages: { torch },
});

describe("the device", () => {
  it("is by itself a GPU that torch can use, else the CPU", () => {
    expect(chooseDevice("auto", GPU, python("2.13.0+cu130"))).toEqual({ ok: true, value: "cuda" });
    expect(chooseDevice("auto", GPU, python("2.13.0+cpu"))).toEqual({ ok: true, value: "cpu" });
    expect(chooseDevice("auto", CPU, python("2.13.0"))).toEqual({ ok: true, value: "cpu" });
    expect(chooseDevice("auto", MAC, python("2.13.0"))).toEqual({ ok: true, value: "mps" });
    expect(chooseDevice("cpu", GPU, python("2.13.0"))).toEqual({ ok: true, value: "cpu" });
  });

  it.each([
    ["cuda", CPU, "2.13.0", "this machine shows no GPU"],
    ["cuda", GPU, "2.13.0+cpu", "torch 2.13.0+cpu was built without CUDA"],
    ["mps", CPU, "2.13.0", "only Apple silicon"],
  ] as const)("%s that is not there is the machine's lack", (...[wanted, machine, torch, message]) => {
    const chosen = chooseDevice(wanted, machine, python(torch));
    expect(chosen.ok ? null : chosen.error.why).toBe("machine");
    expect(chosen.ok ? "" : chosen.error.problems[0]?.message).toContain(message);
  });
});

describe("GPUs asked for by name", () => {
  it("are welcome where the run takes GPUs, and nothing where none was asked for", () => {
    expect(refuseGpus(["0"], { wanted: "auto", device: "cuda" })).toBeNull();
    expect(refuseGpus(undefined, { wanted: "cpu", device: "cpu" })).toBeNull();
  });

  it("are the user's mistake under a profile for the CPU, and the machine's lack otherwise", () => {
    expect(refuseGpus(["0"], { wanted: "cpu", device: "cpu" })?.why).toBe("input");
    expect(refuseGpus(["0"], { wanted: "auto", device: "cpu" })?.why).toBe("machine");
  });
});
