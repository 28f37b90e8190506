import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Resource } from "../attest/statement.ts";
import type { Attested } from "../attest/weigh.ts";
import { payloadPath } from "../dossier/bag.ts";
import { summaryOf } from "../dossier/compose.ts";
import type { ArtefactPath, Sha256 } from "../model/artefact.ts";
import type { VerifyReport } from "../model/dossier.ts";
import { valueAt } from "../records/located-records.ts";
import { merkleRoot } from "../records/merkle.ts";
import { parseDocument } from "../reports/documents.ts";
import { byPath, isArtefactPath } from "../support/paths.ts";
import { GENESIS_FILE, INDEX, isInput, JOURNAL } from "../support/payload.ts";
import { projectOf } from "./dossier-project.ts";
import type { BagContents } from "./verify-bag.ts";

/** A dossier that stands so far, with what its bag holds. */
export interface Standing {
  readonly contents: BagContents;
  readonly report: VerifyReport;
}

/**
 * What every statement about a dossier has to be bound to and to cover.
 *
 * @param folder a dossier whose bag is intact; what its files say is attacker-controlled
 * @returns `null` if its index names no plan that is there
 */
export async function attestedOf(folder: string, { contents, report }: Standing): Promise<Attested | null> {
  const index = parseDocument(await readFile(join(folder, payloadPath(INDEX)), "utf8"));
  const path = String(valueAt(index, "/plan/path"));
  const plan = isArtefactPath(path) ? contents.files.get(path) : undefined;
  if (plan === undefined || report.root === null || report.chain === null) return null;
  const binding = {
    ...{ root: report.root, merkleRoot: merkleRoot(payloadOf(contents)) },
    ...{ project: await nameOf(folder, plan.path), plan: { path: plan.path, sha256: plan.sha256 } },
    chain: summaryOf(report.chain),
  };
  return { binding, inputs: inputsOf(contents) };
}

/** As the manifest lists it. */
export function payloadOf({
  files,
}: BagContents): { readonly path: ArtefactPath; readonly sha256: Sha256 }[] {
  return [...files.values()]
    .map(({ path, sha256 }) => ({ path: payloadPath(path), sha256 }))
    .toSorted(byPath);
}

async function nameOf(folder: string, path: string): Promise<string> {
  const project = await projectOf(join(folder, "data"));
  return (project?.shared ?? project?.national)?.initiative ?? path;
}

/** Plans, the files beside them, the journal, and the chain on which it is executed. */
function inputsOf(contents: BagContents): Resource[] {
  return payloadOf({
    ...contents,
    files: new Map(
      [...contents.files].filter(([path]) => isInput(path) || path === JOURNAL || path === GENESIS_FILE),
    ),
  }).map(({ path, sha256 }) => ({ name: path, digest: { sha256 } }));
}
