import { FOLDERS } from "../../src/model/layout.ts";
import type { JobPayment } from "../../src/model/payments.ts";
import type { MissionEntry } from "../../src/model/receipt-contents.ts";
import type { TransactionRecord } from "../../src/model/record.ts";
import type { Handshake } from "../../src/model/votes.ts";
import { inPayload, type Payload } from "../payload.ts";

export interface ToldJob {
  readonly id: string;
  readonly title: string;
  /** `city Lyon`, `region EU` */
  readonly place: string;
  readonly layer: "nation" | "regions" | "coordination";
  /** `approved`, `rejected`, `open`, … */
  readonly outcome: string;
  readonly agent: string;
  readonly rewardWei: string;
  readonly attempts: number;
  /** Seconds since 1970. */
  readonly postedAt: number | null;
  readonly assignedAt: number | null;
  readonly submittedAt: number | null;
  readonly finalizedAt: number | null;
  /** When its time is over, pauses left aside. */
  readonly dueAt: number | null;
  readonly plannedSeconds: number | null;
  readonly workedSeconds: number | null;
  /** Who judged: one line for each committee member or juror. */
  readonly votes: readonly ToldVote[];
  readonly disputed: boolean;
  readonly payments: readonly JobPayment[];
  /** Relative to `data/`, in the order of the job's life. */
  readonly receipts: readonly string[];
}

export interface ToldVote {
  readonly body: string;
  readonly round: string;
  readonly voter: string;
  readonly seats: number;
  readonly ballot: string;
}

const STEPS = ["post", "apply", "submit", "validate", "dispute", "finalize"] as const;

/** Jobs of nation, regions and coordination, in the order in which missions list them. */
export function jobsIn(payload: Payload): readonly ToldJob[] {
  const national = payload
    .receipts("national-mission")
    .flatMap(({ document }) => document.jobs.map((entry) => layerJob(payload, entry, "nation")));
  const regional = payload
    .receipts("planetary-mission")
    .flatMap(({ document }) =>
      document.jobs.map((entry) => layerJob(payload, entry, "regions", entry.region)),
    );
  const coordination = payload.receipts("coordination").map(({ path, document }) =>
    jobOf(document, "coordination", {
      receipts: [path],
      payments: document.payments,
      handshakes: document.handshakes,
      transactions: document.transactions,
    }),
  );
  return [...national, ...regional, ...coordination];
}

interface Left {
  readonly receipts: readonly string[];
  readonly payments: readonly JobPayment[];
  readonly handshakes: readonly Handshake[];
  readonly transactions: readonly TransactionRecord[];
}

function layerJob(payload: Payload, entry: MissionEntry, layer: ToldJob["layer"], region = ""): ToldJob {
  const home = layer === "nation" ? FOLDERS.national : `${FOLDERS.planetary}/receipts/regions/${region}`;
  const folder = inPayload(layer === "nation" ? `${home}/receipts/jobs` : `${home}/jobs`);
  const receipts = STEPS.map((step) => `${folder}/${entry.slug}/${step}.json`).filter((path) =>
    payload.has(path),
  );
  const documents = receipts.map((path) => payload.json(path) as Partial<Left>);
  return jobOf(entry, layer, {
    receipts,
    payments: documents.flatMap(({ payments = [] }) => payments),
    handshakes: documents.flatMap(({ handshakes = [] }) => handshakes),
    transactions: documents.flatMap(({ transactions = [] }) => transactions),
  });
}

function jobOf(entry: MissionEntry, layer: ToldJob["layer"], left: Left): ToldJob {
  const { assignedAt, submittedAt, finalizedAt, jurisdiction } = entry;
  const seconds = deadlineSeconds(left.transactions);
  return {
    id: entry.id,
    title: entry.title,
    place: jurisdiction.kind === "nation" ? "nation" : `${jurisdiction.kind} ${jurisdiction.name}`,
    layer,
    outcome: entry.outcome,
    agent: entry.agent,
    rewardWei: entry.reward,
    attempts: entry.attempts.length,
    postedAt: left.transactions[0]?.timestamp ?? null,
    assignedAt,
    submittedAt,
    finalizedAt,
    dueAt: seconds === null || assignedAt === null ? null : assignedAt + seconds,
    plannedSeconds: seconds,
    workedSeconds: submittedAt === null || assignedAt === null ? null : submittedAt - assignedAt,
    votes: left.handshakes.map(({ body, round, handle, seats, ballot }) => ({
      body,
      round: String(round),
      voter: handle,
      seats: Number(seats),
      ballot,
    })),
    disputed: left.handshakes.some(({ body }) => body !== "committee"),
    payments: left.payments,
    receipts: left.receipts,
  };
}

/** What the job was created with. */
function deadlineSeconds(transactions: readonly TransactionRecord[]): number | null {
  const requests = transactions.map(({ args }) => (args as Record<string, unknown>).request);
  const request = requests.find((each) => typeof each === "object" && each !== null && !Array.isArray(each));
  const seconds = Number((request as Record<string, unknown> | undefined)?.deadlineSeconds);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}
