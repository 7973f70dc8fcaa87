/** The commands that are promised and not built yet, with what their help will show. */
export const PLANNED = {
  trace: {
    args: "<model>",
    summary: "task particle and sensitivity per layer",
    description: "Traces a model layer by layer and proposes a boundary.",
    examples: [
      ["harness trace ./models/qwen3 --probes probes.jsonl", "TP, LS and S(b) per layer"],
      ["harness trace ./models/qwen3 --write strategies/traced.yaml", "with the proposal as a strategy"],
    ],
  },
  compose: {
    args: "<file>",
    summary: "build a hybrid checkpoint",
    description: "Builds a checkpoint from segments of others, and verifies it.",
    examples: [
      ["harness compose hybrid.yaml --out ./models/hybrid", "into a folder"],
      ["harness compose hybrid.yaml --out ./models/hybrid --json", "with segments and warnings"],
    ],
  },
  export: {
    args: "<format>",
    summary: "results in the ecosystem's formats",
    description: "Writes stored results in the formats that others read.",
    examples: [
      ["harness export csv --runs train-shallow", "a table"],
      ["harness export ceval-submission --runs full@ceval#1", "for the C-Eval server"],
    ],
  },
  nightly: {
    args: "",
    summary: "run what is missing, rebuild report and site",
    description: "Fetches new checkpoints and strategies, runs what is missing, rebuilds report and site.",
    examples: [
      ["harness nightly", "for cron, systemd or a workflow"],
      ["harness nightly --profile tiny-world --json", "one profile, with a summary object"],
    ],
  },
  publish: {
    args: "<where>",
    summary: "put the built site where people read it",
    description: "Puts the built site where people read it: a folder, a Space, or Pages.",
    examples: [
      ["harness publish dir /srv/www", "a folder"],
      ["harness publish pages", "a branch that GitHub serves"],
    ],
  },
} as const;
