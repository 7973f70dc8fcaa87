import { join, resolve } from "node:path";

/** Where models come from and where they go. */
export interface HubSettings {
  readonly endpoint: string; // e.g. "https://huggingface.co", without a slash at its end
  readonly token: string | null; // sent to the endpoint alone; never stored, never printed
  readonly root: string; // the folder of all downloaded models
  readonly offline: boolean;
  /** How long to wait before trying again after each failure in a row. */
  readonly waitsMs: { readonly asking: readonly number[]; readonly downloading: readonly number[] };
}

/** The settings of an environment: HARNESS_MODELS, and the hub's own HF_ENDPOINT, HF_TOKEN and HF_HUB_OFFLINE. */
export function hubSettings(
  env: Readonly<Record<string, string | undefined>>,
  home: string, // the user's home folder
): HubSettings {
  const read = (name: string): string | null => {
    const value = env[name]?.trim() ?? "";
    return value === "" ? null : value;
  };
  return {
    endpoint: (read("HF_ENDPOINT") ?? "https://huggingface.co").replace(/\/+$/, ""),
    token: read("HF_TOKEN"),
    root: resolve(read("HARNESS_MODELS") ?? join(home, ".cache", "permafrost", "models")),
    offline: ["1", "true", "yes", "on"].includes((read("HF_HUB_OFFLINE") ?? "").toLowerCase()),
    waitsMs: { asking: [500, 1500], downloading: [1000, 3000, 10_000, 30_000] },
  };
}
