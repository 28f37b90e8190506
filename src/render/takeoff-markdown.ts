import type {
  DrillsReport,
  ReportedDrill,
  ReportedHandshake,
  ReportedState,
  TakeoffReport,
} from "../model/takeoff-report.ts";
import { formatAmount } from "../support/amount.ts";
import { counted } from "../support/text.ts";
import { utc } from "../support/time.ts";
import { heardInBrief, hearingSection } from "./hearings-markdown.ts";
import { amount, courseSection, layerHead, standInSection } from "./layer-markdown.ts";
import { code, heading, type Markdown, table, text } from "./markdown.ts";

/** `asi-takeoff-report.md` */
export function renderTakeoff(report: TakeoffReport): string {
  const { jobsInBrief, drillsInBrief, block, layerNote, handshakes, drills } = report;
  return [
    ...layerHead("Takeoff", report),
    `${jobsInBrief} and ${drillsInBrief}, up to block ${block}. What people do, work times and KPI readings are simulated; every transaction is real and in the journal.\n`,
    ...(layerNote === null ? [] : [`${text(layerNote)}\n`]),
    foundingText(report),
    heading(2, "Jobs"),
    jobTable(report),
    ...courseSection(report.courses),
    heading(2, "Money of each job"),
    "What each escrow took in, slashed stakes and bonds included, and to whom it went. The payments one by one are in the receipts.\n",
    moneyTable(report),
    heading(2, "Validator handshakes"),
    handshakeTable(handshakes),
    ...hearingSection(report.disputes, report.currency),
    heading(2, "Drills"),
    ...(drills.rehearsed.length === 0 ? [] : [drillTable(drills.rehearsed)]),
    ...drillNotes(drills),
    ...drills.rehearsed.flatMap((drill) => drillStory(drill, report)),
    heading(2, "Where the tokens are"),
    positionTable(report),
    ...standInSection(report),
    heading(2, "Contracts"),
    contractTable(report),
  ].join("\n");
}

function foundingText({ founding: { identities, closedInBlock, closedAt } }: TakeoffReport): string {
  return `${counted(identities, "identity", "identities")} admitted in the founding, which was closed in block ${closedInBlock}: their roles hold from ${utc(closedAt)} on. Whoever is admitted or revoked to judge since then waits for the delay of such roles.\n`;
}

function jobTable({ currency, jobs }: TakeoffReport): string {
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
    jobs.map(({ id, title, jurisdiction, agent, rewardWei, outcome, settledInBlock, transactions }) => [
      text(`${id}: ${title}`),
      text(`${jurisdiction.name} (${jurisdiction.kind})`),
      text(agent),
      amount(rewardWei),
      text(outcome),
      text(String(settledInBlock)),
      text(String(transactions)),
    ]),
  );
}

function moneyTable({ currency, money: { recipients, lines } }: TakeoffReport): string {
  return table(
    [
      { title: `Job (${currency})` },
      { title: "In", align: "right" },
      ...recipients.map((title) => ({ title, align: "right" }) as const),
    ],
    lines.map(({ title, inWei, paidWei }) => [text(title), amount(inWei), ...paidWei.map(amount)]),
  );
}

function handshakeTable(handshakes: readonly ReportedHandshake[]): string {
  return table(
    [
      { title: "Job" },
      { title: "Validator" },
      { title: "Seats", align: "right" },
      { title: "Vote" },
      { title: "Commitment" },
    ],
    handshakes.map(({ job, validator, ballot, commitment, ...member }) => [
      text(job),
      text(validator),
      text(seatsInWords(member)),
      text(ballot),
      code(commitment),
    ]),
  );
}

function seatsInWords({ seats, unfundedSeats }: Pick<ReportedHandshake, "seats" | "unfundedSeats">): string {
  return unfundedSeats === 0 ? String(seats) : `${seats}, of which ${unfundedSeats} unfunded`;
}

function drillTable(drills: readonly ReportedDrill[]): string {
  return table(
    [{ title: "Drill" }, { title: "Result" }, { title: "Blocks" }, { title: "Transactions", align: "right" }],
    drills.map(({ id, result, firstBlock, after, transactions }) => [
      text(id),
      text(result),
      text(`${firstBlock} to ${after.block}`),
      text(String(transactions)),
    ]),
  );
}

function drillNotes({ areAsked, isAnyIdle, left }: DrillsReport): string[] {
  return [
    ...(areAsked ? [] : ["The plan asks for no drill.\n"]),
    ...(isAnyIdle
      ? [
          'A drill is "not exercised" where the terms or the people left that which it is about nothing to do: it neither passed nor failed.\n',
        ]
      : []),
    ...(left.length === 0 ? [] : [`Not rehearsed by this layer: ${left.map(text).join(", ")}.\n`]),
  ];
}

function drillStory(drill: ReportedDrill, { disputes }: TakeoffReport): string[] {
  const dispute = disputes.find(({ drill: id }) => id === drill.id);
  const point = (name: string, content: Markdown) => `- ${name}: ${content}`;
  return [
    heading(3, `Drill ${drill.id}`),
    [
      point("Before", state(drill.before)),
      point("Intervention", text(drill.intervention)),
      point("Expected", text(drill.expected)),
      point("Happened", text(drill.happened)),
      ...(dispute ? [point("Heard", text(heardInBrief(dispute)))] : []),
      point("Way back", text(drill.wayBack)),
      point("After", state(drill.after)),
      "",
    ].join("\n"),
  ];
}

function state({ paused, temperatureWad, stakedWei, escrowedWei }: ReportedState): Markdown {
  return text(
    `${paused ? "paused" : "running"}, temperature ${formatAmount(temperatureWad)}, staked ${formatAmount(stakedWei)}, escrowed ${formatAmount(escrowedWei)}`,
  );
}

function positionTable({ positions, currency }: TakeoffReport): string {
  return table(
    [
      { title: "Who" },
      { title: `Balance (${currency})`, align: "right" },
      { title: `Staked (${currency})`, align: "right" },
      { title: `Claimable (${currency})`, align: "right" },
    ],
    positions.map(({ label, balanceWei, stakedWei, claimableWei }) => [
      text(label),
      amount(balanceWei),
      amount(stakedWei),
      amount(claimableWei),
    ]),
  );
}

function contractTable({ contracts }: TakeoffReport): string {
  return table(
    [{ title: "Contract" }, { title: "Address" }],
    contracts.map(({ name, address }) => [text(name), code(address)]),
  );
}
