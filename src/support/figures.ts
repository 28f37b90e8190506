import { WAD } from "../model/units.ts";
import { parseAmount } from "./amount.ts";

/** Said once on each page that shows figures. */
export const ROUNDING =
  "Tokens are rounded to two decimals, and so is what else is a thousand or more; all other figures to four, durations and shares not at all.";

const UNITS = [
  ["day", 86_400n],
  ["hour", 3_600n],
  ["minute", 60n],
  ["second", 1n],
] as const;

const LARGE_WAD = 1_000n * WAD;

/** Digits of a digest that are shown on either side of what is left out. */
const SHOWN_DIGITS = 4;

/**
 * An 18-decimal amount as a person reads it: `1,234.57`. Rounded to the nearest hundredth, halves away from zero; what is
 * there but rounds to nothing is `< 0.01`.
 */
export function tokens(wei: bigint): string {
  return rounded(wei, 2) ?? (wei < 0n ? "> -0.01" : "< 0.01");
}

/**
 * Any other 18-decimal figure: `0.2363`, and `1.5e-6` where four decimals would show nothing; two decimals of what is a thousand
 * or more.
 */
export function decimal(wad: bigint): string {
  const isLarge = wad >= LARGE_WAD || wad <= -LARGE_WAD;
  return rounded(wad, isLarge ? 2 : 4) ?? scientific(wad);
}

/** @param bps hundredths of a per cent. @returns exactly: `6.5 %` */
export function percent(bps: bigint | number | string): string {
  const value = BigInt(bps);
  const magnitude = value < 0n ? -value : value;
  const fraction = (magnitude % 100n).toString().padStart(2, "0").replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${grouped(magnitude / 100n)}${fraction === "" ? "" : `.${fraction}`} %`;
}

/** @param partWad 1 is the whole. @returns `33.33 %`, rounded as {@link tokens} is */
export function percentOfWad(partWad: bigint): string {
  return `${tokens(partWad * 100n)} %`;
}

/** @returns exactly, without the units that are zero: `1 day 2 hours`, `45 seconds` */
export function duration(seconds: bigint | number | string): string {
  const whole = BigInt(seconds);
  if (whole === 0n) return "0 seconds";
  let left = whole < 0n ? -whole : whole;
  const parts = UNITS.flatMap(([name, size]) => {
    const count = left / size;
    left %= size;
    return count === 0n ? [] : [`${grouped(count)} ${name}${count === 1n ? "" : "s"}`];
  });
  return `${whole < 0n ? "minus " : ""}${parts.join(" ")}`;
}

/** A digest or an address by its ends: `0x1234…abcd`. What is no longer than that stays whole. */
export function shortHex(hex: string): string {
  const start = hex.startsWith("0x") ? SHOWN_DIGITS + 2 : SHOWN_DIGITS;
  return hex.length <= start + SHOWN_DIGITS + 1 ? hex : `${hex.slice(0, start)}…${hex.slice(-SHOWN_DIGITS)}`;
}

/** An integer with separators of thousands. */
export function grouped(value: bigint | number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/**
 * A sentence that was written to be exact, as a person reads it: amounts of tokens, long decimals and long hex are
 * shortened, all else stays. Every such sentence stands in a JSON document as it was.
 *
 * @param sentence parts of it may be attacker-controlled: it is not escaped.
 */
export function readable(sentence: string): string {
  return sentence
    .replace(/(?<![\w.,])(-?)(\d+(?:\.\d+)?)(?= tokens\b)/g, (all, sign, digits) =>
      exactly(all, sign, digits, tokens),
    )
    .replace(/(?<![\w.,])(-?)(\d+\.\d{5,})(?![\w.,]\d|\w)/g, (all, sign, digits) =>
      exactly(all, sign, digits, decimal),
    )
    .replace(/\b0x[0-9a-f]{40,}\b/gi, shortHex);
}

/** By the end of its name, what an integer of a contract counts. */
const ARGUMENTS: readonly (readonly [ending: RegExp, show: (value: bigint) => string])[] = [
  [/Wei$/, tokens],
  [/Wad$/, decimal],
  [/Bps$/, percent],
  [/Seconds$/, duration],
];

/**
 * One argument of a call or value of an answer, with its name: `kappa 0.5000`.
 *
 * @param value attacker-controlled; shown as it is where its name tells nothing of its unit.
 */
export function argumentText(name: string, value: string): string {
  const known = ARGUMENTS.find(([ending]) => ending.test(name));
  if (known === undefined || !/^-?\d+$/.test(value)) return `${name} ${readable(value)}`;
  const [ending, show] = known;
  return `${name.replace(ending, "")} ${show(BigInt(value))}`;
}

/** What is no amount stays as it is. */
function exactly(written: string, sign: string, digits: string, show: (value: bigint) => string): string {
  const parsed = parseAmount(digits);
  if (!parsed.ok) return written;
  return show(sign === "-" ? -parsed.wei : parsed.wei);
}

/** @returns undefined for what is not nothing and would show as nothing */
function rounded(wad: bigint, decimals: number): string | undefined {
  const scale = 10n ** BigInt(decimals);
  const magnitude = wad < 0n ? -wad : wad;
  const units = (magnitude * scale + WAD / 2n) / WAD;
  if (units === 0n && wad !== 0n) return undefined;
  const fraction = (units % scale).toString().padStart(decimals, "0");
  return `${wad < 0n ? "-" : ""}${grouped(units / scale)}.${fraction}`;
}

/** Two digits at most, rounded toward zero. */
function scientific(wad: bigint): string {
  const digits = (wad < 0n ? -wad : wad).toString();
  const second = digits.charAt(1).replace(/^0?$/, "");
  return `${wad < 0n ? "-" : ""}${digits.charAt(0)}${second === "" ? "" : `.${second}`}e${digits.length - 19}`;
}
