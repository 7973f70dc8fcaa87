/** The full command for a unique prefix: `harness eva x` is `harness eval x`. Options before it are left alone. */
export function expandPrefix(argv: readonly string[], commands: readonly string[]): readonly string[] {
  const at = argv.findIndex((word) => !word.startsWith("-"));
  const typed = at === -1 ? undefined : argv[at];
  if (typed === undefined || commands.includes(typed)) return argv;
  const fitting = commands.filter((name) => name.startsWith(typed));
  const [only] = fitting;
  if (fitting.length !== 1 || only === undefined) return argv;
  return [...argv.slice(0, at), only, ...argv.slice(at + 1)];
}
