import type { Diagnostic } from "../../domain/diagnostic/diagnostic.ts";
import type { Result } from "../../domain/result.ts";

/** A Python interpreter that can run the workers, and what it has installed. */
export interface PythonFound {
  readonly path: string;
  readonly origin: string; // e.g. "--python", "HARNESS_PYTHON", "VIRTUAL_ENV", ".venv"
  readonly version: string; // e.g. "3.11.7"
  /** Installed distributions that can change a result, e.g. { torch: "2.13.0+cpu", transformers: "5.23.0" }. */
  readonly packages: Readonly<Record<string, string>>;
}

/** What this computer is, as far as it can change results or limits what runs. */
export interface MachineFacts {
  readonly platform: string; // e.g. "linux-x64"
  readonly cores: number;
  readonly memoryBytes: number;
  readonly gpus: readonly { readonly id: string; readonly name: string; readonly memoryBytes: number }[];
}

/** One line of `harness doctor`: what was looked for, what is there, and how to mend what is not. */
export interface MachineCheck {
  readonly id: string; // e.g. "torch"
  readonly status: "ok" | "warning" | "missing"; // a warning hinders nobody who does not need it
  readonly found: string;
  readonly fix: string | null;
}

/** Looks at the computer; never changes it. */
export interface Machine {
  findPython(wanted: string | undefined): Promise<Result<PythonFound, readonly Diagnostic[]>>;
  facts(): Promise<MachineFacts>;
}
