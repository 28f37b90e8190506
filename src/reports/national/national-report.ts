import type { DrillRecord } from "../../model/drill.ts";
import type { Plan } from "../../model/plan.ts";
import type { JobRun, Takeoff } from "../../model/rehearsal.ts";
import { labelOf } from "../../records/casting.ts";
import { eventOf, outcomeOf } from "../../records/events.ts";
import { transactionsOf } from "../../records/job-history.ts";
import { code, heading, type Markdown, table, text } from "../../render/markdown.ts";
import { formatAmount } from "../../support/amount.ts";
import { counted } from "../../support/text.ts";
import { standInSection } from "../stand-ins.ts";
import { moneyTable } from "./money-table.ts";

/** Why a takeoff settles nothing. */
export const NO_NATIONAL_JOBS =
  "every job of the plan names a region, so that the nation has none of its own";
const NO_REGIONAL_JOBS = "The plan names regions, but none of its jobs does: there is no planetary layer.";

/** The takeoff for people: what ran, who judged it, what was paid, what was rehearsed. Every figure is from the receipts. */
export function takeoffReport(takeoff: Takeoff): string {
  const { plan, runs, drills, final } = takeoff;
  return [
    heading(1, `Takeoff: ${plan.initiative}`),
    `${text(plan.objective)}\n`,
    `${jobsInBrief(runs)} and ${drillsInBrief(drills)}, up to block ${final.block}. Work times and KPI readings are simulated; every transaction is real and in the journal.\n`,
    ...emptyLayerNote(takeoff),
    heading(2, "Jobs"),
    jobTable(takeoff),
    heading(2, "Money of each job"),
    "What each escrow took in, slashed stakes and bonds included, and to whom it went. The payments one by one are in the receipts.\n",
    moneyTable(takeoff),
    heading(2, "Validator handshakes"),
    handshakeTable(runs),
    heading(2, "Drills"),
    ...(drills.length === 0 ? [] : [drillTable(drills)]),
    ...drillNotes(plan, drills),
    ...drills.flatMap(drillStory),
    heading(2, "Where the tokens are"),
    positionTable(takeoff),
    ...standInSection(takeoff.cast),
    heading(2, "Contracts"),
    contractTable(takeoff),
  ].join("\n");
}

function emptyLayerNote({ emptyLayer, hasPlanet, drills }: Takeoff): string[] {
  if (emptyLayer === "planetary") return [`${text(NO_REGIONAL_JOBS)}\n`];
  if (!hasPlanet) return ["The mission has no planetary layer.\n"];
  if (emptyLayer === null) return [];
  const rehearsed = drills.length === 0 ? "" : ", and its drills borrow the terms of their jobs";
  return [`The layer is empty: ${text(NO_NATIONAL_JOBS)}. It is deployed for the regions${rehearsed}.\n`];
}

function jobTable({ plan, runs }: Takeoff): string {
  const { currency } = plan.budget;
  return table(
    [
      { title: "Job" },
      { title: "Jurisdiction" },
      { title: "Agent" },
      { title: `Reward (${currency})`, align: "right" },
      { title: "Outcome" },
      { title: "Settled in block", align: "right" },
      { title: "Transactions", align: "right" },
    ],
    runs.map(({ job, history }) => {
      const finalized = history.finalize.at(-1);
      return [
        text(`${job.id}: ${job.title}`),
        text(`${job.jurisdiction.name} (${job.jurisdiction.kind})`),
        text(labelOf(job.agent)),
        text(formatAmount(job.rewardWei)),
        text(outcomeOf(eventOf(finalized, "JobFinalized"))),
        text(String(finalized?.block)),
        text(String(transactionsOf(history).length)),
      ];
    }),
  );
}

function handshakeTable(runs: readonly JobRun[]): string {
  return table(
    [
      { title: "Job" },
      { title: "Validator" },
      { title: "Weight", align: "right" },
      { title: "Vote" },
      { title: "Commitment" },
    ],
    runs.flatMap(({ job, history }) =>
      history.handshakes.map(({ handle, weight, ballot, commitment }) => [
        text(job.id),
        text(handle),
        text(formatAmount(BigInt(weight))),
        text(ballot),
        code(commitment),
      ]),
    ),
  );
}

export function jobsInBrief(runs: readonly unknown[]): string {
  return runs.length === 0 ? "No job of the nation's own" : `${counted(runs.length, "job")} settled`;
}

/** Those that passed, and how many went otherwise or had nothing to do. */
export function drillsInBrief(drills: readonly Pick<DrillRecord, "verdict">[]): string {
  const count = (wanted: DrillRecord["verdict"]) => drills.filter(({ verdict }) => verdict === wanted).length;
  const rest = (["failed", "not exercised"] as const).filter((verdict) => count(verdict) > 0);
  if (drills.length === 0) return "nothing rehearsed";
  return [
    `${count("passed")} of ${counted(drills.length, "drill")} passed`,
    ...rest.map((verdict) => `${count(verdict)} ${verdict}`),
  ].join(", ");
}

function drillNotes({ drills: asked }: Plan, rehearsed: readonly DrillRecord[]): string[] {
  const ids = new Set(rehearsed.map(({ id }) => id));
  const left = asked.filter(({ id }) => !ids.has(id)).map(({ id }) => text(id));
  const isAnyIdle = rehearsed.some(({ verdict }) => verdict === "not exercised");
  return [
    ...(asked.length === 0 ? ["The plan asks for no drill.\n"] : []),
    ...(isAnyIdle
      ? [
          'A drill is "not exercised" where the terms or the people left that which it is about nothing to do: it neither passed nor failed.\n',
        ]
      : []),
    ...(left.length === 0 ? [] : [`Not rehearsed by this layer: ${left.join(", ")}.\n`]),
  ];
}

function drillTable(drills: readonly DrillRecord[]): string {
  return table(
    [{ title: "Drill" }, { title: "Result" }, { title: "Blocks" }, { title: "Transactions", align: "right" }],
    drills.map(({ id, verdict, reason, before, after, transactions }) => [
      text(id),
      text(resultOf({ verdict, reason })),
      text(`${before.block + 1} to ${after.block}`),
      text(String(transactions.length)),
    ]),
  );
}

type Judged = Pick<DrillRecord, "verdict" | "happened"> & { readonly reason: string | undefined };

function resultOf({ verdict, reason }: Omit<Judged, "happened">): string {
  if (verdict === "passed") return "as expected";
  return verdict === "failed" ? "FAILED" : `not exercised: ${reason}`;
}

function happeningOf({ verdict, reason, happened }: Judged): string {
  if (verdict === "failed") return happened;
  const same = "exactly that, by the events";
  return verdict === "passed" ? same : `${same}, but not what the drill is about: ${reason}`;
}

function drillStory({
  id,
  before,
  intervention,
  expected,
  verdict,
  reason,
  happened,
  ...rest
}: DrillRecord): string[] {
  const point = (name: string, content: Markdown) => `- ${name}: ${content}`;
  const state = ({ paused, temperature, totals }: typeof before) =>
    text(
      `${paused ? "paused" : "running"}, temperature ${formatAmount(BigInt(temperature))}, staked ${formatAmount(BigInt(totals.staked))}, escrowed ${formatAmount(BigInt(totals.escrowed))}`,
    );
  return [
    heading(3, `Drill ${id}`),
    [
      point("Before", state(before)),
      point("Intervention", text(intervention)),
      point("Expected", text(expected)),
      point("Happened", text(happeningOf({ verdict, reason, happened }))),
      point("Way back", text(rest.wayBack)),
      point("After", state(rest.after)),
      "",
    ].join("\n"),
  ];
}

function positionTable({ positions, plan }: Takeoff): string {
  const amount = (wei: string) => text(formatAmount(BigInt(wei)));
  const { currency } = plan.budget;
  return table(
    [
      { title: "Who" },
      { title: `Balance (${currency})`, align: "right" },
      { title: `Staked (${currency})`, align: "right" },
      { title: `Claimable (${currency})`, align: "right" },
    ],
    positions.map(({ label, balance, staked, claimable }) => [
      text(label),
      amount(balance),
      amount(staked),
      amount(claimable),
    ]),
  );
}

function contractTable({ deployment }: Takeoff): string {
  return table(
    [{ title: "Contract" }, { title: "Address" }],
    deployment.contracts.map(({ name, address }) => [text(name), code(address)]),
  );
}
