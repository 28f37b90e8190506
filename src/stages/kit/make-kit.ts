import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { kitDocuments } from "../../dossier/kit-documents.ts";
import { type ReadManifest, readManifests } from "../../dossier/read-manifests.ts";
import { writeStageManifest } from "../../dossier/stage-manifest.ts";
import { OmniError } from "../../errors/error.ts";
import { FLAG } from "../../errors/flag-errors.ts";
import { KIT } from "../../errors/kit-errors.ts";
import { STAGE } from "../../errors/stage-errors.ts";
import type { Finding } from "../../model/dossier.ts";
import type { GovernanceKit, KitScript } from "../../model/kit.ts";
import type { Project } from "../../model/loaded-project.ts";
import type { LayerId } from "../../model/plan.ts";
import type { Check } from "../../reports/kit/checks.ts";
import { composeKit, layerPlanOf } from "../../reports/kit/compose-kit.ts";
import type { CollectedFile } from "../../reports/kit/kit-receipts.ts";
import { finding } from "../../support/finding.ts";
import { byPath } from "../../support/paths.ts";
import { sha256 } from "../../system/files.ts";
import { removeLeftovers } from "../leftovers.ts";
import { openProject } from "../open-project.ts";
import { writeOutputs } from "../outputs.ts";
import { deliverablesOf } from "../plan-inputs.ts";
import type { ScriptContext } from "../script.ts";
import { collect, deliverableFile } from "./collect.ts";
import { compareControlScripts } from "./control-scripts.ts";
import { type KitDefaults, type KitFlags, kitFlags } from "./flags.ts";
import { readNationalKit } from "./national-kit.ts";

/** What makes one layer's kit differ from the other's. */
export interface KitRecipe {
  readonly layer: LayerId;
  /** The stage whose artefacts the kit holds. */
  readonly source: "takeoff" | "global";
  readonly defaults: KitDefaults;
  readonly checks: readonly Check[];
  readonly includesNationalKit: boolean;
}

const NO_FILES = { files: [], findings: [] };

/**
 * Makes a layer's kit from what earlier stages left. Reads no chain and sends nothing.
 *
 * @returns one line for the person who ran it
 * @throws OMNI2104 if the layer's stage has left nothing, OMNI2211 if a file is not what its stage left; each of them
 *   goes to stderr first.
 */
export async function makeKit(context: ScriptContext, recipe: KitRecipe): Promise<string> {
  const { out, stage, script } = context;
  const flags = await kitFlags(context, recipe.defaults);
  const project = await openProject(context.planPath);
  const { manifests, findings: unread } = await readManifests(out);
  refuseIf(script, unread);
  const sources = manifests.filter(({ manifest }) => manifest.stage === recipe.source);
  if (sources.length === 0) throw new OmniError(STAGE.MISSING_PREDECESSOR, { stage, needed: recipe.source });
  refuseTaken(manifests, script, flags);

  const layerPlan = layerPlanOf(project, recipe.layer);
  const { files: left, findings } = layerPlan
    ? await collectFiles(context, recipe, flags, manifests)
    : NO_FILES;
  const files = [...left, ...handedIn(project, recipe)].toSorted((a, b) => byPath(a.artefact, b.artefact));
  const included = recipe.includesNationalKit ? await readNationalKit(out, manifests, project) : null;
  const stale = included && "kit" in included ? [] : (included ?? []);
  refuseIf(script, [...sources.flatMap((source) => stalePlans(source, project)), ...findings, ...stale]);

  const kit = composeKit({
    layer: recipe.layer,
    checks: recipe.checks,
    project,
    logs: flags.logs,
    scripts: sources.map(scriptOf),
    files,
    summary: layerPlan && summaryOf(flags, files),
    included: included && "kit" in included ? included : null,
    controlScripts: compareControlScripts([project.shared, layerPlan].filter((plan) => plan !== null)),
  });
  await leaveKit(context, project, flags, kit, files);
  return describe(kit);
}

async function collectFiles(
  { out }: ScriptContext,
  { source }: KitRecipe,
  { bundle, json, markdown }: KitFlags,
  manifests: readonly ReadManifest[],
) {
  const stats = await lstat(join(out, bundle)).catch(() => undefined);
  if (stats?.isDirectory()) return collect({ out, manifests, stage: source, bundle, own: [json, markdown] });
  throw new OmniError(FLAG.PATH_REFUSED, { flag: "bundle", given: bundle, problem: "is not a folder" });
}

/** What the layer's jobs hand in, as the plan's folder has it. */
function handedIn(project: Project, { layer, source }: KitRecipe): CollectedFile[] {
  return deliverablesOf(project, layer).map((file) => deliverableFile(file, source));
}

/** @throws OMNI2211 if there are findings, after they went to stderr */
function refuseIf(script: string, findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  for (const { code, message, mend } of findings) process.stderr.write(`${code}  ${message}  ${mend}\n`);
  throw new OmniError(KIT.REFUSED, { script, findings: findings.length });
}

/** @throws OMNI2202 if another script left a file where the kit goes */
function refuseTaken(manifests: readonly ReadManifest[], script: string, { json, markdown }: KitFlags): void {
  for (const { manifest } of manifests) {
    const taken = manifest.outputs.find(({ path }) => path === json || path === markdown);
    if (taken !== undefined && manifest.script !== script) {
      throw new OmniError(KIT.OUTPUT_TAKEN, { path: taken.path, script: manifest.script });
    }
  }
}

/** Plans that the stage ran with and that are others now. */
function stalePlans({ manifest: { script, inputs } }: ReadManifest, project: Project): Finding[] {
  const files = [...project.files, ...project.deliverables];
  return inputs
    .filter(({ path }) => path.startsWith("plans/"))
    .flatMap(({ path, sha256: expected }) => {
      const found = files.find((file) => file.path === path)?.sha256 ?? "another plan";
      return found === expected ? [] : [finding(KIT.PLAN_DIFFERS, { path, script, expected, found })];
    });
}

/** @throws OMNI2201 if the kit does not cover the summary */
function summaryOf({ summary }: KitFlags, files: readonly CollectedFile[]) {
  const file = files.find(({ artefact }) => artefact.path === summary);
  if (file !== undefined) return { path: file.artefact.path, sha256: file.artefact.sha256 };
  const problem = "is no file that the kit covers";
  throw new OmniError(FLAG.PATH_REFUSED, { flag: "summary-md", given: summary, problem });
}

function scriptOf({ path, text, manifest: { stage, script, blocks } }: ReadManifest): KitScript {
  return { stage, script, manifest: { path, sha256: sha256(text) }, blocks };
}

async function leaveKit(
  { out, stage, script }: ScriptContext,
  project: Project,
  flags: KitFlags,
  kit: GovernanceKit,
  files: readonly CollectedFile[],
): Promise<void> {
  const outputs = await writeOutputs(out, kitDocuments(kit, flags, files));
  await removeLeftovers(out, script, outputs);
  const read = [
    ...project.files,
    ...kit.scripts.map(({ manifest }) => manifest),
    ...kit.artefacts,
    ...(kit.includes ? [kit.includes] : []),
  ];
  const inputs = read.map(({ path, sha256 }) => ({ path, sha256 }));
  await writeStageManifest({ out, stage, script, blocks: null, inputs, outputs });
}

function describe({ layerPlan, counts, includes, merkleRoot }: GovernanceKit): string {
  if (layerPlan === null) {
    const rest =
      includes === null ? "" : `; the national kit with ${includes.counts.artefacts} artefacts is included`;
    return `no such layer in this mission: no check was made${rest}, Merkle root ${merkleRoot}`;
  }
  const merged = includes === null ? "" : `, the national kit with ${includes.counts.artefacts} more`;
  return `${counts.artefacts} artefacts fingerprinted${merged}, ${counts.checksDone} of ${counts.checks} checks done, Merkle root ${merkleRoot}`;
}
