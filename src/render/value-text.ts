import type { Unit, ValueDifference } from "../model/state-differences.ts";
import { decimal, duration, percent, readable, tokens } from "../support/figures.ts";
import { utc } from "../support/time.ts";
import { code, type Markdown, text } from "./markdown.ts";

const BY_UNIT: Readonly<Record<Unit, (value: bigint) => string>> = {
  wei: tokens,
  wad: decimal,
  bps: percent,
  seconds: duration,
  time: timeText,
};

/** The last time that a date has: beyond it lies what contracts use as "never". */
const LAST_TIME = 8_640_000_000_000n;

/** A stored value before and after, in its unit. */
export function bothValues({
  unit,
  before,
  after,
}: Pick<ValueDifference, "unit" | "before" | "after">): Markdown[] {
  return [before, after].map((value) =>
    unit === undefined ? code(readable(value)) : text(BY_UNIT[unit](BigInt(value))),
  );
}

function timeText(seconds: bigint): string {
  if (seconds === 0n) return "never";
  return seconds > LAST_TIME ? seconds.toString() : utc(seconds.toString());
}
