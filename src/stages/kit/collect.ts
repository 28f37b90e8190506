import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Listing, listFolder } from "../../dossier/listing.ts";
import type { ReadManifest } from "../../dossier/read-manifests.ts";
import { KIT } from "../../errors/kit-errors.ts";
import { STAGE } from "../../errors/stage-errors.ts";
import type { ArtefactPath, FileDigest } from "../../model/artefact.ts";
import type { Finding } from "../../model/dossier.ts";
import type { PlanFile } from "../../model/loaded-project.ts";
import type { CollectedFile } from "../../reports/kit/kit-receipts.ts";
import { finding } from "../../support/finding.ts";
import { artefactPath, byPath, isArtefactPath, joinPaths } from "../../support/paths.ts";
import { kindOf, reportPath } from "../../support/payload.ts";
import { sha256 } from "../../system/files.ts";
import { linkOnTheWay } from "../out-path.ts";

/** The stages that come before the kits. */
const EARLIER: readonly string[] = ["takeoff", "global"];
const MOST_ENTRIES = 200_000;

/** A file that a script says it left. */
export interface Listed extends FileDigest {
  readonly stage: string;
  readonly script: string;
}

export interface Wanted {
  /** OUT, absolute. */
  readonly out: string;
  /** Of every script so far, later stages among them. */
  readonly manifests: readonly ReadManifest[];
  /** The layer's own stage. */
  readonly stage: string;
  readonly bundle: ArtefactPath;
  /** Paths of the kit itself, which it never holds. */
  readonly own: readonly ArtefactPath[];
}

/**
 * Reads what the layer's stage left and everything in the bundle, each digest taken again.
 *
 * @returns files sorted by path, and every file that is changed, missing, unlisted or no regular file.
 */
export async function collect(
  wanted: Wanted,
): Promise<{ files: readonly CollectedFile[]; findings: readonly Finding[] }> {
  const listed = listedFiles(wanted.manifests);
  const bundle = bundled(wanted, listed);
  const layer = [...listed.values()].filter(({ stage }) => stage === wanted.stage);
  const all = new Map([...layer, ...bundle.files].map((file) => [file.path, file]));
  const { files, findings } = await readAll(wanted.out, [...all.values()]);
  return { files, findings: [...bundle.findings, ...findings] };
}

/** @returns the files as they lie there, sorted by path, and what is off with the others. */
export async function readAll(
  out: string,
  listed: readonly Listed[],
): Promise<{ files: readonly CollectedFile[]; findings: readonly Finding[] }> {
  const files: CollectedFile[] = [];
  const findings: Finding[] = [];
  for (const file of listed.toSorted(byPath)) {
    const read = await readListed(out, file);
    if ("code" in read) findings.push(read);
    else files.push(read);
  }
  return { files, findings };
}

/** @returns what scripts say they left, by path. */
export function listedFiles(manifests: readonly ReadManifest[]): ReadonlyMap<string, Listed> {
  return new Map(
    manifests.flatMap(({ manifest: { stage, script, outputs } }) =>
      outputs.map((file) => [file.path, { ...file, stage, script }] as const),
    ),
  );
}

/** Every file below the bundle's folder that an earlier stage left. */
function bundled(
  { out, bundle, own, manifests, stage }: Wanted,
  listed: ReadonlyMap<string, Listed>,
): { files: readonly Listed[]; findings: readonly Finding[] } {
  const listing = listFolder(join(out, bundle), MOST_ENTRIES);
  const script = manifests.find(({ manifest }) => manifest.stage === stage)?.manifest.script ?? stage;
  const files: Listed[] = [];
  const findings = refusedEntries(listing, bundle);
  for (const [name, kind] of listing.entries) {
    if (kind === "folder" || !isArtefactPath(name)) continue;
    const path = joinPaths(bundle, name);
    const owner = listed.get(path);
    if (own.includes(path)) continue;
    if (kind !== "file") findings.push(finding(KIT.NOT_REGULAR, { path, kind }));
    else if (owner === undefined) findings.push(finding(KIT.UNLISTED, { path, script }));
    else if (EARLIER.includes(owner.stage)) files.push(owner);
  }
  return { files, findings };
}

function refusedEntries({ findings }: Listing, bundle: ArtefactPath): Finding[] {
  return findings.map(({ path, message }) =>
    finding(KIT.ENTRY_REFUSED, { path: `${bundle}/${path}`, problem: message }),
  );
}

/** @returns the file, or why it is not what its script left. */
export async function readListed(out: string, file: Listed): Promise<CollectedFile | Finding> {
  const { path, script, stage, sha256: expected } = file;
  const link = await linkOnTheWay(out, path);
  if (link !== null) return finding(KIT.NOT_REGULAR, { path: link, kind: "symbolic link" });
  const stats = await lstat(join(out, path)).catch(() => undefined);
  if (stats === undefined) return finding(KIT.MISSING, { path, script });
  if (!stats.isFile()) return finding(KIT.NOT_REGULAR, { path, kind: "folder, pipe, socket or device" });
  const content = await readFile(join(out, path));
  const found = sha256(content);
  if (found !== expected) return finding(STAGE.CHANGED, { path, script, expected, found });
  const kind = kindOf(reportPath(path));
  return { artefact: { path, sha256: found, bytes: content.byteLength, stage, kind }, content };
}

/** A file that a job hands in, as a kit covers it. */
export function deliverableFile({ path, content }: PlanFile, stage: string): CollectedFile {
  const at = artefactPath(path);
  return {
    artefact: { path: at, sha256: sha256(content), bytes: content.byteLength, stage, kind: kindOf(at) },
    content,
  };
}
