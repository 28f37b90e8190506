import type { ArtefactPath } from "../model/artefact.ts";
import type { StageManifest } from "../model/manifest.ts";
import { asManifest, isInput, reportPath } from "../support/payload.ts";
import { withinPayload } from "./bag.ts";
import { ownersOf, scriptsOf, stagesOf } from "./compose.ts";
import type { Evidence } from "./gather-evidence.ts";
import { manifestPath, parseStageManifest } from "./stage-manifest.ts";

/** Where a payload file stands in the order in which things came to be. */
export interface PayloadOrder {
  readonly rank: (path: ArtefactPath) => number;
  /** `null` for files of no stage. */
  readonly stage: (path: ArtefactPath) => string | null;
}

/**
 * Plans and what their jobs hand in, then the outputs of each script in running order, each followed by its manifest; then whatever is derived from
 * them or belongs to no stage.
 */
export function payloadOrder(sides: readonly Evidence[]): PayloadOrder {
  const manifests = sides.flatMap(readManifests);
  const owners = ownersOf(manifests);
  const ranks = rankOutputs(manifests);
  const last = ranks.size + 1;
  return {
    rank: (path) => (isInput(path) ? 0 : (ranks.get(path) ?? last)),
    stage: (path) => owners.get(path) ?? null,
  };
}

function readManifests({ files }: Evidence): StageManifest[] {
  return [...files.values()].flatMap(({ path, text }) => {
    const inside = withinPayload(path);
    const at = inside && asManifest(inside);
    if (at === undefined || text === null) return [];
    const parsed = parseStageManifest(text, at);
    return parsed.ok ? [parsed.value] : [];
  });
}

function rankOutputs(manifests: readonly StageManifest[]): ReadonlyMap<ArtefactPath, number> {
  const scripts = stagesOf(manifests).flatMap((stage) => [...new Set(scriptsOf(stage, manifests))]);
  const ranks = new Map<ArtefactPath, number>();
  for (const [index, script] of scripts.entries()) {
    const outputs = manifests
      .filter((manifest) => manifest.script === script)
      .flatMap((manifest) => manifest.outputs);
    for (const { path } of outputs) ranks.set(reportPath(path), 2 * index + 1);
    ranks.set(reportPath(manifestPath(script)), 2 * index + 2);
  }
  return ranks;
}
