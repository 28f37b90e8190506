import type { OwnDrill, Plan } from "../model/plan.ts";
import { type Plain, plainPlan } from "./plain.ts";

/** One thing in which two plans differ. */
export interface PlanDifference {
  /** The plan's own field in which it lies: `jobs`. */
  readonly part: string;
  /** What differs there, by id where the list has ids: `GRID-SURVEY.reward`; empty for the whole part. */
  readonly what: string;
  readonly kind: "added" | "removed" | "changed";
  /** Null where there is nothing. */
  readonly before: Plain;
  readonly after: Plain;
}

/** What a reader asks for first, before the rest. */
const PARTS = [
  "budget",
  "jobs",
  "participants",
  "governance",
  "protocol",
  "regions",
  "coordinationLayers",
  "layers",
];

/** By which field entries of two lists are the same one. */
const KEYS = ["id", "handle"];

/**
 * In what two plans differ in meaning: a default that is written out equals one that is left out, and neither indentation
 * nor the order of keys counts.
 */
export function planDifferences(a: Plan, b: Plan): PlanDifference[] {
  const [before, after] = [withAssignments(a), withAssignments(b)];
  const parts = [...new Set([...PARTS, ...Object.keys(before)])];
  return parts.flatMap((part) =>
    below(before[part] ?? null, after[part] ?? null, []).map(({ path, ...difference }) => ({
      part,
      what: path.join("."),
      ...difference,
    })),
  );
}

/** Who takes a job follows from agents and jobs together, so it is told of each job; what a drill does can be in another file. */
function withAssignments(plan: Plan): Readonly<Record<string, Plain>> {
  const plain = plainPlan(plan);
  const jobs = plain.jobs as readonly { readonly [key: string]: Plain }[];
  return {
    ...plain,
    jobs: jobs.map((job, index) => ({ ...job, agent: plan.jobs[index]?.agent ?? null })),
    drills: plan.drills.map((drill, index) => ({
      ...(plain.drills as readonly { readonly [key: string]: Plain }[])[index],
      ...(drill.kind === "own" && drill.own ? { definition: definitionOf(drill.own) } : {}),
    })),
  };
}

/** What a drill does, wherever that is written. */
function definitionOf({ definition }: OwnDrill): Plain {
  const text = JSON.stringify(definition, (_, value) =>
    typeof value === "bigint" ? value.toString() : value,
  );
  return JSON.parse(text) as Plain;
}

interface Found extends Omit<PlanDifference, "part" | "what"> {
  readonly path: readonly string[];
}

function below(before: Plain, after: Plain, path: readonly string[]): Found[] {
  const [old, young] = [entriesOf(before), entriesOf(after)];
  if (old === null || young === null)
    return same(before, after) ? [] : [{ path, kind: "changed", before, after }];
  const order = sharedOrder(old, young);
  const changes = [...new Set([...old.keys(), ...young.keys()])].flatMap((key): Found[] => {
    const place = [...path, key];
    const [was, is] = [old.get(key), young.get(key)];
    if (was === undefined) return [{ path: place, kind: "added", before: null, after: is ?? null }];
    if (is === undefined) return [{ path: place, kind: "removed", before: was, after: null }];
    return below(was, is, place);
  });
  return order ? [...changes, { path: [...path, "order"], kind: "changed", ...order }] : changes;
}

/** Fields of an object, or entries of a list by id; null for what has neither. */
function entriesOf(value: Plain): Map<string, Plain> | null {
  if (typeof value !== "object" || value === null) return null;
  if (!isList(value)) return new Map(Object.entries(value));
  const key = KEYS.find((candidate) =>
    value.every((entry) => isRecord(entry) && typeof entry[candidate] === "string"),
  );
  if (key === undefined || value.length === 0) return value.length === 0 ? new Map() : null;
  return new Map(value.map((entry) => [String((entry as { [key: string]: Plain })[key]), entry]));
}

/** The order of what both lists hold, if it is not the same; agents take turns in it. */
function sharedOrder(
  old: ReadonlyMap<string, Plain>,
  young: ReadonlyMap<string, Plain>,
): { readonly before: Plain; readonly after: Plain } | null {
  const isOfEntries = [...old.values()].some((entry) => isRecord(entry) && KEYS.some((key) => key in entry));
  const before = [...old.keys()].filter((key) => young.has(key));
  const after = [...young.keys()].filter((key) => old.has(key));
  return isOfEntries && !same(before, after) ? { before, after } : null;
}

function same(a: Plain, b: Plain): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

function isRecord(value: Plain): value is { readonly [key: string]: Plain } {
  return typeof value === "object" && value !== null && !isList(value);
}
