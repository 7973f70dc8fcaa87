/** What a small run is cut down to. */
export interface SmallRun {
  readonly steps: number;
  readonly questions: number; // per subject
  readonly more?: readonly string[]; // further settings, e.g. "save_every=5"
}

/** `harness run` of strategies on the embedded world, small enough for tests: a start of a worker takes most of it. */
export function smallRun(
  strategies: readonly string[],
  { steps, questions, more = [] }: SmallRun,
): readonly string[] {
  const settings = [
    `budget.steps=${steps}`,
    `benchmarks.0.limit=${questions}`,
    `benchmarks.1.limit=${questions}`,
    ...more,
  ];
  return [
    ...["run", ...strategies.map((name) => `strategies/${name}.yaml`), "--seeds", "1"],
    ...settings.flatMap((setting) => ["--set", setting]),
  ];
}

/** As `smallRun`, with the retention benchmark alone. */
export const onlyRetention = (strategies: readonly string[], small: SmallRun): readonly string[] => [
  ...smallRun(strategies, small),
  ...["--set", `benchmarks=[{ name: retention, limit: ${small.questions} }]`, "--set", "primary=null"],
];
