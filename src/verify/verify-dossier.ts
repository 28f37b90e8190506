/** verify: whether a stranger's dossier is what it says. Knows what its maker knew; trusts nothing that it reads. */

import { scanJournal } from "../chain/journal/journal-reader.ts";
import { ENVIRONMENT } from "../errors/environment-errors.ts";
import { OmniError } from "../errors/error.ts";
import type { Sha256 } from "../model/artefact.ts";
import type { VerifyReport } from "../model/dossier.ts";
import { isSha256 } from "../support/digest.ts";
import type { Audit } from "./audit.ts";
import { checkCommitments } from "./check-commitments.ts";
import { checkOwnership } from "./check-ownership.ts";
import { cover } from "./cover.ts";
import type { Coverage } from "./coverage.ts";
import type { Reexecution } from "./reexecute.ts";
import { standsSoFar, withComputed } from "./verdict.ts";
import { inspectBag } from "./verify-bag.ts";
import { verifyBooks } from "./verify-books.ts";
import { verifyReplay, withReplay } from "./verify-replay.ts";

export interface CheckOptions {
  /** The root that the dossier must have: 64 lower-case hex digits. */
  readonly root?: string;
  /** Whether to execute the journal, too. */
  readonly replay?: boolean;
}

export interface DossierCheck {
  readonly report: VerifyReport;
  /** `null` if the dossier was broken before that. */
  readonly audit: Audit | null;
  /** `null` if it was not asked for, or if the dossier was broken before that. */
  readonly replayed: Reexecution | null;
  /** What each file is bound by; `null` if the dossier is broken. */
  readonly coverage: Coverage | null;
}

/**
 * Every check of a dossier, each on what the ones before have found intact: the bag, whose its files are, its books, what the
 * chain commits to, and, if asked for, the replay of its journal.
 *
 * @param folder absolute; attacker-controlled in all that it holds
 * @throws OMNI5010 if `root` is no root
 */
export async function verifyDossier(folder: string, { root, replay }: CheckOptions): Promise<DossierCheck> {
  const { report, contents } = inspectBag(folder, {
    scanJournal,
    ...(root === undefined ? {} : { expectedRoot: narrowRoot(root) }),
  });
  if (contents === null) return { report, audit: null, replayed: null, coverage: null };
  const owned = withComputed(report, "whose its files are", checkOwnership(contents));
  if (!standsSoFar(owned)) return { report: owned, audit: null, replayed: null, coverage: null };
  const { audit, receipts } = verifyBooks(folder, contents.journal.chainId, replay ?? false);
  const audited = withComputed(owned, "the books", audit.findings);
  if (!standsSoFar(audited)) return { report: audited, audit, replayed: null, coverage: null };
  const { findings, bound } = checkCommitments(folder, contents);
  const committed = withComputed(audited, "what the chain commits to", findings);
  const replayed = replay && standsSoFar(committed) ? await verifyReplay(folder, receipts) : null;
  const judged = replayed === null ? committed : withReplay(committed, replayed);
  const coverage = standsSoFar(judged) ? cover(contents, { committed: bound, replayed, receipts }) : null;
  return { report: judged, audit, replayed, coverage };
}

function narrowRoot(root: string): Sha256 {
  if (isSha256(root)) return root;
  const problem = `The root "${root}" is not 64 lower-case hex digits.`;
  throw new OmniError(ENVIRONMENT.USAGE, { problem, help: "omnisovereign verify --help" });
}
