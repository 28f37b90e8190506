import { getNodeValue } from "jsonc-parser";
import type { Plan } from "../model/plan.ts";
import { type Plain, plainPlan } from "./plain.ts";
import { fieldName } from "./plan-finding.ts";
import type { Source } from "./source.ts";

/** A value that a plan has without its file saying so. */
export interface FilledIn {
  /** `jobs[2].thermodynamicProfile.validatorBonus` */
  readonly path: string;
  readonly value: Plain;
}

/** Every default that was filled in, in the order of the schema. @param source of the same plan's file */
export function filledIn(plan: Plan, source: Source): FilledIn[] {
  return missing(plainPlan(plan), getNodeValue(source.root), []);
}

function missing(value: unknown, written: unknown, path: readonly (string | number)[]): FilledIn[] {
  if (written === undefined && !isObject(value)) return [{ path: fieldName(path), value: value as Plain }];
  if (Array.isArray(value)) {
    if (!Array.isArray(written)) return [];
    return value.flatMap((entry, index) =>
      isObject(entry) ? missing(entry, written[index], [...path, index]) : [],
    );
  }
  if (!isObject(value)) return [];
  const keys = Object.entries(value);
  if (keys.length === 0)
    return written === undefined ? [{ path: fieldName(path), value: value as Plain }] : [];
  return keys.flatMap(([key, entry]) => missing(entry, writtenAt(written, key), [...path, key]));
}

function writtenAt(written: unknown, key: string): unknown {
  return isObject(written) && Object.hasOwn(written, key) ? written[key] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
