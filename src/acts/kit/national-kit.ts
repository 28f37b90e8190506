import type { ReadManifest } from "../../dossier/stage-manifest.ts";
import { OmniError } from "../../errors/error.ts";
import { KIT } from "../../errors/kit-errors.ts";
import type { Finding } from "../../model/dossier.ts";
import type { KitInclusion } from "../../model/kit.ts";
import type { Project } from "../../model/loaded-project.ts";
import { SCRIPTS } from "../../model/scripts.ts";
import { inclusionOf } from "../../reports/kit/compose-kit.ts";
import { type CollectedFile, textOf } from "../../reports/kit/kit-receipts.ts";
import { readKit } from "../../reports/kit/read-kit.ts";
import { finding } from "../../support/finding.ts";
import { deliverablesOf } from "../plan-inputs.ts";
import { deliverableFile, listedFiles, type ReadListed, readAll } from "./covered.ts";

export const NATIONAL_KIT_SCRIPT = SCRIPTS.nationalKit.name;

/** The national kit as the planetary one takes it in, with every file that it covers. */
export interface IncludedKit {
  readonly kit: KitInclusion;
  readonly files: readonly CollectedFile[];
}

/**
 * Reads the national kit and takes the digest of everything that it covers again.
 *
 * @returns what is off instead, if anything is
 * @throws OMNI2212 if there is no national kit
 */
export async function readNationalKit(
  read: ReadListed,
  manifests: readonly ReadManifest[],
  project: Project,
): Promise<IncludedKit | readonly Finding[]> {
  const own = manifests.find(({ manifest }) => manifest.script === NATIONAL_KIT_SCRIPT)?.manifest;
  const file = own?.outputs.find(({ path }) => path.endsWith(".json"));
  if (own === undefined || file === undefined) {
    throw new OmniError(KIT.NO_NATIONAL_KIT, { script: NATIONAL_KIT_SCRIPT });
  }
  const found = await read({ ...file, stage: own.stage, script: own.script });
  if ("code" in found) return [found];
  const parsed = readKit(textOf(found));
  if (!parsed.ok) {
    const args = { path: file.path, problem: parsed.problem, script: NATIONAL_KIT_SCRIPT };
    return [finding(KIT.NATIONAL_KIT_UNREADABLE, args)];
  }
  const kit = parsed.value;
  const handedIn = new Map(
    deliverablesOf(project, "national").map((own) => [own.path, deliverableFile(own, "takeoff")]),
  );
  const listed = listedFiles(manifests);
  const stale = kit.artefacts.flatMap(({ path, sha256: expected }) => {
    const now = (handedIn.get(path)?.artefact ?? listed.get(path))?.sha256 ?? "no such file";
    const args = { path, script: NATIONAL_KIT_SCRIPT, expected, found: now };
    return now === expected ? [] : [finding(KIT.INPUT_STALE, args)];
  });
  if (stale.length > 0) return stale;
  const covered = kit.artefacts.flatMap(({ path }) => listed.get(path) ?? []);
  const { files, findings } = await readAll(read, covered);
  const whole = [...files, ...handedIn.values()];
  return findings.length > 0 ? findings : { kit: inclusionOf(kit, file, found.artefact.bytes), files: whole };
}
