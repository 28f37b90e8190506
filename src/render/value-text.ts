import type { Unit, ValueDifference } from "../model/state-differences.ts";
import { decimal, duration, percent, readable, tokens } from "../support/figures.ts";
import { utc } from "../support/time.ts";
import { code, type Markdown, text } from "./markdown.ts";

const BY_UNIT: Readonly<Record<Unit, (value: bigint) => string>> = {
  wei: amountText,
  wad: decimal,
  bps: percent,
  seconds: duration,
  time: timeText,
};

/** The last time that a date has: beyond it lies what contracts use as "never". */
const LAST_TIME = 8_640_000_000_000n;

/** Whether it is one of the protocol's own contracts, a ring with a line for each block that would say nothing. */
export function isRing(contract: string): boolean {
  return contract.startsWith("EIP-");
}

/** A stored value before and after, in its unit. */
export function bothValues({
  unit,
  before,
  after,
}: Pick<ValueDifference, "unit" | "before" | "after">): Markdown[] {
  const mark = unit === undefined ? code : text;
  return [before, after].map((value) => mark(valueText(unit, value)));
}

/**
 * A stored value in its unit, for people.
 *
 * @throws SyntaxError if it has a unit and is no integer.
 */
export function valueText(unit: Unit | undefined, value: string): string {
  return unit === undefined ? readable(value) : BY_UNIT[unit](BigInt(value));
}

/** A variable with its keys: digests, and ids that are one as a number, by their ends. */
export function variableText(variable: string): string {
  return readable(variable).replace(/\[(\d{6})\d{20,}(\d{4})\]/g, "[$1…$2]");
}

/** What an allowance is set to that is never to run out. */
const UNLIMITED = 2n ** 256n - 1n;

function amountText(wei: bigint): string {
  return wei === UNLIMITED ? "without limit" : tokens(wei);
}

function timeText(seconds: bigint): string {
  if (seconds === 0n) return "never";
  return seconds > LAST_TIME ? seconds.toString() : utc(seconds.toString());
}
