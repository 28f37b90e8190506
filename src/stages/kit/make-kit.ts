import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { chosenOf } from "../../acts/chosen.ts";
import { type KitPlaces, type KitRecipe, layerKit, usualPlaces } from "../../acts/kit/layer-kit.ts";
import { readManifests } from "../../dossier/read-manifests.ts";
import { type ReadManifest, writeStageManifest } from "../../dossier/stage-manifest.ts";
import { OmniError } from "../../errors/error.ts";
import { FLAG } from "../../errors/flag-errors.ts";
import { KIT } from "../../errors/kit-errors.ts";
import type { Finding } from "../../model/dossier.ts";
import type { GovernanceKit } from "../../model/kit.ts";
import { layerPlanOf } from "../../reports/kit/compose-kit.ts";
import { inLog } from "../../system/workflow-log.ts";
import { removeLeftovers } from "../leftovers.ts";
import { openProject } from "../open-project.ts";
import { writeOutputs } from "../outputs.ts";
import type { ScriptContext } from "../script.ts";
import { readFrom, strangersIn } from "./collect.ts";
import { type KitDefaults, kitPlaces } from "./flags.ts";

/**
 * Makes a layer's kit from what earlier stages left in OUT.
 *
 * @returns one line for the person who ran it
 * @throws OMNI2104 if the layer's stage has left nothing, OMNI2211 if a file is not what its stage left; each of them
 *   goes to stderr first.
 */
export async function makeKit(
  context: ScriptContext,
  recipe: KitRecipe,
  defaults: KitDefaults,
): Promise<string> {
  const { out, stage, script } = context;
  const places = await kitPlaces(context, defaults);
  const project = await openProject(context);
  const { manifests, findings: unread } = await readManifests(out);
  refuseIf(script, unread);
  refuseTaken(manifests, script, places);
  const strangers = layerPlanOf(project, recipe.layer)
    ? await strangersAmong(out, manifests, recipe, places)
    : [];
  const made = await layerKit({ project, manifests, read: readFrom(out) }, recipe, places);
  if (!("kit" in made)) return refuse(script, [...strangers, ...made]);
  refuseIf(script, strangers);
  const outputs = await writeOutputs(out, made.artefacts);
  await removeLeftovers(out, script, outputs);
  const chosen = chosenOf({ ...places }, { ...usualPlaces(recipe.layer) });
  await writeStageManifest({ out, stage, script, blocks: null, chosen, inputs: made.inputs, outputs });
  return describe(made.kit);
}

/** @throws OMNI2201 if the bundle is no folder */
async function strangersAmong(
  out: string,
  manifests: readonly ReadManifest[],
  { source }: KitRecipe,
  { bundle, json, markdown }: KitPlaces,
): Promise<readonly Finding[]> {
  const stats = await lstat(join(out, bundle)).catch(() => undefined);
  const listed = manifests.some(({ manifest }) => manifest.stage === source);
  if (stats?.isDirectory())
    return strangersIn(out, { manifests, stage: source, bundle, own: [json, markdown] });
  if (!listed) return [];
  throw new OmniError(FLAG.PATH_REFUSED, { flag: "bundle", given: bundle, problem: "is not a folder" });
}

/** @throws OMNI2211 if there are findings, after they went to stderr */
function refuseIf(script: string, findings: readonly Finding[]): void {
  if (findings.length > 0) refuse(script, findings);
}

function refuse(script: string, findings: readonly Finding[]): never {
  for (const { code, message, mend } of findings)
    process.stderr.write(`${inLog(`${code}  ${message}  ${mend}`)}\n`);
  throw new OmniError(KIT.REFUSED, { script, findings: findings.length });
}

/** @throws OMNI2202 if another script left a file where the kit goes */
function refuseTaken(
  manifests: readonly ReadManifest[],
  script: string,
  { json, markdown }: KitPlaces,
): void {
  for (const { manifest } of manifests) {
    const taken = manifest.outputs.find(({ path }) => path === json || path === markdown);
    if (taken !== undefined && manifest.script !== script) {
      throw new OmniError(KIT.OUTPUT_TAKEN, { path: taken.path, script: manifest.script });
    }
  }
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
