import type { z } from "zod";
import { PLAN } from "../errors/plan-errors.ts";
import { READINGS } from "../errors/readings-errors.ts";
import { READINGS_PATH } from "../model/layout.ts";
import type { PlanFile, Project, SuppliedReadings } from "../model/loaded-project.ts";
import type { LayerId } from "../model/plan.ts";
import type { PlanIssue } from "../model/plan-result.ts";
import type { Kpis } from "../model/thermodynamics.ts";
import { nearest } from "../support/nearest.ts";
import { decode } from "./decode-plan.ts";
import { placeFindings } from "./load.ts";
import { type Finding, fieldName, type Path, type Report, reporter } from "./plan-finding.ts";
import { readPlan } from "./read.ts";
import { READINGS_FORMAT, type ReadingsDocument, readingsSchema } from "./readings-schema.ts";
import { parseSource, type Source, textAt } from "./source.ts";

/** A file of readings as a mission takes it, or all that is wrong with it. */
export type ReadingsResult =
  | { readonly ok: true; readonly readings: SuppliedReadings; readonly file: PlanFile }
  | { readonly ok: false; readonly issues: readonly PlanIssue[] };

type Layers = Pick<Project, "national" | "planetary">;

const FIELDS = { emissionWad: "emission", backlogWad: "backlog", slaWad: "lateness" } as const;

/**
 * Loads a file of readings. All issues of the file are reported at once, in its order.
 *
 * @param path as the operator gives it, relative to the folder or absolute; the file is attacker-controlled.
 * @param folder absolute.
 * @param layers of the mission for which they are; `null` where it could not be loaded.
 */
export async function loadReadings(
  path: string,
  folder: string,
  layers: Layers | null,
): Promise<ReadingsResult> {
  const read = await readPlan(path, folder);
  const findings: Finding[] = read.kind === "refused" ? [...read.findings] : [];
  const report = reporter(findings);
  if (read.kind === "missing")
    report(READINGS.NOT_READABLE, { path, reason: read.reason, near: read.near }, []);
  if (read.kind !== "read") return refused(findings, "", undefined, read.shown);
  const { text, shown, sha256, content } = read.raw;
  const parsed = parseSource(text);
  if (!parsed.ok) return refused(parsed.findings, text, undefined, shown);
  const document = shape(parsed.source, report);
  if (document !== null) checkLayers(document, layers, report);
  if (document === null || findings.length > 0) return refused(findings, text, parsed.source, shown);
  return {
    ok: true,
    readings: {
      file: { path: READINGS_PATH, sha256 },
      national: document.national.map(kpisOf),
      planetary: document.planetary.map(kpisOf),
    },
    file: { path: READINGS_PATH, shown, sha256, content },
  };
}

function refused(
  findings: readonly Finding[],
  text: string,
  source: Source | undefined,
  shown: string,
): ReadingsResult {
  return { ok: false, issues: placeFindings(findings, text, source, shown) };
}

function kpisOf({ emission, backlog, lateness }: ReadingsDocument["national"][number]): Kpis {
  return { emissionWad: emission, backlogWad: backlog, slaWad: lateness };
}

/** @returns null where something is wrong with it */
function shape(source: Source, report: Report): ReadingsDocument | null {
  const { value, unusable } = decode(source, readingsSchema, report, { at: () => '"0.5"' });
  const parsed = readingsSchema.safeParse(value);
  const issues = parsed.success ? [] : parsed.error.issues;
  for (const issue of issues) reportIssue(issue, source, report);
  return parsed.success && unusable.length === 0 ? parsed.data : null;
}

function reportIssue(issue: z.core.$ZodIssue, source: Source, report: Report): void {
  const path = issue.path as Path;
  const field = path.length === 0 ? "The file" : fieldName(path);
  const found = textAt(source, path);
  if (issue.code === "unrecognized_keys") {
    for (const key of issue.keys) {
      const known = path.length === 0 ? Object.keys(readingsSchema.shape) : Object.values(FIELDS);
      const args = { field: fieldName([...path, key]), near: nearest(key, known) };
      report(READINGS.UNKNOWN_FIELD, args, [...path, key], { atKey: true });
    }
  } else if (issue.code === "invalid_value") {
    report(READINGS.OTHER_FORMAT, { found, known: READINGS_FORMAT }, path);
  } else if (issue.code === "too_big" && issue.origin === "array") {
    const rule = `at most ${issue.maximum}`;
    report(PLAN.WRONG_LENGTH, { field, length: lengthAt(source, path), unit: "entries", rule }, path);
  } else if (issue.code === "too_big") {
    report(PLAN.OUT_OF_RANGE, { field, found, rule: "at most 1000000" }, path);
  } else if (path.length > 0 && found === "") {
    report(PLAN.MISSING_FIELD, { field, expected: "a decimal string", example: '"0.5"' }, path);
  } else {
    report(PLAN.WRONG_TYPE, { field, found, expected: expectation(issue), example: null }, path);
  }
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code !== "invalid_type") return "a value that the schema allows";
  const words: Readonly<Record<string, string>> = { array: "a list", object: "an object", string: "a text" };
  return words[issue.expected] ?? "a decimal string";
}

function lengthAt(source: Source, path: Path): number {
  const list: unknown = JSON.parse(textAt(source, path));
  return Array.isArray(list) ? list.length : 0;
}

/** Readings that no tick takes are a mistake. */
function checkLayers(document: ReadingsDocument, layers: Layers | null, report: Report): void {
  if (document.national.length + document.planetary.length === 0) report(READINGS.NONE, {}, []);
  for (const layer of ["national", "planetary"] satisfies LayerId[]) {
    const isThere = layers === null || (layers[layer]?.jobs.length ?? 0) > 0;
    if (!isThere && document[layer].length > 0)
      report(READINGS.NO_LAYER, { layer }, [layer], { atKey: true });
  }
}
