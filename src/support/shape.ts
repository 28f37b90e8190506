import { isSha256 } from "./digest.ts";
import { toJson } from "./json.ts";
import { type JsonLimits, overJsonLimit } from "./json-limits.ts";
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
  /** The same in JSON Schema 2020-12, which knows no order of keys. */
  readonly schema: SchemaOf;
}

export type JsonSchema = { readonly [Key: string]: unknown };

/** @param named takes the schemas of shapes that have a name: these are told once. */
export type SchemaOf = (named: Map<string, JsonSchema>) => JsonSchema;

type Look = (value: unknown, pointer: string) => ShapeProblem | undefined;

/** @param schema says what `look` looks for, as far as JSON Schema can. */
export function shaped(look: Look, schema: JsonSchema | SchemaOf): Shape {
  // Each shape is a function of its own: those who call by reference would share what is assigned.
  const own: Look = (value, pointer) => look(value, pointer);
  return Object.assign(own, { schema: typeof schema === "function" ? (schema as SchemaOf) : () => schema });
}

/** A shape for each key that documents of a type have, so that a key that is forgotten does not compile. */
export type ShapesOf<Document> = { readonly [Key in keyof Document]-?: Shape };

/** `value` is attacker-controlled text until `parseExact` has returned it. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

const LIMITS: JsonLimits = { depth: 8, values: 1_000_000 };
const SPELLING = "is not in the spelling that the product writes";

/**
 * Parses a document that the product's own writer made: the shape holds and writing the value again gives the same
 * text, which also rules out repeated keys, other orders and other spellings.
 *
 * @param text attacker-controlled.
 */
export function parseExact<T>(text: string, shape: Shape, limits: JsonLimits = LIMITS): Parsed<T> {
  let value: unknown;
  if (overJsonLimit(text, limits) !== undefined) return { ok: false, problem: SPELLING };
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
  const look: Look = (value, pointer) => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return { pointer, problem: "is not an object" };
    const own = value as Readonly<Record<string, unknown>>;
    const present = fields.filter(([key, { optional: may }]) => !may || Object.hasOwn(own, key));
    if (Object.keys(own).join(", ") !== present.map(([key]) => key).join(", "))
      return { pointer, problem: `does not have the keys ${keys}` };
    return first(present, ([key, shape]) => shape(own[key], `${pointer}/${key}`));
  };
  return shaped(look, (named) => ({
    type: "object",
    properties: Object.fromEntries(fields.map(([key, { schema }]) => [key, schema(named)])),
    required: fields.flatMap(([key, { optional: may }]) => (may ? [] : [key])),
    additionalProperties: false,
  }));
}

/** Of a record: what may be missing. */
export function optional(shape: Shape): Shape {
  return Object.assign(shaped(shape, shape.schema), { optional: true as const });
}

/** A record in which some keys are there together or not at all. */
export function together(shape: Shape, ...keys: readonly [string, ...string[]]): Shape {
  const look: Look = (value, pointer) => {
    const problem = shape(value, pointer);
    if (problem !== undefined) return problem;
    const present = keys.filter((key) => Object.hasOwn(value as object, key));
    if (present.length === 0 || present.length === keys.length) return undefined;
    return { pointer, problem: `has only ${present.join(", ")} of ${keys.join(", ")}` };
  };
  return shaped(look, (named) => {
    const whole = shape.schema(named);
    const own = keys.map((key) => [key, keys.filter((other) => other !== key)]);
    return {
      ...whole,
      dependentRequired: { ...Object(whole.dependentRequired), ...Object.fromEntries(own) },
    };
  });
}

/** A shape that schemas tell once, by its name. */
export function named(name: string, shape: Shape): Shape {
  return shaped(shape, (known) => {
    if (!known.has(name)) {
      known.set(name, {});
      known.set(name, shape.schema(known));
    }
    return { $ref: `#/$defs/${name}` };
  });
}

/** An object with any keys but `__proto__`, which a program that reads it might take for something else. */
export function dictionary(shape: Shape): Shape {
  const look: Look = (value, pointer) => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return { pointer, problem: "is not an object" };
    if (Object.hasOwn(value, "__proto__")) return { pointer, problem: 'has the key "__proto__"' };
    return first(Object.entries(value), ([key, item]) => shape(item, `${pointer}/${key}`));
  };
  return shaped(look, (known) => ({
    type: "object",
    propertyNames: { not: { const: "__proto__" } },
    additionalProperties: shape.schema(known),
  }));
}

/** What has one of several shapes. */
export function either(...shapes: readonly Shape[]): Shape {
  const look: Look = (value, pointer) => {
    let problem: ShapeProblem | undefined;
    for (const shape of shapes) {
      problem = shape(value, pointer);
      if (problem === undefined) return undefined;
    }
    return problem;
  };
  return shaped(look, (known) => ({ anyOf: shapes.map(({ schema }) => schema(known)) }));
}

export function list(shape: Shape): Shape {
  const look: Look = (value, pointer) =>
    Array.isArray(value)
      ? first([...value.entries()], ([index, item]) => shape(item, `${pointer}/${index}`))
      : { pointer, problem: "is not an array" };
  return shaped(look, (known) => ({ type: "array", items: shape.schema(known) }));
}

/** For documents that are compared as a whole. */
export const anything: Shape = shaped(() => undefined, {});

export function nullable(shape: Shape): Shape {
  const look: Look = (value, pointer) => (value === null ? undefined : shape(value, pointer));
  return shaped(look, (known) => ({ anyOf: [{ type: "null" }, shape.schema(known)] }));
}

function matching(pattern: RegExp, what: string): Shape {
  const look: Look = (value, pointer) =>
    typeof value === "string" && pattern.test(value) ? undefined : { pointer, problem: `is not ${what}` };
  return shaped(look, { type: "string", pattern: pattern.source });
}

export function oneOf(...allowed: readonly string[]): Shape {
  const look: Look = (value, pointer) =>
    typeof value === "string" && allowed.includes(value)
      ? undefined
      : { pointer, problem: `is not ${allowed.join(" or ")}` };
  return shaped(look, allowed.length === 1 ? { const: allowed[0] } : { enum: allowed });
}

const { MIN_SAFE_INTEGER: minimum, MAX_SAFE_INTEGER: maximum } = Number;

export const count: Shape = shaped(
  (value, pointer) =>
    Number.isSafeInteger(value) && (value as number) >= 0
      ? undefined
      : { pointer, problem: "is not a whole number" },
  { type: "integer", minimum: 0, maximum },
);

export const digest: Shape = shaped(
  (value, pointer) =>
    typeof value === "string" && isSha256(value)
      ? undefined
      : { pointer, problem: "is not a SHA-256 in lower-case hex" },
  { type: "string", pattern: "^[0-9a-f]{64}$" },
);

export const integer: Shape = shaped(
  (value, pointer) => (Number.isSafeInteger(value) ? undefined : { pointer, problem: "is not an integer" }),
  { type: "integer", minimum, maximum },
);

export const flag: Shape = shaped(
  (value, pointer) =>
    typeof value === "boolean" ? undefined : { pointer, problem: "is neither true nor false" },
  { type: "boolean" },
);

export const holds: Shape = shaped(
  (value, pointer) => (value === true ? undefined : { pointer, problem: "is not true" }),
  { const: true },
);

export const hash32 = matching(/^0x[0-9a-f]{64}$/, "0x and 64 lower-case hex digits");

export const identifier = matching(/^[a-z][a-z0-9:-]{0,63}$/, "a name in a-z 0-9 : -");

export const amount = matching(/^\d{1,78}$/, "an amount in wei");

/** An integer of any size. */
export const decimal = matching(/^-?\d{1,78}$/, "an integer in decimal digits");

export const bytes = matching(/^0x([0-9a-f]{2})*$/, "0x and lower-case hex digits");

export const address = matching(/^0x[0-9a-fA-F]{40}$/, "an address");

export const text: Shape = shaped(
  (value, pointer) => (typeof value === "string" ? undefined : { pointer, problem: "is not a text" }),
  { type: "string" },
);

export const path: Shape = shaped(
  (value, pointer) => {
    if (typeof value !== "string") return { pointer, problem: "is not a path" };
    return isArtefactPath(value) ? undefined : { pointer, problem: `is a path that ${pathProblem(value)}` };
  },
  {
    type: "string",
    pattern: "^(?!\\.{1,2}(/|$))[A-Za-z0-9._-]+(/(?!\\.{1,2}(/|$))[A-Za-z0-9._-]+)*$",
    maxLength: 512,
  },
);

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
