/** Time, so that tests and equal inputs can fix it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  nowMs(): number;
}

/** The clock's time as ISO 8601 with milliseconds. */
export const isoNow = (clock: Clock): string => new Date(clock.nowMs()).toISOString();
