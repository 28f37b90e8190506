import type { ArtefactPath } from "../model/artefact.ts";
import type { Constellation } from "../model/constellation.ts";
import type { ChainSummary, Dossier, IndexedFile, StageDigest } from "../model/dossier.ts";
import type { StageManifest } from "../model/manifest.ts";
import { digestConstellation } from "../reports/constellation/constellation.ts";
import type { Documents } from "../reports/documents.ts";
import { transnationalOf } from "../reports/jurisdictions/flows.ts";
import { groupJobs } from "../reports/jurisdictions/jurisdiction-jobs.ts";
import { digestOfFiles } from "../support/files-digest.ts";
import { byCodeUnit, byPath } from "../support/paths.ts";
import { INDEX, kindOf, reportPath, SUMMARY } from "../support/payload.ts";
import type { PayloadFile } from "./bag.ts";
import { manifestPath } from "./stage-manifest.ts";

/** Of the index, and so of the dossier; another number says that an older program cannot read it. */
export const FORMAT = "omnisovereign-dossier/1";

const RUNNING_ORDER: readonly string[] = ["takeoff", "global", "kit", "owner", "thermodynamics"];

/** All that `dossier.json` is made of. */
export interface Contents {
  /** The shared plan, or the plan that stands in for it; relative to `data/`. */
  readonly plan: ArtefactPath;
  readonly chain: ChainSummary;
  readonly manifests: readonly StageManifest[];
  readonly files: readonly PayloadFile[];
  /** Of those files that tell of jobs and flows. */
  readonly documents: Documents;
  readonly constellation: Constellation;
}

/**
 * Composes the index. It is a function of the rest of the payload, so that whoever verifies a dossier composes it
 * again and compares.
 *
 * @throws TypeError if the plan is not among the files.
 */
export function composeDossier(contents: Contents): Dossier {
  const { plan, chain, manifests, files, documents, constellation } = contents;
  const owners = ownersOf(manifests);
  const index = files
    .filter(({ path }) => path !== INDEX && path !== SUMMARY)
    .toSorted(byPath)
    .map(
      ({ path, sha256, bytes }): IndexedFile => ({
        path,
        sha256,
        bytes,
        stage: owners.get(path) ?? null,
        kind: kindOf(path),
      }),
    );
  const shared = index.find(({ path }) => path === plan);
  if (shared === undefined) throw new TypeError(`plan "${plan}" is not in the payload`);
  const holdings = { files: new Map(index.map((file) => [file.path, file])), documents };
  return {
    format: FORMAT,
    plan: { path: shared.path, sha256: shared.sha256 },
    chain: summaryOf(chain),
    stages: stagesOf(manifests).map((id) => digestStage(id, manifests, index)),
    constellation: digestConstellation(constellation),
    jurisdictions: groupJobs(holdings),
    transnational: transnationalOf(holdings),
    files: index,
  };
}

/**
 * @returns the stage of each output and manifest, by path relative to `data/`; of what jobs hand in the stage that has read
 * it, before any kit.
 */
export function ownersOf(manifests: readonly StageManifest[]): ReadonlyMap<ArtefactPath, string> {
  const order = stagesOf(manifests);
  const deliverables = manifests
    .toSorted((a, b) => order.indexOf(b.stage) - order.indexOf(a.stage))
    .flatMap(({ stage, inputs }) =>
      inputs.filter(({ path }) => kindOf(path) === "deliverable").map(({ path }) => [path, stage] as const),
    );
  return new Map([
    ...deliverables,
    ...manifests.flatMap(({ stage, script, outputs }) =>
      [manifestPath(script), ...outputs.map(({ path }) => path)].map(
        (path) => [reportPath(path), stage] as const,
      ),
    ),
  ]);
}

/** Leaves out what a journal's summary has beyond the chain's. */
export function summaryOf({
  chainId,
  hardfork,
  genesisHash,
  blocks,
  transactions,
  stateRoot,
}: ChainSummary): ChainSummary {
  return { chainId, hardfork, genesisHash, blocks, transactions, stateRoot };
}

/** Running order; stages that it does not know come after it, by name. */
export function stagesOf(manifests: readonly StageManifest[]): string[] {
  const rank = (id: string) =>
    RUNNING_ORDER.includes(id) ? RUNNING_ORDER.indexOf(id) : RUNNING_ORDER.length;
  return [...new Set(manifests.map(({ stage }) => stage))].toSorted(
    (a, b) => rank(a) - rank(b) || byCodeUnit(a, b),
  );
}

function digestStage(
  id: string,
  manifests: readonly StageManifest[],
  index: readonly IndexedFile[],
): StageDigest {
  const files = index.filter(({ stage }) => stage === id);
  return {
    id,
    scripts: scriptsOf(id, manifests),
    digest: digestOfFiles(files),
    files: files.length,
  };
}

/** In the order of their blocks; scripts that never transact come last, by name. */
export function scriptsOf(id: string, manifests: readonly StageManifest[]): string[] {
  const firstBlock = ({ blocks }: StageManifest) => blocks?.first ?? Number.MAX_SAFE_INTEGER;
  return manifests
    .filter(({ stage }) => stage === id)
    .toSorted((a, b) => firstBlock(a) - firstBlock(b) || byCodeUnit(a.script, b.script))
    .map(({ script }) => script);
}
