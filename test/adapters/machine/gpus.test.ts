import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { chooseGpus, parseGpus, queryGpus } from "../../../harness/adapters/machine/gpus.ts";
import { script } from "../../fixtures/machine/interpreters.ts";

const root = mkdtempSync(join(tmpdir(), "gpus-"));
afterAll(() => {
  rmSync(root, { recursive: true });
});

const CSV =
  "0, GPU-aaaa-1, NVIDIA H100 80GB HBM3, 81559\n1, GPU-bbbb-2, NVIDIA H100 80GB HBM3, [N/A]\nwarning: x\n";
const found = parseGpus(CSV);

describe("queryGpus", () => {
  it("reads what nvidia-smi lists", async () => {
    const command = script(join(root, "nvidia-smi"), `cat <<'END'\n${CSV}END`);
    expect(await queryGpus(command)).toEqual([
      { index: "0", id: "GPU-aaaa-1", name: "NVIDIA H100 80GB HBM3", memoryBytes: 81559 * 2 ** 20 },
      { index: "1", id: "GPU-bbbb-2", name: "NVIDIA H100 80GB HBM3", memoryBytes: 0 },
    ]);
  });

  it("finds none where there is no nvidia-smi, or one without a driver", async () => {
    expect(await queryGpus(join(root, "nothing"))).toEqual([]);
    const command = script(join(root, "no-driver"), "echo NVIDIA-SMI has failed; exit 9");
    expect(await queryGpus(command)).toEqual([]);
  });
});

describe("chooseGpus", () => {
  const choose = (wanted: readonly string[] | undefined, visible?: string): unknown => {
    const chosen = chooseGpus({ wanted, visible, found });
    return chosen.ok ? chosen.value : chosen.error.message;
  };

  it("takes all, by their UUIDs, where nothing is said", () => {
    expect(choose(undefined)).toEqual(["GPU-aaaa-1", "GPU-bbbb-2"]);
  });

  it.each([
    ["1", ["1"]],
    ["GPU-bbbb, 0", ["GPU-bbbb", "0"]],
    ["MIG-7f", ["MIG-7f"]],
    ["", []],
    ["-1", []],
    ["1,-1,0", ["1"]],
    ["NoDevFiles", []],
  ])("takes an incoming CUDA_VISIBLE_DEVICES=%j as it stands, as far as CUDA reads it", (visible, gpus) => {
    expect(choose(undefined, visible)).toEqual(gpus);
  });

  it("takes those of --gpus, by index or UUID, each once", () => {
    expect(choose(["1", "0", "GPU-bbbb-2"])).toEqual(["GPU-bbbb-2", "GPU-aaaa-1"]);
    expect(choose(["1"], "GPU-bbbb-2")).toEqual(["GPU-bbbb-2"]);
  });

  it("refuses one that is not there, or that was not given to us", () => {
    expect(choose(["2"])).toBe(
      "--gpus: no GPU 2; there are 0 (NVIDIA H100 80GB HBM3), 1 (NVIDIA H100 80GB HBM3)",
    );
    expect(choose(["0"], "1")).toBe("--gpus: no GPU 0; there is 1");
    expect(choose(["0"], "")).toBe("--gpus: no GPU 0; there are none");
  });

  it("believes --gpus where nvidia-smi can't say", () => {
    expect(chooseGpus({ wanted: ["0"], visible: undefined, found: [] })).toEqual({ ok: true, value: ["0"] });
  });
});
