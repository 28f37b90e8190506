/** verify: whether a stranger's dossier is what it says. Knows what its maker knew; trusts nothing that it reads. */

import { scanJournal } from "../chain/journal/journal-reader.ts";
import { ENVIRONMENT } from "../errors/environment-errors.ts";
import { OmniError } from "../errors/error.ts";
import type { ArtefactPath, Sha256 } from "../model/artefact.ts";
import type { VerifyReport } from "../model/dossier.ts";
import type { DossierAnchor } from "../model/dossier-anchor.ts";
import type { EngineChoice } from "../model/engine.ts";
import type { ReceiptReading } from "../records/read-receipt.ts";
import { isSha256 } from "../support/digest.ts";
import type { Audit } from "./audit.ts";
import type { AnchorCheck } from "./check-anchor.ts";
import { checkCommitments } from "./check-commitments.ts";
import { checkOwnership } from "./check-ownership.ts";
import { cover } from "./cover.ts";
import type { Coverage } from "./coverage.ts";
import { standsSoFar, withComputed, withFindings } from "./verdict.ts";
import { verifyAnchor } from "./verify-anchor.ts";
import { type SignatureCheck, trustOf, verifyAttestations } from "./verify-attestations.ts";
import { type BagContents, inspectBag } from "./verify-bag.ts";
import { verifyBooks } from "./verify-books.ts";
import { type CoursesCheck, verifyCourses } from "./verify-courses.ts";
import { type DeliverablesCheck, verifyDeliverables } from "./verify-deliverables.ts";
import { type Rebuild, type RebuildOptions, verifyRebuild, withRebuild } from "./verify-rebuild.ts";
import {
  type ReplayCheck,
  type ReplayReport,
  verifyReplay,
  withDerivation,
  withReplay,
  withState,
} from "./verify-replay.ts";
import { type TicksCheck, verifyTicks } from "./verify-ticks.ts";

export interface CheckOptions {
  /** The root that the dossier must have: 64 lower-case hex digits. */
  readonly root?: string;
  /** Whether to execute the journal, too. */
  readonly replay?: boolean;
  /** By which EVM; by default the node's. */
  readonly engine?: EngineChoice;
  /** Whether to run the mission of its plans, too. */
  readonly rebuild?: boolean;
  /** A file, or a folder of files, with the public keys of those whom the reader trusts. */
  readonly signedBy?: string;
  /** How many of them have to vouch for the dossier; one by default. */
  readonly threshold?: string;
}

/** Who hears how a check goes that takes long. */
export interface WatchOptions extends RebuildOptions {
  readonly replayed?: ReplayReport;
}

export interface DossierCheck {
  readonly report: VerifyReport;
  /** `null` if the dossier was broken before that. */
  readonly audit: Audit | null;
  /** `null` if no plan of it has a file, or if the dossier was broken before that. */
  readonly deliverables: DeliverablesCheck | null;
  /** `null` if its root has no anchor, or if the dossier was broken before that. */
  readonly anchor: AnchorCheck | null;
  /** `null` if it was not asked for, or if the dossier was broken before that. */
  readonly replayed: ReplayCheck | null;
  /** The same; or if the chain is not a rehearsal's. */
  readonly courses: CoursesCheck | null;
  /** The same. */
  readonly ticks: TicksCheck | null;
  /** What each file is bound by; `null` if the dossier is broken. */
  readonly coverage: Coverage | null;
  /** `null` if it was not asked for, or if the dossier was broken before that. */
  readonly rebuilt: Rebuild | null;
  /** Who vouches for it; `null` if nobody signed and nobody had to, or if the dossier was broken before that. */
  readonly signed: SignatureCheck | null;
  /** Tag files that no check looked at; none of a dossier that was broken before that. */
  readonly beside: readonly ArtefactPath[];
}

/** What no check has been asked yet. */
const UNASKED = {
  audit: null,
  deliverables: null,
  anchor: null,
  replayed: null,
  rebuilt: null,
  courses: null,
  ticks: null,
  coverage: null,
  signed: null,
  beside: [],
} satisfies Omit<DossierCheck, "report">;

/**
 * Every check of a dossier, each on what the ones before have found intact: the bag, whose its files are, its books, what its
 * jobs hand in, what the chain commits to, the anchor of its root, and, if asked for, the replay of its journal, what its plans and votes
 * foretell, and what plans and journal make; a run of its plans; and who signed it.
 *
 * @param folder absolute; attacker-controlled in all that it holds
 * @throws OMNI5010 if `root` is no root or `threshold` no number of keys, OMNI4303 if there are no keys to pin
 */
export async function verifyDossier(
  folder: string,
  options: CheckOptions,
  watching: WatchOptions = {},
): Promise<DossierCheck> {
  const trust = await trustOf(options);
  const { check, contents } = await checkContents(folder, options, watching);
  if (contents === null || !standsSoFar(check.report)) return check;
  const signed = await verifyAttestations(folder, { contents, report: check.report, trust });
  return { ...check, report: withFindings(check.report, signed?.findings ?? []), signed };
}

/** Every check but who signed. */
async function checkContents(
  folder: string,
  { root, replay, engine, rebuild }: CheckOptions,
  { replayed: hear, ...rebuilding }: WatchOptions,
): Promise<{ readonly check: DossierCheck; readonly contents: BagContents | null }> {
  const { report, contents } = inspectBag(folder, {
    scanJournal,
    ...(root === undefined ? {} : { expectedRoot: narrowRoot(root) }),
  });
  const ending = (check: Partial<DossierCheck> & Pick<DossierCheck, "report">) => ({
    check: { ...UNASKED, ...check },
    contents: null,
  });
  if (contents === null) return ending({ report });
  const owned = withComputed(report, "whose its files are", checkOwnership(contents));
  if (!standsSoFar(owned)) return ending({ report: owned });
  const { audit, receipts } = verifyBooks(folder, contents.journal.chainId, replay ?? false);
  const audited = withComputed(owned, "the books", audit.findings);
  if (!standsSoFar(audited)) return ending({ report: audited, audit });
  const deliverables = await verifyDeliverables(folder);
  const compared = withComputed(audited, "what jobs hand in", deliverables?.findings ?? []);
  const { findings, bound } = checkCommitments(folder, contents);
  const committed = withComputed(compared, "what the chain commits to", findings);
  const anchor = standsSoFar(committed) ? await verifyAnchor(folder, contents, committed.root) : null;
  const closed = withComputed(committed, "the anchor of its root", anchor?.findings ?? []);
  const executed = replay
    ? await execute(
        folder,
        { report: closed, receipts, contents, anchor: anchor?.anchor ?? null },
        { ...(engine && { engine }), ...(hear && { report: hear }) },
      )
    : { report: closed, replayed: null, courses: null, ticks: null };
  const { replayed } = executed;
  const rebuilt =
    rebuild && standsSoFar(executed.report) ? await verifyRebuild(folder, executed.report, rebuilding) : null;
  const judged = rebuilt === null ? executed.report : withRebuild(executed.report, rebuilt);
  const coverage = standsSoFar(judged)
    ? cover(contents, { committed: bound, replayed, rebuilt, receipts })
    : null;
  const read = { audit, deliverables, anchor };
  const { beside } = contents;
  const check = { ...UNASKED, ...executed, report: judged, ...read, rebuilt, coverage, beside };
  return { check, contents };
}

/** What is asked with a replay, on what stood before it. */
async function execute(
  folder: string,
  before: {
    readonly report: VerifyReport;
    readonly receipts: readonly ReceiptReading[];
    readonly contents: BagContents;
    readonly anchor: DossierAnchor | null;
  },
  how: Parameters<typeof verifyReplay>[2],
): Promise<Pick<DossierCheck, "report" | "replayed" | "courses" | "ticks">> {
  const { report, receipts, contents, anchor } = before;
  const { chainId, blocks } = contents.journal;
  const replayed = standsSoFar(report)
    ? await verifyReplay(folder, receipts, { ...how, closing: { blocks, anchor } })
    : null;
  if (replayed === null) return { report, replayed, courses: null, ticks: null };
  const executed = withReplay(report, replayed);
  const courses = standsSoFar(executed) ? await verifyCourses(folder, receipts, chainId) : null;
  const drawn = withComputed(executed, "the courses of jobs", courses?.findings ?? []);
  const ticks = standsSoFar(drawn) ? await verifyTicks(folder, receipts) : null;
  const foretold = withComputed(drawn, "the thermostat's ticks", ticks?.findings ?? []);
  const derived = withDerivation(foretold, replayed.derivation);
  return { report: withState(derived, replayed.state), replayed, courses, ticks };
}

function narrowRoot(root: string): Sha256 {
  if (isSha256(root)) return root;
  const problem = `The root "${root}" is not 64 lower-case hex digits.`;
  throw new OmniError(ENVIRONMENT.USAGE, { problem, help: "omnisovereign verify --help" });
}
