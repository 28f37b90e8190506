import type { Difference } from "../model/dossier.ts";
import { firstDifference } from "../support/json-difference.ts";
import { printable } from "../support/text.ts";

type Place = Pick<Difference, "line" | "pointer" | "a" | "b">;

const LONGEST_SHOWN = 120;
/** Hostile JSON takes a hundred times its size in memory once it is parsed. */
const LONGEST_PARSED = 8 * 2 ** 20;

/**
 * Says where two contents of a file first differ: a JSON document by pointer, any other text by line, JSON lines by both.
 *
 * @param path says by its ending which of these it is.
 * @param a attacker-controlled, as is `b`.
 */
export function firstTextDifference(path: string, a: string, b: string): Place {
  const whole = path.endsWith(".json") ? jsonDifference(a, b) : undefined;
  return whole ?? lineDifference(a, b, path.endsWith(".jsonl"));
}

function jsonDifference(a: string, b: string): Place | undefined {
  const [left, right] = [parse(a), parse(b)];
  if (left === undefined || right === undefined) return undefined;
  const difference = firstDifference(left.value, right.value);
  return (
    difference && {
      pointer: cut(difference.pointer),
      ...shown("a", difference.a),
      ...shown("b", difference.b),
    }
  );
}

function lineDifference(a: string, b: string, isJson: boolean): Place {
  const [left, right] = [a.split("\n"), b.split("\n")];
  const index = left.findIndex((line, at) => line !== right[at]);
  const at = index === -1 ? left.length : index;
  const place = isJson ? jsonDifference(left[at] ?? "", right[at] ?? "") : undefined;
  return { line: at + 1, ...(place ?? { ...shown("a", left[at]), ...shown("b", right[at]) }) };
}

function parse(text: string): { readonly value: unknown } | undefined {
  if (text.length > LONGEST_PARSED) return undefined;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** A side that has nothing there is left out. */
function shown(side: "a" | "b", value: unknown): { readonly a?: string; readonly b?: string } {
  if (value === undefined) return {};
  return { [side]: cut(typeof value === "string" ? value : describe(value)) };
}

function cut(value: string): string {
  return printable(value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value);
}

/** Containers are not spelled out: hostile ones nest deeper than a writer can go. */
function describe(value: unknown): string {
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return typeof value === "object" && value !== null
    ? `an object of ${Object.keys(value).length}`
    : String(value);
}
