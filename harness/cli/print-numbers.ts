/** A duration for people, e.g. "4.2 s", "3 min 05 s", "2 h 10 min"; whole seconds where it ticks. */
export function formatDuration(ms: number, precision: "tenths" | "whole" = "tenths"): string {
  const seconds = ms / 1000;
  if (seconds < 10 && precision === "tenths") return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${String(Math.floor(seconds % 60)).padStart(2, "0")} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}

/** A time left, as roughly as it is known, e.g. "40 s", "5 min", "2 h 10 min". */
export function formatRough(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 1) return "no time";
  if (seconds < 100) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}

/** How long ago something was, e.g. "just now", "3 min ago", "5 days ago". */
export function formatAgo(ms: number): string {
  if (ms < 10_000) return "just now";
  if (ms < 100_000) return `${Math.round(ms / 1000)} s ago`;
  const hours = ms / 3_600_000;
  if (hours < 1.5) return `${Math.round(ms / 60_000)} min ago`;
  return hours < 48 ? `${Math.round(hours)} h ago` : `${Math.round(hours / 24)} days ago`;
}

/** A number of things, e.g. "1 run", "30 runs". */
export const formatNumberOf = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? "" : "s"}`;

/** Floating-point operations, e.g. "336 GFLOP". */
export function formatFlops(flops: number): string {
  const units = ["", "k", "M", "G", "T", "P", "E"];
  const power = Math.min(units.length - 1, flops < 1 ? 0 : Math.floor(Math.log10(flops) / 3));
  return `${(flops / 1000 ** power).toPrecision(3)} ${units[power] ?? ""}FLOP`;
}

/** A count in thousands, e.g. "881 k", "0.60 B". */
export function formatCount(count: number): string {
  const units = [
    [1e12, " T"],
    [1e9, " B"],
    [1e6, " M"],
    [1e3, " k"],
  ] as const;
  for (const [size, unit] of units) {
    if (count >= size) return `${(count / size).toPrecision(3)}${unit}`;
  }
  return String(count);
}

/** Bytes for people, e.g. "3.5 MB". */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 ? value : value.toPrecision(3)} ${units[power] ?? "B"}`;
}

/** A share as points with one decimal, e.g. 0.2955 -> "29.6". */
export const formatPoints = (share: number): string => (share * 100).toFixed(1);

/** A difference of shares in points with its sign, e.g. "+4.0". */
export function formatSignedPoints(share: number): string {
  const points = (share * 100).toFixed(1);
  return share > 0 && points !== "0.0" ? `+${points}` : points === "-0.0" ? "0.0" : points;
}

/** A share with its interval in points, e.g. "29.4 [27.1, 31.9]". */
export const formatInterval = (value: number, low: number, high: number): string =>
  `${formatPoints(value)} [${formatPoints(low)}, ${formatPoints(high)}]`;

/** A p-value, e.g. "<.001", ".034". */
export function formatP(p: number): string {
  if (p < 0.001) return "<.001";
  return p.toFixed(3).replace(/^0/, "");
}
