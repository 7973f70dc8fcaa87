/** Bytes for people, e.g. "1.2 GB"; never "0.0 GB". */
export const gigabytes = (bytes: number): string => `${Math.max(0.1, bytes / 1e9).toFixed(1)} GB`;
