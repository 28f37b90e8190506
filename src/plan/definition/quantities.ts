import { QUANTITIES, type Quantity } from "../../model/drill-definition.ts";
import { DAY_SECONDS, WAD } from "../../model/units.ts";
import { parseAmount } from "../../support/amount.ts";
import { duration } from "../../support/figures.ts";
import { WAD_PER_BPS } from "../ratios.ts";
import type { Scope } from "./scope.ts";

/** What an integer of a contract counts. */
export type Unit = "tokens" | "decimal" | "share" | "seconds";

/** By the ends of the names of parameters, fields and views. */
const ENDINGS: readonly (readonly [ending: RegExp, unit: Unit])[] = [
  [/Wei$/, "tokens"],
  [/Wad$/, "decimal"],
  [/Bps$/, "share"],
  [/Seconds$/, "seconds"],
];

/** @returns `null` where a name does not tell */
export function unitOf(name: string): Unit | null {
  return ENDINGS.find(([ending]) => ending.test(name))?.[1] ?? null;
}

interface Tag {
  /** What may be stated by it. */
  readonly states: readonly Unit[];
  readonly said: (figure: string, counted: bigint) => string;
  /** How much of the unit one of it is, in WAD; `null` where the unit does not tell. */
  readonly sizeWad: (unit: Unit | null) => bigint | null;
}

/** One of what counts in 18 decimals, in WAD. */
const ONE_OF_WAD = WAD * WAD;

const TAGS: Readonly<Record<(typeof QUANTITIES)[number], Tag>> = {
  tokens: { states: ["tokens"], said: (figure) => `${figure} tokens`, sizeWad: () => ONE_OF_WAD },
  decimal: { states: ["decimal"], said: (figure) => figure, sizeWad: () => ONE_OF_WAD },
  percent: { states: ["decimal", "share"], said: (figure) => `${figure} %`, sizeWad: percentWad },
  days: span(DAY_SECONDS),
  hours: span(3_600),
  minutes: span(60),
};

function percentWad(unit: Unit | null): bigint | null {
  if (unit === "share") return 100n * WAD;
  return unit === "decimal" ? 100n * WAD_PER_BPS * WAD : null;
}

function span(seconds: number): Tag {
  return {
    states: ["seconds"],
    said: (_, counted) => duration(counted),
    sizeWad: () => BigInt(seconds) * WAD,
  };
}

/** Whether a value states an amount by its unit: `{ "tokens": "1.5" }`. */
export function isQuantity(json: unknown): json is Readonly<Record<string, unknown>> {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return false;
  const [name, ...others] = Object.keys(json);
  return others.length === 0 && QUANTITIES.some((tag) => tag === name);
}

/**
 * Reads an amount exactly.
 *
 * @param json attacker-controlled; of the form that `isQuantity` asks for
 * @param unit of what takes it; `null` where nothing tells
 * @returns `undefined` if something is wrong, which has been told
 */
export function readQuantity(
  json: Readonly<Record<string, unknown>>,
  unit: Unit | null,
  scope: Scope,
): Quantity | undefined {
  const [name = "tokens"] = QUANTITIES.filter((tag) => Object.hasOwn(json, tag));
  const figure = json[name];
  const { states, said, sizeWad } = TAGS[name];
  const size = sizeWad(unit);
  if (size === null || (unit !== null && !states.includes(unit))) {
    scope.wrong(json, wantedOfUnit(unit));
    return undefined;
  }
  const amountWad = typeof figure === "string" ? signedAmount(figure) : null;
  // The figure in WAD times the size in WAD.
  const product = amountWad === null ? null : amountWad * size;
  if (product === null || product % ONE_OF_WAD !== 0n) {
    const such = `a decimal as a text, such as ${decimalText(figure)}`;
    scope
      .at(name)
      .wrong(figure, amountWad === null ? such : "a decimal no more exact than the contract counts");
    return undefined;
  }
  const counted = product / ONE_OF_WAD;
  return { counted: counted.toString(), said: said(String(figure), counted) };
}

/** A number of JSON as the text that it should have been, or some decimal; JSON's numbers are not exact. */
export function decimalText(json: unknown): string {
  const isPlain = typeof json === "number" && /^-?\d+(\.\d+)?$/.test(String(json));
  return isPlain ? `"${json}"` : '"1.5"';
}

/** What a unit is stated by. */
export function wantedOfUnit(unit: Unit | null): string {
  const fitting = QUANTITIES.filter((name) => {
    const { states, sizeWad } = TAGS[name];
    return unit === null ? sizeWad(null) !== null : states.includes(unit);
  });
  return `a whole number as the contract counts, or one of ${fitting.map((name) => `{${name}}`).join(", ")}`;
}

/** @returns `null` for what is no decimal */
export function signedAmount(text: string): bigint | null {
  const parsed = parseAmount(text.replace(/^-/, ""));
  if (!parsed.ok) return null;
  return text.startsWith("-") ? -parsed.wei : parsed.wei;
}
