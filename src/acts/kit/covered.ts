import type { ReadManifest } from "../../dossier/stage-manifest.ts";
import type { ArtefactPath, FileDigest } from "../../model/artefact.ts";
import type { Finding } from "../../model/dossier.ts";
import type { PlanFile } from "../../model/loaded-project.ts";
import type { CollectedFile } from "../../reports/kit/kit-receipts.ts";
import { artefactPath, byPath } from "../../support/paths.ts";
import { kindOf, reportPath } from "../../support/payload.ts";
import { sha256 } from "../../system/files.ts";

/** The stages that come before the kits. */
const EARLIER: readonly string[] = ["takeoff", "global"];

/** A file that a script says it left. */
export interface Listed extends FileDigest {
  readonly stage: string;
  readonly script: string;
}

/** Reads a file as it lies there. @returns why it is not what its script left, if it is not */
export type ReadListed = (file: Listed) => Promise<CollectedFile | Finding>;

/** What makes a kit cover a file. */
export interface Covering {
  /** Of every script so far, later stages among them. */
  readonly manifests: readonly ReadManifest[];
  /** The layer's own stage. */
  readonly stage: string;
  /** A folder of which everything is covered, relative to OUT. */
  readonly bundle: ArtefactPath;
  /** Paths of the kit itself, which it never holds. */
  readonly own: readonly ArtefactPath[];
}

/** @returns what scripts say they left, by path. */
export function listedFiles(manifests: readonly ReadManifest[]): ReadonlyMap<string, Listed> {
  return new Map(
    manifests.flatMap(({ manifest: { stage, script, outputs } }) =>
      outputs.map((file) => [file.path, { ...file, stage, script }] as const),
    ),
  );
}

/** @returns what the layer's stage left, and what earlier stages left below the bundle. */
export function coveredBy({ manifests, stage, bundle, own }: Covering): readonly Listed[] {
  return [...listedFiles(manifests).values()].filter(
    (file) =>
      file.stage === stage ||
      (EARLIER.includes(file.stage) && file.path.startsWith(`${bundle}/`) && !own.includes(file.path)),
  );
}

/** @returns the files as they lie there, sorted by path, and what is off with the others. */
export async function readAll(
  read: ReadListed,
  listed: readonly Listed[],
): Promise<{ readonly files: readonly CollectedFile[]; readonly findings: readonly Finding[] }> {
  const files: CollectedFile[] = [];
  const findings: Finding[] = [];
  for (const file of listed.toSorted(byPath)) {
    const found = await read(file);
    if ("code" in found) findings.push(found);
    else files.push(found);
  }
  return { files, findings };
}

/** @param content of which the digest has been taken and compared. */
export function collected({ path, sha256: digest, stage }: Listed, content: Uint8Array): CollectedFile {
  const kind = kindOf(reportPath(path));
  return { artefact: { path, sha256: digest, bytes: content.byteLength, stage, kind }, content };
}

/** A file that a job hands in, as a kit covers it. */
export function deliverableFile({ path, content }: PlanFile, stage: string): CollectedFile {
  const at = artefactPath(path);
  return {
    artefact: { path: at, sha256: sha256(content), bytes: content.byteLength, stage, kind: kindOf(at) },
    content,
  };
}
