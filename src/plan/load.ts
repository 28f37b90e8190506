/** plan: a plan file to a mission: read, judge, resolve, schedule. Knows nothing of what becomes of it. */

import { findNodeAtLocation, getNodeValue } from "jsonc-parser";
import { codeOf } from "../errors/error.ts";
import { FIRST_PLAN_WARNING, PLAN } from "../errors/plan-errors.ts";
import type { LayerId, Schedule } from "../model/plan.ts";
import type { PlanIssue, PlanResult } from "../model/plan-result.ts";
import { checkPlanShape, type Draft, type Shaped } from "./check-shape.ts";
import { type Deliverables, readDeliverables } from "./deliverables.ts";
import { type DrillFile, readDrillFiles } from "./drill-files.ts";
import { type MissionTerms, settled } from "./mission.ts";
import { type OwnDrills, readOwnDrills } from "./own-drills.ts";
import { PLAN_PLACES } from "./places.ts";
import { type Finding, jsonPointer, type Report, reporter, reporterAfter } from "./plan-finding.ts";
import { type RawPlan, type ReadPlan, readPlan } from "./read.ts";
import { resolvePlan } from "./resolve.ts";
import { RULES, STAFF_RULES } from "./rules/all.ts";
import type { RuleContext } from "./rules/context.ts";
import { LAYER_RULES } from "./rules/layers.ts";
import { scheduleJobs } from "./schedule.ts";
import { PLAN_FORMAT, type PlanDocument } from "./schema.ts";
import { lineMap, offsetOf, parseSource, type Source, textAt } from "./source.ts";

export interface LoadOptions {
  /** Absolute: the folder in which paths were typed, from which relative ones count. */
  readonly folder: string;
  /** Warnings count as errors. */
  readonly strict?: boolean;
  /** A file of readings, as the operator gives it. */
  readonly readings?: string | undefined;
  /** Names of the npm scripts that exist, to compare control scripts with. */
  readonly knownScripts?: ReadonlySet<string>;
}

/**
 * Loads one plan file: shape, then rules, then schedule. All issues of the file are reported at once, in its order.
 *
 * @param path as the operator gives it, relative to the folder or absolute; the file is attacker-controlled
 */
export async function loadPlan(path: string, options: LoadOptions): Promise<PlanResult> {
  const read = await readPlan(path, options.folder);
  if (read.kind === "read") return judgePlan(await withFilesBeside(shapePlan(read.raw)), options);
  return { ok: false, issues: issuesOfUnread(path, read) };
}

/** The same plan with what lies beside it: what its jobs hand in, and the files that hold its drills. */
export async function withFilesBeside(plan: ShapedPlan): Promise<ShapedPlan> {
  if (plan.shaped === null) return plan;
  const { draft } = plan.shaped;
  const deliverables = await readDeliverables(plan.raw.file, draft);
  const beside = { ...plan, deliverables };
  return draft.drills === undefined
    ? beside
    : { ...beside, drillFiles: await readDrillFiles(plan.raw, draft.drills) };
}

/** Why a file could not be taken up at all. */
export function issuesOfUnread(path: string, read: Exclude<ReadPlan, { kind: "read" }>): PlanIssue[] {
  const findings: Finding[] = read.kind === "refused" ? [...read.findings] : [];
  if (read.kind === "missing")
    reporter(findings)(PLAN.NOT_READABLE, { path, reason: read.reason, near: read.near }, []);
  return placeFindings(findings, "", undefined, read.shown);
}

/** A plan file whose shape is known, right or wrong. */
export interface ShapedPlan {
  readonly raw: RawPlan;
  readonly findings: readonly Finding[];
  /** Undefined if the text is no JSON. */
  readonly source?: Source | undefined;
  /** Null if there is nothing to go by: no JSON, or another version's format. */
  readonly shaped: { readonly source: Source; readonly shape: Shaped; readonly draft: Draft } | null;
  /** Undefined if nobody has looked for what its jobs hand in. */
  readonly deliverables?: Deliverables | undefined;
  /** By the paths by which the plan uses them; none if they were not read. */
  readonly drillFiles?: ReadonlyMap<string, DrillFile>;
}

/** Takes a plan's text apart, and finds what is wrong with its shape. */
export function shapePlan(raw: RawPlan): ShapedPlan {
  const parsed = parseSource(raw.text);
  if (!parsed.ok) return { raw, findings: parsed.findings, shaped: null };
  const { source } = parsed;
  const findings: Finding[] = [];
  const report = reporter(findings);
  if (isOfOtherFormat(source, report)) return { raw, findings, source, shaped: null };
  const shape = checkPlanShape(source, report);
  return {
    raw,
    findings,
    source,
    shaped: { source, shape, draft: shape.complete ? shape.document : shape.draft },
  };
}

/**
 * The part of loading that reads nothing.
 *
 * @param role what the plan is to the mission; a plan that stands for itself has none, and is its own nation, and its
 *   own planet where it names regions
 */
export function parsePlan(raw: RawPlan, options: Omit<LoadOptions, "folder">, role?: LayerId): PlanResult {
  return judgePlan(shapePlan(raw), options, role);
}

/**
 * Checks a plan by the rules, and fills in what it leaves to defaults.
 *
 * @param terms what the mission's other plans mean for it
 */
export function judgePlan(
  { raw, findings: ofShape, source, shaped, deliverables, drillFiles = new Map() }: ShapedPlan,
  options: Omit<LoadOptions, "folder">,
  role?: LayerId,
  terms?: MissionTerms,
): PlanResult {
  const findings = [...ofShape];
  const place = () => placeFindings(findings, raw.text, source, raw.shown);
  if (shaped === null) return { ok: false, issues: place() };
  const own = readOwnDrills(shaped.draft, {
    files: drillFiles,
    report: reporterAfter(ofShape, findings),
    has: (path) => textAt(shaped.source, path) !== "",
    role,
    terms,
  });
  const surroundings = { knownScripts: options.knownScripts, role, deliverables, terms, own: own.byPlace };
  applyRules(shaped, findings, surroundings);
  const issues = [...place(), ...issuesOfDrillFiles(drillFiles, own)];
  const isSound = issues.every(({ severity }) => severity === "warning" && !options.strict);
  if (!shaped.shape.complete || !isSound)
    return { ok: false, issues: issues.map((issue) => tighten(issue, options.strict)) };
  const document = settled(shaped.shape.document, terms);
  const path = PLAN_PLACES[role ?? (document.layers ? "shared" : "national")];
  const file = { path, sha256: raw.sha256 };
  const plan = resolvePlan(document, scheduleOf(document), { file, deliverables, role, own: own.byPlace });
  return { ok: true, plan, warnings: issues };
}

/** Of files that could be read, and of those that could not. */
function issuesOfDrillFiles(files: ReadonlyMap<string, DrillFile>, { findings }: OwnDrills): PlanIssue[] {
  return [...files.values()].flatMap((file) => {
    if (file.kind === "missing") return [];
    if (file.kind === "refused") return placeFindings(file.findings, "", undefined, file.shown);
    const found = findings.get(file) ?? file.findings;
    return placeFindings(found, file.raw.text, file.source, file.raw.shown);
  });
}

/** Under a strict load every issue is an error. */
function tighten(issue: PlanIssue, strict = false): PlanIssue {
  return strict ? { ...issue, severity: "error" } : issue;
}

function applyRules(
  { source, shape, draft }: NonNullable<ShapedPlan["shaped"]>,
  findings: Finding[],
  surroundings: Pick<RuleContext, "knownScripts" | "role" | "deliverables" | "terms" | "own">,
): void {
  const toLine = lineMap(source.text);
  const context: RuleContext = {
    report: reporter(findings),
    isComplete: shape.complete,
    lineOf: (path) => toLine(offsetOf(source, path)).line,
    textAt: (path) => textAt(source, path),
    ...surroundings,
  };
  for (const rule of RULES) rule(draft, context);
  for (const rule of surroundings.role === undefined ? LAYER_RULES : []) rule(draft, context);
  for (const rule of STAFF_RULES) rule(settled(draft, surroundings.terms), context);
}

/** What another version means by its fields is not for this one to judge. */
function isOfOtherFormat(source: Source, report: Report): boolean {
  const found: unknown = getNodeValue(
    findNodeAtLocation(source.root, ["format"]) ?? { type: "null", offset: 0, length: 0 },
  );
  if (typeof found !== "string" || found === PLAN_FORMAT) return false;
  report(PLAN.OTHER_FORMAT, { found, known: PLAN_FORMAT }, ["format"]);
  return true;
}

/** @throws RangeError on a cycle, which the rules have excluded */
function scheduleOf({ jobs }: PlanDocument): Schedule {
  const scheduling = scheduleJobs(jobs);
  if (!scheduling.ok) throw new RangeError("the jobs of a checked plan form a cycle");
  return scheduling.schedule;
}

/** Gives findings their file, line and text, sorted by place, then code. */
export function placeFindings(
  findings: readonly Finding[],
  text: string,
  source: Source | undefined,
  file: string,
): PlanIssue[] {
  const toPlace = lineMap(text);
  const placed = findings.map((finding) => {
    const offset = finding.offset ?? (source ? offsetOf(source, finding.path, finding.atKey) : 0);
    return { offset, issue: toIssue(finding, file, toPlace(offset)) };
  });
  placed.sort((a, b) => a.offset - b.offset || Number(a.issue.code.slice(4)) - Number(b.issue.code.slice(4)));
  return placed.map(({ issue }) => issue);
}

function toIssue(
  { descriptor, args, path }: Finding,
  file: string,
  place: { line: number; column: number },
): PlanIssue {
  return {
    file,
    ...place,
    code: codeOf(descriptor),
    severity: descriptor.number < FIRST_PLAN_WARNING ? "error" : "warning",
    message: descriptor.message(args as never),
    mend: descriptor.mend(args as never),
    pointer: jsonPointer(path),
  };
}
