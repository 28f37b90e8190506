import { kitDocuments } from "../../dossier/kit-documents.ts";
import type { ReadManifest } from "../../dossier/stage-manifest.ts";
import { OmniError } from "../../errors/error.ts";
import { FLAG } from "../../errors/flag-errors.ts";
import { KIT } from "../../errors/kit-errors.ts";
import { STAGE } from "../../errors/stage-errors.ts";
import type { ArtefactPath, FileDigest } from "../../model/artefact.ts";
import type { Finding } from "../../model/dossier.ts";
import type { GovernanceKit, KitScript } from "../../model/kit.ts";
import { FOLDERS, PATHS } from "../../model/layout.ts";
import type { Project } from "../../model/loaded-project.ts";
import type { Chosen } from "../../model/manifest.ts";
import type { LayerId } from "../../model/plan.ts";
import type { Check } from "../../reports/kit/checks.ts";
import { composeKit, layerPlanOf } from "../../reports/kit/compose-kit.ts";
import type { CollectedFile } from "../../reports/kit/kit-receipts.ts";
import { NATIONAL_CHECKS } from "../../reports/kit/national-checks.ts";
import { PLANETARY_CHECKS } from "../../reports/kit/planetary-checks.ts";
import { finding } from "../../support/finding.ts";
import { artefactPath, byPath } from "../../support/paths.ts";
import { sha256 } from "../../system/files.ts";
import { pathIn } from "../chosen.ts";
import { deliverablesOf } from "../plan-inputs.ts";
import { compareControlScripts } from "./control-scripts.ts";
import { coveredBy, deliverableFile, type ReadListed, readAll } from "./covered.ts";
import { readNationalKit } from "./national-kit.ts";

/** What makes one layer's kit differ from the other's. */
export interface KitRecipe {
  readonly layer: LayerId;
  /** The stage whose artefacts the kit holds. */
  readonly source: "takeoff" | "global";
  readonly checks: readonly Check[];
  readonly includesNationalKit: boolean;
}

export const NATIONAL_KIT: KitRecipe = {
  layer: "national",
  source: "takeoff",
  checks: NATIONAL_CHECKS,
  includesNationalKit: false,
};

/** Includes the national one by digest. */
export const PLANETARY_KIT: KitRecipe = {
  layer: "planetary",
  source: "global",
  checks: PLANETARY_CHECKS,
  includesNationalKit: true,
};

/** Where a kit goes and what it covers; paths relative to OUT. */
export interface KitPlaces {
  readonly json: ArtefactPath;
  readonly markdown: ArtefactPath;
  readonly summary: ArtefactPath;
  readonly bundle: ArtefactPath;
  readonly logs: ArtefactPath | null;
}

/** What a kit is made from. */
export interface KitScene {
  readonly project: Project;
  /** Of every script so far. */
  readonly manifests: readonly ReadManifest[];
  readonly read: ReadListed;
}

/** A kit in all of its forms, and every file that it was made of. */
export interface MadeKit {
  readonly kit: GovernanceKit;
  readonly artefacts: ReadonlyMap<string, string>;
  readonly inputs: readonly FileDigest[];
}

/** Where a layer's kit goes and what it covers, unless it is chosen otherwise. */
export function usualPlaces(layer: LayerId): KitPlaces {
  const root = FOLDERS[layer];
  return {
    json: artefactPath(`${root}/governance-kit.json`),
    markdown: artefactPath(`${root}/governance-kit.md`),
    summary: artefactPath(PATHS[`${layer}Report`]),
    bundle: artefactPath(PATHS[`${layer}Receipts`]),
    logs: null,
  };
}

/** @throws TypeError if what was chosen is no path. */
export function placesOf(layer: LayerId, chosen: Chosen): KitPlaces {
  const usual = usualPlaces(layer);
  return {
    json: pathIn(chosen, "json", usual.json),
    markdown: pathIn(chosen, "markdown", usual.markdown),
    summary: pathIn(chosen, "summary", usual.summary),
    bundle: pathIn(chosen, "bundle", usual.bundle),
    logs: pathIn(chosen, "logs", usual.logs),
  };
}

const NO_FILES = { files: [], findings: [] };

/**
 * Makes a layer's kit from what earlier stages left. Reads no chain and sends nothing.
 *
 * @returns what is off with these files instead, if anything is.
 * @throws OMNI2104 if the layer's stage has left nothing, OMNI2201 if the kit does not cover its summary, OMNI2212 if
 *   there is no national kit to include.
 */
export async function layerKit(
  { project, manifests, read }: KitScene,
  { layer, source, checks, includesNationalKit }: KitRecipe,
  places: KitPlaces,
): Promise<MadeKit | readonly Finding[]> {
  const sources = manifests.filter(({ manifest }) => manifest.stage === source);
  if (sources.length === 0) throw new OmniError(STAGE.MISSING_PREDECESSOR, { stage: "kit", needed: source });
  const layerPlan = layerPlanOf(project, layer);
  const covering = { manifests, stage: source, bundle: places.bundle, own: [places.json, places.markdown] };
  const { files: left, findings } = layerPlan ? await readAll(read, coveredBy(covering)) : NO_FILES;
  const handedIn = deliverablesOf(project, layer).map((file) => deliverableFile(file, source));
  const files = [...left, ...handedIn].toSorted((a, b) => byPath(a.artefact, b.artefact));
  const included = includesNationalKit ? await readNationalKit(read, manifests, project) : null;
  const stale = included && "kit" in included ? [] : (included ?? []);
  const off = [...sources.flatMap((manifest) => stalePlans(manifest, project)), ...findings, ...stale];
  if (off.length > 0) return off;
  const kit = composeKit({
    layer,
    checks,
    project,
    logs: places.logs,
    scripts: sources.map(scriptOf),
    files,
    summary: layerPlan && summaryOf(places, files),
    included: included && "kit" in included ? included : null,
    controlScripts: compareControlScripts([project.shared, layerPlan].filter((plan) => plan !== null)),
  });
  return { kit, artefacts: kitDocuments(kit, places, files), inputs: inputsOf(project, kit) };
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
function summaryOf({ summary }: KitPlaces, files: readonly CollectedFile[]): FileDigest {
  const file = files.find(({ artefact }) => artefact.path === summary);
  if (file !== undefined) return { path: file.artefact.path, sha256: file.artefact.sha256 };
  const problem = "is no file that the kit covers";
  throw new OmniError(FLAG.PATH_REFUSED, { flag: "summary-md", given: summary, problem });
}

function scriptOf({ path, text, manifest: { stage, script, blocks } }: ReadManifest): KitScript {
  return { stage, script, manifest: { path, sha256: sha256(text) }, blocks };
}

function inputsOf({ files }: Project, kit: GovernanceKit): FileDigest[] {
  return [
    ...files,
    ...kit.scripts.map(({ manifest }) => manifest),
    ...kit.artefacts,
    ...(kit.includes ? [kit.includes] : []),
  ].map(({ path, sha256: digest }) => ({ path, sha256: digest }) as FileDigest);
}
