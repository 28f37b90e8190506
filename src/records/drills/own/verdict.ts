import type { BalanceCheck, StateCheck } from "../../../model/drill-definition.ts";
import type { MomentReading } from "../../../model/drill-readings.ts";
import type { ArgumentValue } from "../../../model/record.ts";
import { type Meaning, shownAs } from "./drill-values.ts";
import type { Moment } from "./outline.ts";

/** @returns whether something is not there that a drill requires. */
export function isUnmet(moment: Moment, reading: MomentReading, meaning: Meaning): boolean {
  if (moment.kind !== "check" || moment.phase !== "requires") return false;
  return moment.check.kind !== "state"
    ? reading.failed !== undefined
    : !stateHolds(moment.check, reading, undefined, meaning);
}

/** @param base what it was at first; only where that is asked for. */
export function stateHolds(
  check: StateCheck,
  { found }: MomentReading,
  base: ArgumentValue | undefined,
  meaning: Meaning,
): boolean {
  if (found === undefined) return false;
  if (check.value === null) return base === undefined || sameText(found, base);
  const wanted = shownAs(check.value, found, meaning);
  if (check.holds === "equals") return sameText(found, wanted);
  const [is, limit] = [wholeOf(found), wholeOf(wanted)];
  if (is === null || limit === null) return false;
  return check.holds === "at least" ? is >= limit : is <= limit;
}

export function balanceHolds(
  { changeWei }: BalanceCheck,
  { found }: MomentReading,
  base: ArgumentValue | undefined,
): boolean {
  return BigInt(String(found)) - BigInt(String(base)) === changeWei;
}

/** Amounts and truths as texts are the same as what they stand for. */
function sameText(a: ArgumentValue, b: ArgumentValue): boolean {
  return shownValue(a) === shownValue(b);
}

/** In one line, whatever it is made of. */
export function shownValue(value: ArgumentValue): string {
  if (typeof value !== "object") return String(value);
  return `[${Object.values(value).map(shownValue).join(" ")}]`;
}

function wholeOf(value: ArgumentValue): bigint | null {
  return typeof value === "string" && /^-?\d+$/.test(value) ? BigInt(value) : null;
}
