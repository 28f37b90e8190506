/** verify: whether a stranger's dossier is what it says. Knows what its maker knew; trusts nothing that it reads. */

import { readJournalText } from "../chain/journal/journal-reader.ts";
import { ENVIRONMENT } from "../errors/environment-errors.ts";
import { OmniError } from "../errors/error.ts";
import type { Sha256 } from "../model/artefact.ts";
import type { VerifyReport } from "../model/dossier.ts";
import { isSha256 } from "../support/digest.ts";
import type { Audit } from "./audit.ts";
import type { Reexecution } from "./reexecute.ts";
import { standsSoFar, withComputed } from "./verdict.ts";
import { verifyBag } from "./verify-bag.ts";
import { verifyBooks } from "./verify-books.ts";
import { type Rebuild, type RebuildOptions, verifyRebuild, withRebuild } from "./verify-rebuild.ts";
import { verifyReplay, withReplay } from "./verify-replay.ts";

export interface CheckOptions {
  /** The root that the dossier must have: 64 lower-case hex digits. */
  readonly root?: string;
  /** Whether to execute the journal, too. */
  readonly replay?: boolean;
  /** Whether to run the mission of its plans, too. */
  readonly rebuild?: boolean;
}

export interface DossierCheck {
  readonly report: VerifyReport;
  /** `null` if the dossier was broken before that. */
  readonly audit: Audit | null;
  /** `null` if it was not asked for, or if the dossier was broken before that. */
  readonly replayed: Reexecution | null;
  /** `null` if it was not asked for, or if the dossier was broken before that. */
  readonly rebuilt: Rebuild | null;
}

const NOTHING = { audit: null, receipts: [] };

/**
 * Every check of a dossier, each on what the ones before have found intact: the bag, its books, and, if asked for, the
 * replay of its journal and a run of its plans.
 *
 * @param folder absolute; attacker-controlled in all that it holds
 * @throws OMNI5010 if `root` is no root
 */
export async function verifyDossier(
  folder: string,
  { root, replay, rebuild }: CheckOptions,
  rebuilding: RebuildOptions = {},
): Promise<DossierCheck> {
  const checked = await verifyBag(folder, {
    readJournal: readJournalText,
    ...(root === undefined ? {} : { expectedRoot: narrowRoot(root) }),
  });
  const { audit, receipts } =
    standsSoFar(checked) && checked.chain !== null
      ? verifyBooks(folder, checked.chain.chainId, replay ?? false)
      : NOTHING;
  const audited = withComputed(checked, "the books", audit?.findings ?? []);
  const replayed = replay && standsSoFar(audited) ? await verifyReplay(folder, receipts) : null;
  const executed = replayed === null ? audited : withReplay(audited, replayed);
  const rebuilt = rebuild && standsSoFar(executed) ? await verifyRebuild(folder, executed, rebuilding) : null;
  const report = rebuilt === null ? executed : withRebuild(executed, rebuilt);
  return { report, audit, replayed, rebuilt };
}

function narrowRoot(root: string): Sha256 {
  if (isSha256(root)) return root;
  const problem = `The root "${root}" is not 64 lower-case hex digits.`;
  throw new OmniError(ENVIRONMENT.USAGE, { problem, help: "omnisovereign verify --help" });
}
