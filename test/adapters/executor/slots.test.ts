import { describe, expect, it } from "vitest";
import { createSlots } from "../../../harness/adapters/executor/slots.ts";
import type { SlotGrant, SlotRequest, Slots } from "../../../harness/app/ports/executor.ts";

const onCpu = (processes: number, threadsPerProcess = 1): SlotRequest => ({
  device: "cpu",
  processes,
  threadsPerProcess,
});
const onGpu = (processes: number): SlotRequest => ({ device: "cuda", processes, threadsPerProcess: 4 });

/** Asks, and tells whether the answer has come by now. */
function ask(slots: Slots, request: SlotRequest): { granted(): SlotGrant | null } {
  let grant: SlotGrant | null = null;
  void slots.acquire(request).then((given) => {
    grant = given;
  });
  return { granted: () => grant };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("slots", () => {
  it("give GPUs out by name, each to one holder, lowest first", async () => {
    const slots = createSlots({ gpus: ["GPU-a", "GPU-b", "GPU-c"], cores: 1, jobs: 9 });
    const first = await slots.acquire(onGpu(1));
    const second = await slots.acquire(onGpu(2));
    expect([first.gpus, second.gpus]).toEqual([["GPU-a"], ["GPU-b", "GPU-c"]]);
    second.release();
    first.release();
    expect((await slots.acquire(onGpu(1))).gpus).toEqual(["GPU-a"]);
  });

  it("share cores: a request takes processes x threads, and no GPU", async () => {
    const slots = createSlots({ gpus: [], cores: 4, jobs: 9 });
    const held = await slots.acquire(onCpu(1, 3));
    const waiting = ask(slots, onCpu(2, 1));
    await settled();
    expect(waiting.granted()).toBeNull();
    held.release();
    await settled();
    expect(waiting.granted()?.gpus).toEqual([]);
  });

  it("give all or nothing, and no one overtakes: a large request is served before a small one that came later", async () => {
    const slots = createSlots({ gpus: ["0", "1"], cores: 1, jobs: 9 });
    const held = await slots.acquire(onGpu(1));
    const large = ask(slots, onGpu(2));
    const small = ask(slots, onGpu(1));
    await settled();
    expect([large.granted(), small.granted()]).toEqual([null, null]);
    held.release();
    await settled();
    expect(large.granted()?.gpus).toEqual(["0", "1"]);
    expect(small.granted()).toBeNull();
    large.granted()?.release();
    await settled();
    expect(small.granted()?.gpus).toEqual(["0"]);
  });

  it("start no more launches than --jobs says, whatever is free", async () => {
    const slots = createSlots({ gpus: [], cores: 64, jobs: 2 });
    const first = await slots.acquire(onCpu(1));
    await slots.acquire(onCpu(1));
    const third = ask(slots, onCpu(1));
    await settled();
    expect(third.granted()).toBeNull();
    first.release();
    await settled();
    expect(third.granted()).not.toBeNull();
  });

  it("take a grant back once, however often it is released", async () => {
    const slots = createSlots({ gpus: ["0"], cores: 1, jobs: 9 });
    const grant = await slots.acquire(onGpu(1));
    grant.release();
    grant.release();
    await slots.acquire(onGpu(1));
    const next = ask(slots, onGpu(1));
    await settled();
    expect(next.granted()).toBeNull();
  });

  it("refuse what can never fit, and name what there is", () => {
    const slots = createSlots({ gpus: ["2", "3"], cores: 2, jobs: 1 });
    expect(slots.refusal(onGpu(2))).toBeNull();
    expect(slots.refusal(onGpu(4))?.message).toBe("4 processes need 4 GPUs, but there are GPUs 2,3");
    expect(slots.refusal(onCpu(2, 2))?.message).toBe("2 processes x 2 threads need 4 cores, but there are 2");
    const none = createSlots({ gpus: [], cores: 1, jobs: 1 });
    expect(none.refusal(onGpu(1))?.message).toBe("1 process needs 1 GPU, but there are none");
  });

  it("say what they have", () => {
    expect(createSlots({ gpus: [], cores: 2, jobs: 1 }).describe).toBe("2 cores");
    expect(createSlots({ gpus: ["0", "1"], cores: 2, jobs: 1 }).describe).toBe("GPUs 0,1");
  });

  it("treat a bug as a bug: asking in spite of a refusal", async () => {
    await expect(createSlots({ gpus: [], cores: 1, jobs: 1 }).acquire(onGpu(1))).rejects.toThrow(
      "Internal error",
    );
  });
});
