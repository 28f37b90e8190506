import { WAD } from "../model/units.ts";

/** The largest amount of a plan: the contracts add up thousands of such in 128 bits. */
export const LARGEST_WEI = 2n ** 112n - 1n;

const TOO_MUCH = `is more than ${LARGEST_WEI / WAD}, the most that an amount can be`;

export type ParsedAmount =
  | { readonly ok: true; readonly wei: bigint }
  | { readonly ok: false; readonly reason: string };

/**
 * Reads a decimal exactly, never through a float.
 *
 * @param text attacker-controlled, such as `1500.5`: digits with at most 18 decimals, no sign, no exponent
 */
export function parseAmount(text: string): ParsedAmount {
  const match = /^(\d{1,40})(?:\.(\d{1,40}))?$/.exec(text);
  if (!match) return { ok: false, reason: reasonAgainst(text) };
  const [, whole = "", fraction = ""] = match;
  const digits = fraction.replace(/0+$/, "");
  if (digits.length > 18) return { ok: false, reason: "has more than 18 decimals" };
  const wei = BigInt(whole) * WAD + BigInt(digits.padEnd(18, "0"));
  return wei > LARGEST_WEI ? { ok: false, reason: TOO_MUCH } : { ok: true, wei };
}

function reasonAgainst(text: string): string {
  if (/^-\d/.test(text)) return "is negative";
  if (/^\d+(\.\d+)?e[+-]?\d+$/i.test(text)) return "has an exponent";
  if (/^\d+\.\d+$/.test(text)) return "has too many digits";
  if (/^\d+$/.test(text)) return TOO_MUCH;
  return "is not a decimal number";
}

/** Writes 18-decimal `wei` in whole tokens, with as many decimals as it needs: `1500.5`. */
export function formatAmount(wei: bigint): string {
  const sign = wei < 0n ? "-" : "";
  const magnitude = wei < 0n ? -wei : wei;
  const fraction = (magnitude % WAD).toString().padStart(18, "0").replace(/0+$/, "");
  return `${sign}${magnitude / WAD}${fraction === "" ? "" : `.${fraction}`}`;
}
