import type { Braid, BraidEntry } from "../../model/braid.ts";
import type { Decision } from "../../model/decision.ts";
import { FOLDERS } from "../../model/layout.ts";
import type { Jurisdiction } from "../../model/plan.ts";
import { type MissionEntry, ofForms, type Receipt, type RegionalEntry } from "../../model/receipts.ts";
import type { TransactionRecord } from "../../model/record.ts";
import { recordsIn } from "../../records/located-records.ts";
import { byPath } from "../../support/paths.ts";
import { utc } from "../../support/time.ts";
import { describeEvent, executorPlace, type Happening, type Names } from "./braid-events.ts";

/** Only the planetary plan's jobs have a region. */
type PlacedJob = Pick<MissionEntry, "id" | "jobId" | "jurisdiction"> & Partial<Pick<RegionalEntry, "region">>;

interface Placed {
  readonly index: number;
  /** Within its transaction; a decision comes before what it caused. */
  readonly order: number;
  readonly entry: BraidEntry;
}

/** Steps of a job that the timeline leaves out. */
const PASSED_OVER = /\/jobs\/[^/]+\/(apply|submit|validate)\.json$/;

/** @returns whether the timeline reads a file, by its path relative to OUT. */
export function isBraided(path: string): boolean {
  return /(^|\/)receipts\/.*\.json$/.test(path) && !PASSED_OVER.test(path);
}

/** Weaves what receipts tell of both layers into one timeline; a transaction that two receipts show counts once. */
export function weave(receipts: readonly Receipt[]): Braid {
  const names = namesOf(receipts);
  const shown = new Set<string>();
  const placed = receipts.toSorted(byPath).flatMap((receipt) => {
    const { path, document } = receipt;
    const records = recordsIn(document).filter(({ hash }) => !shown.has(hash) && shown.add(hash));
    const decisions = ofForms([receipt], "planetary-governance").flatMap((each) => each.document.decisions);
    return [
      ...decisions.map((decision) => placeDecision(decision, path, names)),
      ...records.flatMap((record) => placeEvents(record, path, names)),
    ];
  });
  const entries = placed
    .toSorted((a, b) => a.entry.block - b.entry.block || a.index - b.index || a.order - b.order)
    .map(({ entry }) => entry);
  return { format: "omnisovereign-braid/1", entries };
}

function namesOf(receipts: readonly Receipt[]): Names {
  const jobs = [
    ...ofForms(receipts, "national-mission", "planetary-mission").flatMap(
      ({ document }): readonly PlacedJob[] => document.jobs,
    ),
    ...ofForms(receipts, "coordination").map(({ document }): PlacedJob => document),
  ].map((job) => ({ ...job, place: placeOf(job.jurisdiction) }));
  return {
    jobs: new Map(jobs.map(({ jobId, id, place }) => [jobId, { id, place }])),
    regions: new Map(jobs.flatMap(({ region, place }) => (region === undefined ? [] : [[region, place]]))),
  };
}

function placeOf({ kind, name }: Jurisdiction): string {
  return kind === "nation" ? "nation" : `${kind} ${name}`;
}

/** A decision stands where its last transaction does. */
function placeDecision(
  { title, state, votes, votesEach, transactions }: Decision,
  path: string,
  names: Names,
): Placed {
  const last = transactions.at(-1) as TransactionRecord;
  return place(last, -1, path, {
    jurisdiction: reachOf(transactions, names),
    kind: "proposal",
    subject: title,
    what: `"${title}" ${state}: ${votes.for} votes for, ${votes.against} against, ${votesEach} by each member`,
  });
}

/** The place whose budget was approved; any other decision is for all. */
function reachOf(transactions: readonly TransactionRecord[], names: Names): string {
  const approved = transactions.flatMap(({ events }) => events).find(({ name }) => name === "BudgetApproved");
  return approved === undefined ? "transnational" : executorPlace(approved.contract, names);
}

function placeEvents(record: TransactionRecord, path: string, names: Names): Placed[] {
  return record.events.flatMap((event, order) => {
    const happening = describeEvent(event, record, names);
    return happening === undefined ? [] : [place(record, order, path, happening)];
  });
}

function place(
  { block, index, timestamp, hash }: TransactionRecord,
  order: number,
  receipt: string,
  { jurisdiction, kind, subject, what }: Happening,
): Placed {
  const entry = {
    block,
    timestamp,
    time: utc(timestamp),
    layer: layerOf(receipt),
    jurisdiction,
    kind,
    subject,
    what,
    transaction: hash,
    receipt,
  };
  return { index, order, entry };
}

function layerOf(receipt: string): BraidEntry["layer"] {
  if (receipt.startsWith(`${FOLDERS.shared}/`)) return "shared";
  return receipt.startsWith(`${FOLDERS.planetary}/`) ? "planetary" : "national";
}
