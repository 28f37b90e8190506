import { DAY_SECONDS } from "../model/units.ts";
import { max } from "./fixed-point.ts";

/** A job that is posted at some time, and what it commits of its region's budget. */
export interface Commitment {
  /** Seconds; it may be posted up to `slackSeconds` later. */
  readonly postedAt: number;
  readonly slackSeconds: number;
  readonly committedWei: bigint;
}

/** @returns what the jobs commit together that may be posted on one day, however days lie, at the most; 0 without jobs. */
export function dearestDayWei(commitments: readonly Commitment[]): bigint {
  const sorted = commitments.toSorted((a, b) => a.postedAt - b.postedAt);
  let [sum, most, next] = [0n, 0n, 0];
  for (const { postedAt, slackSeconds, committedWei } of sorted) {
    const end = postedAt + slackSeconds + DAY_SECONDS;
    for (; next < sorted.length && (sorted[next] as Commitment).postedAt < end; next += 1) {
      sum += (sorted[next] as Commitment).committedWei;
    }
    most = max(most, sum);
    sum -= committedWei;
  }
  return most;
}
