import { getNodeValue } from "jsonc-parser";
import type { z } from "zod";
import { PLAN } from "../errors/plan-errors.ts";
import { nearest } from "../support/nearest.ts";
import { decode } from "./decode-plan.ts";
import { Examples } from "./examples.ts";
import { fieldName, type Path, type Report } from "./plan-finding.ts";
import { type PlanDocument, planSchema } from "./schema.ts";
import { fieldsAt } from "./schema-walk.ts";
import { type Source, textAt } from "./source.ts";

type Partially<T> = unknown extends T
  ? T
  : T extends bigint | string | number | boolean
    ? T
    : T extends readonly (infer Element)[]
      ? (Partially<Element> | undefined)[]
      : { [Key in keyof T]?: Partially<T[Key]> | undefined };

/** What is left of a plan after taking out every value of a wrong shape: what is there can be trusted. */
export type Draft = Partially<PlanDocument>;

export type Shaped<Document = PlanDocument> =
  | { readonly complete: true; readonly document: Document }
  | { readonly complete: false; readonly draft: Partially<Document> };

/** Reports every departure of a plan from its schema, and gives back what is still usable. */
export function checkPlanShape(source: Source, report: Report): Shaped {
  return checkShape(source, report, planSchema, new Examples(() => getNodeValue(source.root)));
}

/** The same for a file of another schema, for whose values nobody has examples. */
export function checkShape<Document>(
  source: Source,
  report: Report,
  schema: z.ZodType<Document>,
  examples: Pick<Examples, "at"> = { at: () => null },
): Shaped<Document> {
  const { value, unusable } = decode(source, schema, report, examples);
  const first = schema.safeParse(value, { reportInput: false });
  const issues = first.success ? [] : first.error.issues;
  const faults = issues.filter((issue) => issue.code !== "unrecognized_keys");
  for (const issue of issues) reportIssue(issue, { source, value, schema, examples, report });
  for (const issue of issues) if (issue.code === "unrecognized_keys") dropKeys(value, issue);
  if (faults.length === 0 && unusable.length === 0) {
    return { complete: true, document: first.success ? first.data : schema.parse(value) };
  }
  for (const path of [...faults.map((issue) => issue.path as Path), ...unusable]) drop(value, path);
  return { complete: false, draft: (isObject(value) ? value : {}) as Partially<Document> };
}

function dropKeys(value: unknown, issue: z.core.$ZodIssueUnrecognizedKeys): void {
  for (const key of issue.keys) drop(value, [...(issue.path as Path), key]);
}

function drop(value: unknown, path: Path): void {
  const last = path.at(-1);
  const parent = valueAt(value, path.slice(0, -1));
  if (last === undefined || !isObject(parent)) return;
  if (Array.isArray(parent)) parent[Number(last)] = undefined;
  else delete parent[last];
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) => (isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
    value,
  );
}

function isObject(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null;
}

interface Surroundings {
  readonly source: Source;
  readonly value: unknown;
  readonly schema: z.ZodType;
  readonly examples: Pick<Examples, "at">;
  readonly report: Report;
}

function reportIssue(
  issue: z.core.$ZodIssue,
  { source, value, schema, examples, report }: Surroundings,
): void {
  const path = issue.path as Path;
  const field = fieldName(path);
  const found = textAt(source, path);
  if (issue.code === "unrecognized_keys") {
    for (const key of issue.keys) {
      const args = { field: fieldName([...path, key]), near: nearest(key, fieldsAt(path, schema)) };
      report(PLAN.UNKNOWN_KEY, args, [...path, key], { atKey: true });
    }
  } else if (path.length > 0 && found === "") {
    report(PLAN.MISSING_FIELD, { field, expected: expectation(issue), example: examples.at(path) }, path);
  } else if (issue.code === "too_small" || issue.code === "too_big") {
    reportSize(issue, found, valueAt(value, path), report);
  } else if (issue.code === "invalid_value" && found.startsWith('"')) {
    const choices = issue.values.map(String);
    report(PLAN.BAD_CHOICE, { field, found, choices, near: nearest(found.slice(1, -1), choices) }, path);
  } else if (issue.code === "invalid_format") {
    report(PLAN.BAD_FORMAT, { field, found, rule: issue.message }, path);
  } else if (issue.code === "invalid_key") {
    report(
      PLAN.BAD_FORMAT,
      { field: `The key of ${field}`, found: JSON.stringify(path.at(-1)), rule: "1 to 128 characters" },
      path,
      { atKey: true },
    );
  } else {
    report(PLAN.WRONG_TYPE, { field, found, expected: expectation(issue), example: examples.at(path) }, path);
  }
}

function reportSize(
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  found: string,
  value: unknown,
  report: Report,
): void {
  const path = issue.path as Path;
  const field = fieldName(path);
  const rule = issue.code === "too_small" ? atLeast(issue) : `at most ${issue.maximum}`;
  if (issue.origin === "string" || issue.origin === "array") {
    const unit = issue.origin === "string" ? "characters" : "entries";
    report(PLAN.WRONG_LENGTH, { field, length: lengthOf(value), unit, rule }, path);
  } else {
    report(PLAN.OUT_OF_RANGE, { field, found, rule }, path);
  }
}

function lengthOf(value: unknown): number {
  return typeof value === "string" || Array.isArray(value) ? value.length : 0;
}

function atLeast({ inclusive, minimum }: z.core.$ZodIssueTooSmall): string {
  return inclusive ? `at least ${minimum}` : `more than ${minimum}`;
}

const EXPECTED: Readonly<Record<string, string>> = {
  bigint: "an amount",
  int: "a whole number",
  number: "a whole number",
  string: "a text",
  array: "a list",
  object: "an object",
  record: "an object",
};

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") return EXPECTED[issue.expected] ?? issue.expected;
  if (issue.code === "invalid_value") return `one of ${issue.values.map(String).join(", ")}`;
  if (issue.code === "invalid_union") return "a path or a list of paths";
  return "a value that the schema allows";
}
