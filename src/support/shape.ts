import { isSha256 } from "./digest.ts";
import { toJson } from "./json.ts";
import { overJsonLimit } from "./json-limits.ts";
import { isArtefactPath, pathProblem } from "./paths.ts";

/** Where a JSON document breaks its shape: an RFC 6901 pointer and what is wrong there. */
export interface ShapeProblem {
  readonly pointer: string;
  readonly problem: string;
}

/** Looks for the first place where `value`, found at `pointer`, breaks a shape. */
export interface Shape {
  (value: unknown, pointer: string): ShapeProblem | undefined;
  /** Whether a record may go without it. */
  readonly optional?: true;
}

/** A shape for each key that documents of a type have, so that a key that is forgotten does not compile. */
export type ShapesOf<Document> = { readonly [Key in keyof Document]-?: Shape };

/** `value` is attacker-controlled text until `parseExact` has returned it. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

const LIMITS = { depth: 8, values: 1_000_000 };
const SPELLING = "is not in the spelling that the product writes";

/**
 * Parses a document that the product's own writer made: the shape holds and writing the value again gives the same
 * text, which also rules out repeated keys, other orders and other spellings.
 *
 * @param text attacker-controlled.
 */
export function parseExact<T>(text: string, shape: Shape): Parsed<T> {
  let value: unknown;
  if (overJsonLimit(text, LIMITS) !== undefined) return { ok: false, problem: SPELLING };
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, problem: "is not JSON" };
  }
  const broken = shape(value, "");
  if (broken !== undefined) return { ok: false, problem: sentence(broken) };
  if (!isSpelledSo(value, text)) return { ok: false, problem: SPELLING };
  return { ok: true, value: value as T };
}

function isSpelledSo(value: unknown, text: string): boolean {
  try {
    return toJson(value) === text;
  } catch {
    return false;
  }
}

export function sentence({ pointer, problem }: ShapeProblem): string {
  return pointer === "" ? problem : `has "${pointer}", which ${problem}`;
}

/** An object with exactly these keys, in this order; optional ones may be missing. */
export function record<Document = Readonly<Record<string, unknown>>>(shapes: ShapesOf<Document>): Shape {
  const fields = Object.entries<Shape>(shapes);
  const keys = fields.map(([key, { optional: may }]) => (may ? `${key}?` : key)).join(", ");
  return (value, pointer) => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return { pointer, problem: "is not an object" };
    const own = value as Readonly<Record<string, unknown>>;
    const present = fields.filter(([key, { optional: may }]) => !may || Object.hasOwn(own, key));
    if (Object.keys(own).join(", ") !== present.map(([key]) => key).join(", "))
      return { pointer, problem: `does not have the keys ${keys}` };
    return first(present, ([key, shape]) => shape(own[key], `${pointer}/${key}`));
  };
}

/** Of a record: what may be missing. */
export function optional(shape: Shape): Shape {
  return Object.assign((value: unknown, pointer: string) => shape(value, pointer), {
    optional: true as const,
  });
}

/** An object with any keys. */
export function dictionary(shape: Shape): Shape {
  return (value, pointer) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? first(Object.entries(value), ([key, item]) => shape(item, `${pointer}/${key}`))
      : { pointer, problem: "is not an object" };
}

/** What has one of several shapes. */
export function either(...shapes: readonly Shape[]): Shape {
  return (value, pointer) => {
    const problems = shapes.map((shape) => shape(value, pointer));
    return problems.includes(undefined) ? undefined : problems.at(-1);
  };
}

export function list(shape: Shape): Shape {
  return (value, pointer) =>
    Array.isArray(value)
      ? first([...value.entries()], ([index, item]) => shape(item, `${pointer}/${index}`))
      : { pointer, problem: "is not an array" };
}

/** For documents that are compared as a whole. */
export const anything: Shape = () => undefined;

export function nullable(shape: Shape): Shape {
  return (value, pointer) => (value === null ? undefined : shape(value, pointer));
}

function matching(pattern: RegExp, what: string): Shape {
  return (value, pointer) =>
    typeof value === "string" && pattern.test(value) ? undefined : { pointer, problem: `is not ${what}` };
}

export function oneOf(...allowed: readonly string[]): Shape {
  return (value, pointer) =>
    typeof value === "string" && allowed.includes(value)
      ? undefined
      : { pointer, problem: `is not ${allowed.join(" or ")}` };
}

export const count: Shape = (value, pointer) =>
  Number.isSafeInteger(value) && (value as number) >= 0
    ? undefined
    : { pointer, problem: "is not a whole number" };

export const digest: Shape = (value, pointer) =>
  typeof value === "string" && isSha256(value)
    ? undefined
    : { pointer, problem: "is not a SHA-256 in lower-case hex" };

export const integer: Shape = (value, pointer) =>
  Number.isSafeInteger(value) ? undefined : { pointer, problem: "is not an integer" };

export const flag: Shape = (value, pointer) =>
  typeof value === "boolean" ? undefined : { pointer, problem: "is neither true nor false" };

export const holds: Shape = (value, pointer) =>
  value === true ? undefined : { pointer, problem: "is not true" };

export const hash32 = matching(/^0x[0-9a-f]{64}$/, "0x and 64 lower-case hex digits");

export const identifier = matching(/^[a-z][a-z0-9:-]{0,63}$/, "a name in a-z 0-9 : -");

export const amount = matching(/^\d{1,78}$/, "an amount in wei");

/** An integer of any size. */
export const decimal = matching(/^-?\d{1,78}$/, "an integer in decimal digits");

export const bytes = matching(/^0x([0-9a-f]{2})*$/, "0x and lower-case hex digits");

export const address = matching(/^0x[0-9a-fA-F]{40}$/, "an address");

export const text: Shape = (value, pointer) =>
  typeof value === "string" ? undefined : { pointer, problem: "is not a text" };

export const path: Shape = (value, pointer) => {
  if (typeof value !== "string") return { pointer, problem: "is not a path" };
  return isArtefactPath(value) ? undefined : { pointer, problem: `is a path that ${pathProblem(value)}` };
};

function first<Item>(
  items: readonly Item[],
  look: (item: Item) => ShapeProblem | undefined,
): ShapeProblem | undefined {
  for (const item of items) {
    const problem = look(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
