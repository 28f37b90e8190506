import type { Braid, BraidEntry } from "../../model/braid.ts";
import type { Decision } from "../../model/decision.ts";
import type { Division } from "../../model/division.ts";
import { FOLDERS } from "../../model/layout.ts";
import type { Jurisdiction } from "../../model/plan.ts";
import type { Drilled, MissionEntry, RegionalEntry } from "../../model/receipt-contents.ts";
import { ofForms, type Receipt } from "../../model/receipts.ts";
import type { TransactionRecord } from "../../model/record.ts";
import { textArg } from "../../records/events.ts";
import { recordsIn } from "../../records/located-records.ts";
import { executorName } from "../../records/planetary-settings.ts";
import { tokens } from "../../support/figures.ts";
import { byPath } from "../../support/paths.ts";
import { utc } from "../../support/time.ts";
import { describeEvent, executorPlace, type Happening, type Names } from "./braid-events.ts";

/** Only the planetary plan's jobs have a region. */
type PlacedJob = Pick<MissionEntry, "id" | "jobId" | "jurisdiction" | "attempts"> &
  Partial<Pick<RegionalEntry, "region">>;

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
    const governed = ofForms([receipt], "planetary-governance").map((each) => each.document);
    return [
      ...governed.flatMap(({ decisions }) => decisions).map((decision) => placeDecision(decision, path)),
      ...governed.flatMap(({ divisions }) => divisions).flatMap((each) => placeDivision(each, path, names)),
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
  const regions = new Map(
    jobs.flatMap(({ region, place }) => (region === undefined ? [] : [[region, place] as const])),
  );
  // Earlier attempts at a job have ids of their own.
  const attempts = jobs.flatMap(({ id, place, attempts: all }) =>
    all.map(({ jobId }, index) => ({ jobId, id: `${id}, attempt ${index + 1}`, place })),
  );
  const drills = ofForms(receipts, "national-governance", "disputes", "planetary-drills").flatMap(
    ({ document }) => document.drills.flatMap((drill) => jobsOfDrill(drill, regions)),
  );
  return {
    jobs: new Map([...drills, ...attempts, ...jobs].map(({ jobId, id, place }) => [jobId, { id, place }])),
    regions,
  };
}

/** The jobs that a drill posted. */
function jobsOfDrill({ id, transactions }: Drilled["drills"][number], regions: Names["regions"]) {
  return transactions.flatMap(({ contract, events }) =>
    events
      .filter((event) => event.contract === "JobRegistry" && event.name === "JobCreated")
      .map(({ args }) => ({
        jobId: textArg(args, "jobId"),
        id: `drill ${id}`,
        place: contract?.startsWith("RegionalExecutor ") ? executorPlace(contract, { regions }) : "nation",
      })),
  );
}

function placeOf({ kind, name }: Jurisdiction): string {
  return kind === "nation" ? "nation" : `${kind} ${name}`;
}

/** A decision stands where its last transaction does. */
function placeDecision({ title, state, votes, votesEach, transactions }: Decision, path: string): Placed {
  const last = transactions.at(-1) as TransactionRecord;
  return place(last, -1, path, {
    jurisdiction: "transnational",
    kind: "proposal",
    subject: title,
    what: `"${title}" ${state}: ${votes.for} votes for, ${votes.against} against, ${votesEach} by each member`,
  });
}

/** Where its pot was divided, each region has its part; one that lapsed is nobody's. */
function placeDivision(
  { transactions, parts, pot, ...division }: Division,
  path: string,
  names: Names,
): Placed[] {
  const last = transactions.at(-1) as TransactionRecord;
  const potText = tokens(BigInt(pot));
  const divided = parts.map(({ region, votes, part }) =>
    place(last, -1, path, {
      jurisdiction: executorPlace(executorName(region), names),
      kind: "division",
      subject: region,
      what: `${region} got ${tokens(BigInt(part))} of a pot of ${potText} by ${votes} votes`,
    }),
  );
  if (divided.length > 0) return divided;
  const what = `a pot of ${potText} lapsed: ${division.outcome}`;
  const lapsed = { jurisdiction: "transnational", kind: "division", subject: potText, what } as const;
  return [place(last, -1, path, lapsed)];
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
