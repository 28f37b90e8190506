import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type Covering,
  collected,
  type Listed,
  listedFiles,
  type ReadListed,
} from "../../acts/kit/covered.ts";
import { type Listing, listFolder } from "../../dossier/listing.ts";
import { KIT } from "../../errors/kit-errors.ts";
import { STAGE } from "../../errors/stage-errors.ts";
import type { ArtefactPath } from "../../model/artefact.ts";
import type { Finding } from "../../model/dossier.ts";
import type { CollectedFile } from "../../reports/kit/kit-receipts.ts";
import { finding } from "../../support/finding.ts";
import { isArtefactPath, joinPaths } from "../../support/paths.ts";
import { sha256 } from "../../system/files.ts";
import { linkOnTheWay } from "../out-path.ts";

const MOST_ENTRIES = 200_000;

/** @returns everything in the bundle that is unlisted or no regular file. */
export function strangersIn(out: string, { bundle, own, manifests, stage }: Covering): Finding[] {
  const listed = listedFiles(manifests);
  const listing = listFolder(join(out, bundle), MOST_ENTRIES);
  const script = manifests.find(({ manifest }) => manifest.stage === stage)?.manifest.script ?? stage;
  const findings = refusedEntries(listing, bundle);
  for (const [name, kind] of listing.entries) {
    if (kind === "folder" || !isArtefactPath(name)) continue;
    const path = joinPaths(bundle, name);
    if (own.includes(path)) continue;
    if (kind !== "file") findings.push(finding(KIT.NOT_REGULAR, { path, kind }));
    else if (!listed.has(path)) findings.push(finding(KIT.UNLISTED, { path, script }));
  }
  return findings;
}

function refusedEntries({ findings }: Listing, bundle: ArtefactPath): Finding[] {
  return findings.map(({ path, message }) =>
    finding(KIT.ENTRY_REFUSED, { path: `${bundle}/${path}`, problem: message }),
  );
}

/** Reads what lies in OUT, each digest taken again. */
export function readFrom(out: string): ReadListed {
  return (file) => readListed(out, file);
}

async function readListed(out: string, file: Listed): Promise<CollectedFile | Finding> {
  const { path, script, sha256: expected } = file;
  const link = await linkOnTheWay(out, path);
  if (link !== null) return finding(KIT.NOT_REGULAR, { path: link, kind: "symbolic link" });
  const stats = await lstat(join(out, path)).catch(() => undefined);
  if (stats === undefined) return finding(KIT.MISSING, { path, script });
  if (!stats.isFile()) return finding(KIT.NOT_REGULAR, { path, kind: "folder, pipe, socket or device" });
  const content = await readFile(join(out, path));
  const found = sha256(content);
  return found === expected
    ? collected(file, content)
    : finding(STAGE.CHANGED, { path, script, expected, found });
}
