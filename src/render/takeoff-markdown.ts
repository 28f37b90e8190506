import { PATHS } from "../model/layout.ts";
import { receiptPath } from "../model/receipts.ts";
import type { ReportedHandshake, TakeoffReport } from "../model/takeoff-report.ts";
import { shortHex } from "../support/figures.ts";
import { counted } from "../support/text.ts";
import { utc } from "../support/time.ts";
import { drillSections } from "./drills-markdown.ts";
import { hearingSection } from "./hearings-markdown.ts";
import {
  amount,
  courseSection,
  deliverableSection,
  exactNote,
  jobFaults,
  layerHead,
  leftFaults,
  standInSection,
} from "./layer-markdown.ts";
import { type Links, linksFrom } from "./links.ts";
import { code, heading, table, text } from "./markdown.ts";
import { page } from "./page.ts";
import { type Verdict, verdictOf } from "./page-verdict.ts";
import { layerTickSection, tickFaults } from "./ticks-markdown.ts";

/** Where what the page shortens stands whole. */
const EXACT = (
  ["national-mission", "stake", "national-governance", "disputes", "national-deploy"] as const
).map((id) => receiptPath(id));

/** `asi-takeoff-report.md` */
export function renderTakeoff(report: TakeoffReport): string {
  const { layerNote, handshakes, drills } = report;
  const links = linksFrom(PATHS.nationalReport);
  return page([
    ...layerHead("Takeoff", report, takeoffVerdict(report)),
    "What people do and how long it takes is simulated, and so are readings that drills report or an operator supplies; every transaction is real and in the journal.\n",
    ...(layerNote === null ? [] : [`${text(layerNote)}\n`]),
    heading(2, "Jobs"),
    exactNote(links, EXACT),
    jobTable(report, links),
    ...courseSection(report.courses),
    ...layerTickSection(report.thermostat, links),
    ...deliverableSection(report.deliverables),
    heading(2, "Money of each job"),
    "What each escrow took in, slashed stakes and bonds included, and to whom it went. The payments one by one are in the receipts.\n",
    links.picture(PATHS.moneyChart, "To whom the money of each job went: the figures of the tables below"),
    moneyTable(report, links),
    heading(2, "Validator handshakes"),
    handshakeTable(handshakes, links),
    ...hearingSection(report.disputes, report.currency),
    ...drillSections(drills, report.disputes, links),
    heading(2, "Where the tokens are"),
    positionTable(report),
    ...standInSection(report),
    heading(2, "Founding"),
    foundingText(report),
    heading(2, "Contracts"),
    contractTable(report),
    ...links.targets(),
  ]);
}

function takeoffVerdict(report: TakeoffReport): Verdict {
  const { jobs, courses, jobsInBrief, drills, drillsInBrief, block } = report;
  const failed = drills.rehearsed.filter(({ verdict }) => verdict === "failed");
  const faults = [
    ...jobFaults(jobs),
    ...leftFaults(courses),
    ...tickFaults(report.thermostat),
    ...failed.map(({ id }) => `drill ${id} failed`),
  ];
  return verdictOf(faults, `${jobsInBrief} and ${drillsInBrief}, up to block ${block}.`);
}

function foundingText({ founding: { identities, closedInBlock, closedAt } }: TakeoffReport): string {
  return `${counted(identities, "identity", "identities")} admitted in the founding, which was closed in block ${closedInBlock}: their roles hold from ${utc(closedAt)} on. Whoever is admitted or revoked to judge since then waits for the delay of such roles.\n`;
}

function jobTable({ currency, jobs }: TakeoffReport, links: Links): string {
  return table(
    [
      { title: "Job" },
      { title: "Jurisdiction" },
      { title: "Agent" },
      { title: `Reward (${currency})`, align: "right" },
      { title: "Outcome" },
      { title: "Block", align: "right" },
      { title: "Calls", align: "right" },
    ],
    jobs.map(
      ({ id, title, jurisdiction, agent, rewardWei, outcome, settledInBlock, transactions, receipt }) => [
        text(`${id}: ${title}`),
        text(`${jurisdiction.name} (${jurisdiction.kind})`),
        text(agent),
        amount(rewardWei),
        links.to(receipt, outcome),
        text(String(settledInBlock)),
        text(String(transactions)),
      ],
    ),
  );
}

/** In, and to whom it went, in two tables: one line of all recipients is wider than a page. */
function moneyTable({ currency, money: { recipients, lines } }: TakeoffReport, links: Links): string {
  const half = Math.ceil(recipients.length / 2);
  const part = (first: number, end: number, hasIn: boolean) =>
    table(
      [
        { title: `Job (${currency})` },
        ...(hasIn ? [{ title: "In", align: "right" } as const] : []),
        ...recipients.slice(first, end).map((title) => ({ title, align: "right" }) as const),
      ],
      lines.map(({ title, receipt, inWei, paidWei }) => [
        receipt === null ? text(title) : links.to(receipt, title),
        ...(hasIn ? [amount(inWei)] : []),
        ...paidWei.slice(first, end).map(amount),
      ]),
    );
  return [part(0, half, true), part(half, recipients.length, false)].join("\n");
}

function handshakeTable(handshakes: readonly ReportedHandshake[], links: Links): string {
  return table(
    [
      { title: "Job" },
      { title: "Validator" },
      { title: "Seats", align: "right" },
      { title: "Vote" },
      { title: "Commitment" },
    ],
    handshakes.map(({ job, validator, ballot, commitment, receipt, ...member }) => [
      links.to(receipt, job),
      text(validator),
      text(seatsInWords(member)),
      text(ballot),
      code(shortHex(commitment)),
    ]),
  );
}

function seatsInWords({ seats, unfundedSeats }: Pick<ReportedHandshake, "seats" | "unfundedSeats">): string {
  return unfundedSeats === 0 ? String(seats) : `${seats}, of which ${unfundedSeats} unfunded`;
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
