import { stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { PLAN } from "../errors/plan.ts";
import type { LayerBinding, LayerId, Plan, PlanFile, PlanIssue, ProjectResult } from "../model/plan.ts";
import { type Finding, reporter } from "./finding.ts";
import { splitLayers } from "./layers.ts";
import { issuesOfUnread, type LoadOptions, parsePlan, placeFindings, tighten } from "./load.ts";
import { PLAN_PLACES } from "./places.ts";
import { type RawPlan, readPlan, readPlanFile } from "./read.ts";
import { parseSource } from "./source.ts";

/** One plan of the mission, sound or not. */
interface Loaded {
  readonly file: PlanFile | null;
  readonly plan: Plan | null;
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
  const asked = parseRaw(read.raw, options);
  if (!asked.plan) return { ok: false, issues: asked.issues };
  const layers = await loadLayers(asked.plan, read.raw, options);
  const everything = [asked, ...layers.values()];
  const issues = everything.flatMap((loaded) => loaded.issues);
  if (everything.some(({ plan }) => plan === null)) return { ok: false, issues };
  const national = layers.get("national")?.plan;
  const planetary = layers.get("planetary")?.plan ?? null;
  const parts = national
    ? { shared: asked.plan, national, planetary, emptyLayer: null }
    : { shared: null, ...splitLayers(asked.plan) };
  return { ok: true, project: { ...parts, files: filesOf(everything) }, warnings: issues };
}

/** @param role none for the asked plan, which says itself what it is */
function parseRaw(raw: RawPlan, options: LoadOptions, role?: LayerId): Loaded {
  const { shown, sha256, content } = raw;
  const result = parsePlan(raw, options, role);
  if (!result.ok) return { file: null, plan: null, issues: result.issues };
  const { plan, warnings } = result;
  return { file: { path: plan.path, shown, sha256, content }, plan, issues: warnings };
}

async function loadLayers(plan: Plan, raw: RawPlan, options: LoadOptions): Promise<Map<LayerId, Loaded>> {
  const layers = new Map<LayerId, Loaded>();
  const payload = plan.layers.length === 0 ? null : await payloadAround(raw.file);
  for (const [index, binding] of plan.layers.entries()) {
    layers.set(binding.id, await loadLayer(binding, index, raw, payload, options));
  }
  return layers;
}

/**
 * A shared plan that lies in a dossier has its layers beside it by what they are, whatever it calls their files.
 *
 * @returns the folder of the payload that holds the file; null if it lies in none
 */
async function payloadAround(file: string): Promise<string | null> {
  const payload = dirname(dirname(dirname(file)));
  if (resolve(payload, PLAN_PLACES.shared) !== file || basename(payload) !== "data") return null;
  const tag = await stat(join(dirname(payload), "bagit.txt")).catch(() => null);
  return tag?.isFile() ? payload : null;
}

async function loadLayer(
  binding: LayerBinding,
  index: number,
  shared: RawPlan,
  payload: string | null,
  options: LoadOptions,
): Promise<Loaded> {
  const named =
    payload === null ? binding.plan : relative(dirname(shared.file), join(payload, PLAN_PLACES[binding.id]));
  const shown = isAbsolute(named) ? named : join(dirname(shared.shown), named);
  const read = await readPlanFile(resolve(dirname(shared.file), named), shown);
  if (read.kind === "refused") return { file: null, plan: null, issues: issuesOfUnread(shown, read) };
  if (read.kind === "missing") {
    const issues = unreadableLayer({ ...binding, plan: named }, index, read.reason, shared);
    return { file: null, plan: null, issues };
  }
  const loaded = parseRaw(read.raw, options, binding.id);
  if (!loaded.plan || loaded.plan.layers.length === 0) return loaded;
  const nested = issueAt(read.raw, (report) => report(PLAN.NESTED_LAYERS, {}, ["layers"]));
  const issues = [...loaded.issues, ...nested].map((issue) => tighten(issue, options.strict));
  return { ...loaded, plan: options.strict ? null : loaded.plan, issues };
}

function unreadableLayer(
  { id, plan }: LayerBinding,
  index: number,
  reason: string,
  shared: RawPlan,
): PlanIssue[] {
  const args = { layer: id, path: plan, reason };
  return issueAt(shared, (report) => report(PLAN.LAYER_NOT_READABLE, args, ["layers", index, "plan"]));
}

function issueAt(raw: RawPlan, describe: (report: ReturnType<typeof reporter>) => void): PlanIssue[] {
  const findings: Finding[] = [];
  describe(reporter(findings));
  const parsed = parseSource(raw.text);
  return placeFindings(findings, raw.text, parsed.ok ? parsed.source : undefined, raw.shown);
}

function filesOf(everything: readonly Loaded[]): PlanFile[] {
  const files = new Map(everything.flatMap(({ file }) => (file ? [[file.path, file] as const] : [])));
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
