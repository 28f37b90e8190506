import type { Signer } from "../attest/signer.ts";
import type { StatementKind } from "../attest/statement.ts";
import { scanJournal } from "../chain/journal/journal-reader.ts";
import { ATTEST } from "../errors/attest-errors.ts";
import { OmniError } from "../errors/error.ts";
import type { ArtefactPath } from "../model/artefact.ts";
import { testify } from "./testify.ts";
import { inspectBag } from "./verify-bag.ts";
import type { DossierCheck } from "./verify-dossier.ts";

/**
 * Signs what a verification has found: nothing but an intact dossier is vouched for.
 *
 * @param folder as it was verified; its bag is read once more, and has to have the same root
 * @returns the paths of the statements, which are tag files of the dossier now
 * @throws OMNI4305 if the dossier is not intact
 */
export async function attestDossier(
  folder: string,
  kinds: readonly StatementKind[],
  { check, signer }: { readonly check: DossierCheck; readonly signer: Signer },
): Promise<readonly ArtefactPath[]> {
  const { verdict, root } = check.report;
  if (verdict !== "intact" || root === null)
    throw new OmniError(ATTEST.NOT_INTACT, { dossier: folder, verdict });
  const { report, contents } = inspectBag(folder, { scanJournal, expectedRoot: root });
  if (contents === null) throw new OmniError(ATTEST.NOT_INTACT, { dossier: folder, verdict: report.verdict });
  return testify(kinds, { folder, signer, contents, report, passed: passedIn(check) });
}

/** What was checked, in the order of a verification. */
function passedIn({ deliverables, anchor, replayed, courses, ticks, rebuilt }: DossierCheck): string[] {
  return [
    ...["bag", "ownership", "books", "commitments"],
    ...(deliverables === null ? [] : ["deliverables"]),
    ...(anchor === null ? [] : ["anchor"]),
    ...(replayed === null ? [] : ["replay", ...replayed.runs.map(({ engine }) => `replay on ${engine}`)]),
    ...(replayed === null || replayed.derivation === null ? [] : ["derivation"]),
    ...(courses === null ? [] : ["courses"]),
    ...(ticks === null ? [] : ["ticks"]),
    ...(rebuilt === null ? [] : ["rebuild"]),
  ];
}
