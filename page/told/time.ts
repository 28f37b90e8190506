import { utc } from "../../src/support/time.ts";

/** The last second that a date can say. */
const LAST = 8_640_000_000_000;

/** @param seconds since 1970, attacker-controlled @returns ISO 8601, UTC */
export function moment(seconds: number): string {
  return Number.isFinite(seconds) && Math.abs(seconds) <= LAST ? utc(seconds) : "at no time";
}

/** @returns `2025-01-01`; a dash for what never happened */
export function day(seconds: number | null): string {
  return seconds === null ? "–" : moment(seconds).slice(0, 10);
}
