import { posix } from "node:path";

/** A link inside the site that leads to nothing. */
export interface DeadLink {
  readonly page: string;
  readonly href: string;
}

/** What the board holds: read from the site's own index.json. */
export interface BoardSize {
  readonly runs: number;
  readonly runsWithScores: number;
}

/** All links between the pages that lead to no file, or to no id in it; order of the files. */
export function findDeadLinks(files: ReadonlyMap<string, string>): readonly DeadLink[] {
  const ids = new Map<string, ReadonlySet<string>>();
  const idsOf = (path: string): ReadonlySet<string> => {
    const known =
      ids.get(path) ??
      new Set([...(files.get(path) ?? "").matchAll(/ id="([^"]*)"/g)].map(([, id]) => id ?? ""));
    ids.set(path, known);
    return known;
  };
  return [...files]
    .filter(([path]) => path.endsWith(".html"))
    .flatMap(([page, text]) =>
      [...text.matchAll(/ (?:href|src)="([^"]*)"/g)]
        .map(([, href]) => href ?? "")
        .filter((href) => {
          const [path = "", anchor = ""] = href.split("#");
          const target = path === "" ? page : posix.join(posix.dirname(page), decoded(path));
          return !files.has(target) || (anchor !== "" && !idsOf(target).has(anchor));
        })
        .map((href) => ({ page, href })),
    );
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The board's size as index.json tells it; undefined if the text is no site's index.json. */
export function boardSize(indexJson: string): BoardSize | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(indexJson);
  } catch {
    return undefined;
  }
  if (typeof parsed !== "object" || parsed === null || !("runs" in parsed) || !("schema" in parsed))
    return undefined;
  const { runs } = parsed;
  if (!Array.isArray(runs)) return undefined;
  const hasScores = (run: unknown): boolean =>
    typeof run === "object" &&
    run !== null &&
    "scores" in run &&
    Array.isArray(run.scores) &&
    run.scores.length > 0;
  return { runs: runs.length, runsWithScores: runs.filter(hasScores).length };
}
