import { PLAN } from "../errors/plan.ts";
import type { LayerBinding, LayerId, Plan, PlanFile, PlanIssue, ProjectResult } from "../model/plan.ts";
import { type Finding, reporter } from "./finding.ts";
import { issuesOfUnread, type LoadOptions, parsePlan, placeFindings, tighten } from "./load.ts";
import { type RawPlan, readPlan } from "./read.ts";
import { parseSource } from "./source.ts";

/** The planetary layer of a plan that names regions but binds no layers. */
const PACKAGED_PLANETARY = "plans/asi-global/project-plan.json";

/** One plan of the mission, sound or not. */
interface Loaded {
  readonly file: PlanFile | null;
  readonly plan: Plan | null;
  readonly issues: readonly PlanIssue[];
}

/**
 * Loads a plan and the plans of its layers; the issues of all files come back together, the asked plan's first.
 *
 * A plan that binds no layers is its own national layer, and has the packaged planetary one only if it names regions.
 *
 * @param path as the operator gives it, relative to the project or absolute
 */
export async function loadProject(path: string, options: LoadOptions): Promise<ProjectResult> {
  const read = await readPlan(path, options.root);
  if (read.kind !== "read") return { ok: false, issues: issuesOfUnread(path, read) };
  const asked = parseRaw(read.raw, options);
  if (!asked.plan) return { ok: false, issues: asked.issues };
  const layers = await loadLayers(asked.plan, read.raw, options);
  const everything = [asked, ...layers.values()];
  const issues = everything.flatMap((loaded) => loaded.issues);
  const national = asked.plan.layers.length === 0 ? asked.plan : layers.get("national")?.plan;
  if (!national || everything.some(({ plan }) => plan === null)) return { ok: false, issues };
  const project = {
    shared: asked.plan.layers.length === 0 ? null : asked.plan,
    national,
    planetary: layers.get("planetary")?.plan ?? null,
    files: filesOf(everything),
  };
  return { ok: true, project, warnings: issues };
}

function parseRaw(raw: RawPlan, options: LoadOptions): Loaded {
  const { path, sha256, content } = raw;
  const result = parsePlan(raw, options);
  return {
    file: { path, sha256, content },
    plan: result.ok ? result.plan : null,
    issues: result.ok ? result.warnings : result.issues,
  };
}

async function loadLayers(plan: Plan, raw: RawPlan, options: LoadOptions): Promise<Map<LayerId, Loaded>> {
  const layers = new Map<LayerId, Loaded>();
  for (const [index, binding] of plan.layers.entries()) {
    layers.set(binding.id, await loadLayer(binding, index, raw, options));
  }
  if (plan.layers.length === 0 && plan.regions.length > 0)
    layers.set("planetary", await loadPackaged(options));
  return layers;
}

async function loadPackaged(options: LoadOptions): Promise<Loaded> {
  const read = await readPlan(PACKAGED_PLANETARY, options.root);
  if (read.kind === "read") return parseRaw(read.raw, options);
  return { file: null, plan: null, issues: issuesOfUnread(PACKAGED_PLANETARY, read) };
}

async function loadLayer(
  binding: LayerBinding,
  index: number,
  shared: RawPlan,
  options: LoadOptions,
): Promise<Loaded> {
  const read = await readPlan(binding.plan, options.root);
  if (read.kind === "refused") return { file: null, plan: null, issues: issuesOfUnread(binding.plan, read) };
  if (read.kind === "missing") {
    const issues = unreadableLayer(binding, index, read.reason, shared);
    return { file: null, plan: null, issues };
  }
  const loaded = parseRaw(read.raw, options);
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
