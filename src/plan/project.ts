import { stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { PLAN } from "../errors/plan-errors.ts";
import { READINGS_PATH } from "../model/layout.ts";
import type { PlanFile, Project } from "../model/loaded-project.ts";
import type { LayerBinding, LayerId, Plan } from "../model/plan.ts";
import type { PlanIssue, ProjectResult } from "../model/plan-result.ts";
import { payloadPlace } from "./drill-files.ts";
import { splitLayers } from "./layers.ts";
import {
  issuesOfUnread,
  judgePlan,
  type LoadOptions,
  placeFindings,
  type ShapedPlan,
  shapePlan,
  withFilesBeside,
} from "./load.ts";
import { loadReadings } from "./load-readings.ts";
import { type Drafts, type MissionTerms, missionTerms } from "./mission.ts";
import { PLAN_PLACES, type PlanRole } from "./places.ts";
import { type Finding, reporter } from "./plan-finding.ts";
import { type RawPlan, type ReadPlan, readPlan, readPlanFile } from "./read.ts";
import { present } from "./rules/context.ts";
import { parseSource } from "./source.ts";

/** One plan of the mission, sound or not. */
interface Loaded {
  /** The plan's, and those that hold its drills. */
  readonly files: readonly PlanFile[];
  readonly plan: Plan | null;
  readonly deliverables: readonly PlanFile[];
  readonly issues: readonly PlanIssue[];
}

/**
 * Loads a plan and the plans of its layers; the issues of all files come back together, the asked plan's first.
 *
 * A plan that binds no layers is its own nation, and its own planet where it names regions.
 *
 * @param path as the operator gives it, relative to the folder or absolute
 */
export async function loadProject(path: string, options: LoadOptions): Promise<ProjectResult> {
  const read = await readPlan(path, options.folder);
  if (read.kind !== "read") return { ok: false, issues: issuesOfUnread(path, read) };
  const asked = await withFilesBeside(shapePlan(read.raw));
  const layers = await shapeLayers(asked);
  const drafts: Drafts = Object.fromEntries(
    [["shared", asked] as const, ...layers].flatMap(([role, { shaped }]) =>
      shaped ? [[role, shaped.draft]] : [],
    ),
  );
  const termsOf = (role: PlanRole) => (layers.size === 0 ? undefined : missionTerms(role, drafts));
  const judged = judge(asked, options, termsOf("shared"));
  const bound = new Map([...layers].map(([id, layer]) => [id, judge(layer, options, termsOf(id), id)]));
  const everything = [judged, ...bound.values()];
  const issues = everything.flatMap((loaded) => loaded.issues);
  if (judged.plan === null || everything.some(({ plan }) => plan === null)) return { ok: false, issues };
  const national = bound.get("national")?.plan;
  const planetary = bound.get("planetary")?.plan ?? null;
  const parts = national
    ? { shared: judged.plan, national, planetary, emptyLayer: null }
    : { shared: null, ...splitLayers(judged.plan) };
  const files = inOrder(everything.flatMap((loaded) => loaded.files));
  const deliverables = inOrder(everything.flatMap((loaded) => loaded.deliverables));
  const project = { ...parts, files, deliverables };
  const readings = options.readings ?? (await readingsOfPayload(read.raw.file));
  return readings === null
    ? { ok: true, project, warnings: issues }
    : withReadings(project, readings, options.folder, issues);
}

/** A plan that lies in a dossier is run with the readings that lie there. */
async function readingsOfPayload(file: string): Promise<string | null> {
  const payload = await payloadAround(file, [PLAN_PLACES.shared, PLAN_PLACES.national]);
  if (payload === null) return null;
  const path = join(payload, READINGS_PATH);
  const there = await stat(path).catch(() => null);
  return there?.isFile() ? path : null;
}

async function withReadings(
  project: Project,
  path: string,
  folder: string,
  issues: readonly PlanIssue[],
): Promise<ProjectResult> {
  const loaded = await loadReadings(path, folder, project);
  if (!loaded.ok) return { ok: false, issues: [...issues, ...loaded.issues] };
  const { readings, file } = loaded;
  return { ok: true, project: { ...project, readings, files: [...project.files, file] }, warnings: issues };
}

/** A layer's file, or why it has none. */
type Layer = ShapedPlan & { readonly unread?: readonly PlanIssue[] };

/** @param role none for the asked plan, which says itself what it is */
function judge(layer: Layer, options: LoadOptions, terms?: MissionTerms, role?: LayerId): Loaded {
  const nothing = { files: [], plan: null, deliverables: [] };
  if (layer.unread) return { ...nothing, issues: layer.unread };
  const { shown, sha256, content } = layer.raw;
  const result = judgePlan(layer, options, role, terms);
  if (!result.ok) return { ...nothing, issues: result.issues };
  const { plan, warnings } = result;
  const own = { path: plan.path, shown, sha256, content };
  const files = [own, ...drillFilesOf(plan, layer)];
  return { files, plan, deliverables: handedIn(plan, layer), issues: warnings };
}

/** The files that its jobs hand in. */
function handedIn({ jobs }: Plan, { raw, deliverables }: ShapedPlan): PlanFile[] {
  return jobs.flatMap(({ deliverable }) => {
    const read = deliverable && deliverables?.get(deliverable.stated);
    if (!deliverable || read?.kind !== "read") return [];
    const { sha256, content } = read;
    return [{ path: deliverable.path, shown: join(dirname(raw.shown), deliverable.stated), sha256, content }];
  });
}

/** Each travels beside its plan. */
function drillFilesOf({ path, layers }: Plan, { drillFiles }: Layer): PlanFile[] {
  if (layers.length > 0) return [];
  return [...(drillFiles ?? [])].flatMap(([use, file]) => {
    if (file.kind !== "read") return [];
    const { shown, sha256, content } = file.raw;
    return [{ path: payloadPlace(path, use), shown, sha256, content }];
  });
}

async function shapeLayers({ raw, shaped }: ShapedPlan): Promise<Map<LayerId, Layer>> {
  const layers = new Map<LayerId, Layer>();
  const bindings = present(shaped?.draft.layers);
  const payload = bindings.length === 0 ? null : await payloadAround(raw.file, [PLAN_PLACES.shared]);
  for (const [index, { id, plan }] of bindings) {
    if (id === undefined || plan === undefined || layers.has(id)) continue;
    layers.set(id, await shapeLayer({ id, plan }, index, raw, payload));
  }
  return layers;
}

/**
 * A shared plan that lies in a dossier has its layers beside it by what they are, whatever it calls their files.
 *
 * @param places where it lies in a payload, if in one.
 * @returns the folder of the payload that holds the file; null if it lies in none
 */
async function payloadAround(file: string, places: readonly string[]): Promise<string | null> {
  const payload = dirname(dirname(dirname(file)));
  const isThere = places.some((place) => resolve(payload, place) === file);
  if (!isThere || basename(payload) !== "data") return null;
  const tag = await stat(join(dirname(payload), "bagit.txt")).catch(() => null);
  return tag?.isFile() ? payload : null;
}

async function shapeLayer(
  binding: LayerBinding,
  index: number,
  shared: RawPlan,
  payload: string | null,
): Promise<Layer> {
  const named =
    payload === null ? binding.plan : relative(dirname(shared.file), join(payload, PLAN_PLACES[binding.id]));
  const shown = isAbsolute(named) ? named : join(dirname(shared.shown), named);
  const read = await readPlanFile(resolve(dirname(shared.file), named), shown);
  if (read.kind === "read") return withoutLayers(await withFilesBeside(shapePlan(read.raw)));
  const unread =
    read.kind === "refused"
      ? issuesOfUnread(shown, read)
      : unreadableLayer({ ...binding, plan: named }, index, read, shared);
  return { raw: shared, findings: [], shaped: null, unread };
}

/** The layers of a layer's own plan are none of the mission's. */
function withoutLayers(layer: ShapedPlan): ShapedPlan {
  const { shaped } = layer;
  if (!shaped || present(shaped.draft.layers).length === 0) return layer;
  const findings = [...layer.findings];
  reporter(findings)(PLAN.NESTED_LAYERS, {}, ["layers"]);
  return { ...layer, findings };
}

function unreadableLayer(
  { id, plan }: LayerBinding,
  index: number,
  { reason, near }: Extract<ReadPlan, { kind: "missing" }>,
  shared: RawPlan,
): PlanIssue[] {
  const args = { layer: id, path: plan, reason, near };
  return issueAt(shared, (report) => report(PLAN.LAYER_NOT_READABLE, args, ["layers", index, "plan"]));
}

function issueAt(raw: RawPlan, describe: (report: ReturnType<typeof reporter>) => void): PlanIssue[] {
  const findings: Finding[] = [];
  describe(reporter(findings));
  const parsed = parseSource(raw.text);
  return placeFindings(findings, raw.text, parsed.ok ? parsed.source : undefined, raw.shown);
}

/** Sorted by path, each once. */
function inOrder(files: readonly PlanFile[]): PlanFile[] {
  return [...new Map(files.map((file) => [file.path, file])).values()].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
}
