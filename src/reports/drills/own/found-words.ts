import { roleWords } from "../../../model/enums.ts";
import type { ArgumentValue } from "../../../model/record.ts";
import { formatAmount } from "../../../support/amount.ts";
import { duration } from "../../../support/figures.ts";

/** By the end of its name, what an integer of a contract counts. Exactly: what differs never reads the same. */
const UNITS: readonly (readonly [name: RegExp, words: (value: bigint) => string])[] = [
  [/Wei$/, (value) => `${signed(value)} tokens`],
  [/Wad$/, signed],
  [/Bps$/, (value) => `${value} bps`],
  [/Seconds$/, duration],
  [/^roles(Of|After|Before)?$/, roleWords],
];

/**
 * A value that a contract gave, as a person reads it.
 *
 * @param name of the field or view that it is of, which may tell its unit.
 */
export function foundWords(value: ArgumentValue, name: string): string {
  if (Array.isArray(value)) return `[${value.map((item) => foundWords(item, name)).join(" ")}]`;
  if (typeof value === "object") {
    const fields = Object.entries(value as Readonly<Record<string, ArgumentValue>>);
    return `[${fields.map(([field, own]) => fieldWords(field, own)).join(", ")}]`;
  }
  const [, words] = UNITS.find(([ending]) => ending.test(name)) ?? [];
  const isWhole = typeof value === "string" && /^-?\d+$/.test(value);
  return words !== undefined && isWhole ? words(BigInt(value)) : String(value);
}

/** Fields without a name are named by their places. */
function fieldWords(field: string, value: ArgumentValue): string {
  return /^\d+$/.test(field) ? foundWords(value, field) : `${field} ${foundWords(value, field)}`;
}

function signed(wei: bigint): string {
  return wei < 0n ? `-${formatAmount(-wei)}` : formatAmount(wei);
}
