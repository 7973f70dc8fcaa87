import { describe, expect, it } from "vitest";
import { explainFailure } from "../../../harness/domain/run/failure-words.ts";
import type { StageFailure } from "../../../harness/domain/run/failure.ts";

const log = ".harness/runs/full#1/train/attempt-1/stderr.log";
const explain = (failure: StageFailure): string => {
  const { title, detail, next } = explainFailure(failure, { stage: "train", run: "full@tiny-world#1" });
  return [title, detail, next].join("\n");
};

describe("a failure in words: what happened, where to look, what to do next", () => {
  it("worker-error", () => {
    expect(explain({ reason: "worker-error", message: "ValueError: the corpus is empty", log }))
      .toMatchInlineSnapshot(`
      "train stopped with an error: ValueError: the corpus is empty
      log: .harness/runs/full#1/train/attempt-1/stderr.log
      mend what it says, then run the same command again"
    `);
  });
  it("out-of-memory on the GPU", () => {
    const message = "torch.OutOfMemoryError: CUDA out of memory.";
    expect(explain({ reason: "out-of-memory", where: "device", message, log })).toMatchInlineSnapshot(`
      "train ran out of GPU memory: torch.OutOfMemoryError: CUDA out of memory.
      log: .harness/runs/full#1/train/attempt-1/stderr.log
      make budget.micro_batch smaller, or free the GPU (\`nvidia-smi\` shows who uses it), then run the same command again"
    `);
  });
  it("out-of-memory on the host", () => {
    expect(explain({ reason: "out-of-memory", where: "host", message: "MemoryError", log }))
      .toMatchInlineSnapshot(`
        "train ran out of memory: MemoryError
        log: .harness/runs/full#1/train/attempt-1/stderr.log
        make budget.micro_batch smaller, or let fewer stages run at once (--jobs 1), then run the same command again"
      `);
  });
  it("killed by SIGKILL", () => {
    expect(explain({ reason: "killed", signal: "SIGKILL", log })).toMatchInlineSnapshot(`
      "train was killed from outside (SIGKILL)
      mostly that is the kernel, because memory ran out: \`dmesg\` would say so. log: .harness/runs/full#1/train/attempt-1/stderr.log
      make budget.micro_batch smaller, let fewer stages run at once (--jobs 1), or give the machine more memory, then run the same command again"
    `);
  });
  it("killed by SIGTERM", () => {
    expect(explain({ reason: "killed", signal: "SIGTERM", log })).toMatchInlineSnapshot(`
      "train was ended from outside (SIGTERM)
      log: .harness/runs/full#1/train/attempt-1/stderr.log
      run the same command again: it goes on where it stopped"
    `);
  });
  it("killed by SIGSEGV", () => {
    expect(explain({ reason: "killed", signal: "SIGSEGV", log })).toMatchInlineSnapshot(`
      "train crashed (SIGSEGV)
      log: .harness/runs/full#1/train/attempt-1/stderr.log
      this is a fault in torch, a driver or the hardware; see the log, and try --set device=cpu, then run the same command again"
    `);
  });
  it("hung", () => {
    expect(explain({ reason: "hung", silentMs: 600_000, log })).toMatchInlineSnapshot(`
      "train said nothing for 10 min, so it was ended
      log: .harness/runs/full#1/train/attempt-1/stderr.log
      look at the end of the log; if the work is only slow, raise stall_timeout, then run the same command again"
    `);
  });
  it("disk-full", () => {
    expect(explain({ reason: "disk-full", path: ".harness/runs/full#1" })).toMatchInlineSnapshot(`
      "train found the disk full
      while writing below .harness/runs/full#1
      free some space (\`harness gc --dry-run\` says what the harness can do without), then run the same command again"
    `);
  });
  it("port-in-use", () => {
    expect(explain({ reason: "port-in-use", log })).toMatchInlineSnapshot(`
      "train could not open a network port: the address is already in use
      log: .harness/runs/full#1/train/attempt-1/stderr.log
      the harness asks for a free port each time, so run the same command again; if it stays, look for a firewall or a script that opens a port of its own"
    `);
  });
  it("spawn-error", () => {
    expect(explain({ reason: "spawn-error", message: "spawn python ENOENT" })).toMatchInlineSnapshot(`
      "train could not be started: spawn python ENOENT

      \`harness doctor\` says whether Python and torch are in order, then run the same command again"
    `);
  });
  it("incomplete-output", () => {
    expect(explain({ reason: "incomplete-output", detail: "no completion marker", log }))
      .toMatchInlineSnapshot(`
      "train ended without a complete result: no completion marker
      log: .harness/runs/full#1/train/attempt-1/stderr.log
      nothing of it was kept; run the same command again, and report it if it stays"
    `);
  });
  it("audit-failed", () => {
    const problems = ["layer 0 attn q_proj: frozen, but changed"];
    expect(explain({ reason: "audit-failed", problems })).toMatchInlineSnapshot(`
      "the audit found 1 tensor that did not change as planned
      layer 0 attn q_proj: frozen, but changed
      do not trust this run; \`harness audit full@tiny-world#1\` shows every tensor"
    `);
  });
  it("bad-answers", () => {
    expect(explain({ reason: "bad-answers", detail: "no answer to law/17" })).toMatchInlineSnapshot(`
      "train gave answers that do not fit the questions: no answer to law/17

      nothing of it was kept; run the same command again, and report it if it stays"
    `);
  });
  it("dependency", () => {
    expect(explain({ reason: "dependency", stage: "pack" })).toMatchInlineSnapshot(`
      "train was not started, because pack did not complete

      mend pack, then run the same command again"
    `);
  });
  it("cancelled", () => {
    expect(explain({ reason: "cancelled" })).toMatchInlineSnapshot(`
      "train was stopped

      run the same command again: it goes on where it stopped"
    `);
  });
});
