import { PATHS } from "../model/layout.ts";
import type {
  NationalAdmission,
  NewJudge,
  PlanetReport,
  RegionMoney,
  ReportedEpoch,
  ReportedTreasury,
} from "../model/planet-report.ts";
import { receiptPath } from "../model/receipts.ts";
import type { ConsensusComparison, SplitMeasure } from "../model/vote-measures.ts";
import { percent, readable, shortHex } from "../support/figures.ts";
import { counted } from "../support/text.ts";
import { utc } from "../support/time.ts";
import { decisionSections, ownerSections } from "./decisions-markdown.ts";
import { divisionSections } from "./divisions-markdown.ts";
import { drillSections } from "./drills-markdown.ts";
import { hearingSection } from "./hearings-markdown.ts";
import {
  amount,
  courseSection,
  deliverableSection,
  exactNote,
  figure,
  jobFaults,
  layerHead,
  leftFaults,
  share,
  standInSection,
} from "./layer-markdown.ts";
import { fileName, type Links, linksFrom } from "./links.ts";
import { code, heading, table, text } from "./markdown.ts";
import { page } from "./page.ts";
import { type Verdict, verdictOf } from "./page-verdict.ts";
import { layerTickSection, tickFaults } from "./ticks-markdown.ts";

/** Where what the page shortens stands whole. */
const EXACT = (
  [
    "planetary-mission",
    "planetary-governance",
    "treasury",
    "rewards",
    "consensus",
    "planetary-deploy",
  ] as const
).map((id) => receiptPath(id));

/** `asi-global-report.md` */
export function renderPlanet(report: PlanetReport): string {
  const { admission, newJudges, vote, splits, treasury, regions, consensus, anchor, epochs, drills } = report;
  const links = linksFrom(PATHS.planetaryReport);
  return page([
    ...layerHead("Planet", report, planetVerdict(report)),
    "What people do, work times and telemetry are simulated; every transaction is real and in the journal.\n",
    heading(2, "Admission of the nation"),
    exactNote(links, EXACT),
    admissionText(admission),
    ...newJudgeTexts(newJudges),
    ...(vote.by === "council"
      ? [...decisionSections(vote.decisions), ...divisionSections(vote.divisions)]
      : ownerSections(vote)),
    ...splitSection(splits),
    heading(2, "Treasury"),
    ...treasuryTexts(treasury, links),
    heading(2, "Regions"),
    ...regionTables(regions, links),
    heading(2, "Jobs"),
    jobTable(report, links),
    ...courseSection(report.courses),
    ...layerTickSection(report.thermostat, links),
    ...deliverableSection(report.deliverables),
    ...hearingSection(report.disputes, report.currency),
    heading(2, "Validator consensus"),
    consensusTable(consensus),
    `${comparison(consensus)} Anchored on chain as ${code(shortHex(anchor.root))}, transaction ${code(shortHex(anchor.transaction))}; whole in ${links.to(receiptPath("planetary-mission"), fileName(receiptPath("planetary-mission")))}.\n`,
    heading(2, "Reward epochs"),
    links.picture(PATHS.epochsChart, "Energy and payouts of each epoch: the figures of the tables below"),
    ...epochTables(epochs, links),
    ...(drills === null ? [] : drillSections(drills, report.disputes, links)),
    ...standInSection(report),
    ...links.targets(),
  ]);
}

function planetVerdict({ jobs, courses, thermostat, vote, epochs, block, admission }: PlanetReport): Verdict {
  const voted =
    vote.by === "council"
      ? `${proposalsInBrief(vote.decisions)}, ${counted(vote.divisions.length, "pot")} divided by votes`
      : "no vote held";
  const decisions = vote.by === "council" ? vote.decisions : [];
  const surprising = decisions.filter(({ aftermath }) => aftermath?.agreement === "differs");
  const faults = [
    ...(admission.proved.holds ? [] : ["a national receipt is not proved against its root"]),
    ...jobFaults(jobs),
    ...leftFaults(courses),
    ...tickFaults(thermostat),
    ...surprising.map(({ title }) => `"${readable(title)}" changed otherwise than was foreseen`),
  ];
  const told = `${counted(jobs.length, "regional job")} settled, ${voted}, ${counted(epochs.length, "reward epoch")} settled, up to block ${block}.`;
  return verdictOf(faults, told);
}

/** What became of each, as the chain says. */
function proposalsInBrief(decisions: readonly { readonly state: string }[]): string {
  const states = [...Map.groupBy(decisions, ({ state }) => state)];
  return `${counted(decisions.length, "proposal")} (${states.map(([state, own]) => `${own.length} ${state}`).join(", ")})`;
}

function admissionText({ root, receipts, proved: { path, holds, hashes } }: NationalAdmission): string {
  return `The root ${code(shortHex(root))} of ${counted(receipts, "national receipt")} is anchored on chain; ${code(path)} is ${holds ? "proved" : "NOT proved"} against it by ${counted(hashes, "hash", "hashes")}.\n`;
}

/** They judge and vote only after the delay of those who judge, and the layer waits for it. */
function newJudgeTexts(judges: readonly NewJudge[]): string[] {
  const told = [...Map.groupBy(judges, ({ effectiveAt }) => effectiveAt)].map(([effectiveAt, own]) => {
    return `${own.map(({ handle, roles }) => `${text(handle)} (${roles})`).join(", ")} from ${utc(effectiveAt)} on`;
  });
  return told.length === 0 ? [] : [`Admitted to judge after the delay of such roles: ${told.join("; ")}.\n`];
}

function treasuryTexts(
  { safe, threshold, owners, payment, refusals }: ReportedTreasury,
  links: Links,
): string[] {
  return [
    `Safe ${code(safe)}, ${threshold} of ${counted(owners, "owner")}. One payment of ${counted(payment.calls, "call")}; What its owners signed has the Safe transaction hash ${code(payment.safeTxHash)}, the domain ${code(payment.domainHash)} and the message ${code(payment.messageHash)}: compare them with ${links.to(receiptPath("treasury"), fileName(receiptPath("treasury")))} and with what a device shows.\n`,
    `Refused: ${refusals.map(({ attempt, error }) => `${text(attempt)} (${code(readable(error))})`).join(", ")}.\n`,
  ];
}

/** What somebody gains who votes with several identities, as the chain counted it and as the formula says. */
function splitSection(measures: readonly SplitMeasure[]): string[] {
  return measures.length === 0
    ? []
    : [
        heading(2, "The split attack, measured"),
        "What k of n identities reach together if one person holds them all: the votes that the chain counted for the first k voters of the side that won, beside the formula k·√c. The same credits held by one identity would have given ⌊√(k·c)⌋ votes. The chain cannot tell k people from one person with k identities: the protection lies in how identities are admitted.\n",
        ...measures.map(splitTable),
      ];
}

function splitTable({ proposal, state, identities, creditsEach, attackers }: SplitMeasure): string {
  const rows = attackers.map(({ controlled, measured, formula }) => [
    ...[
      `${controlled} of ${identities}`,
      measured.credits,
      measured.votes,
      formula.attackerVotes.toString(),
      formula.pooledVotes.toString(),
      formula.honestVotes.toString(),
    ].map(text),
    share(measured.shareBps),
    share(formula.shareBps),
  ]);
  const columns = [
    "Credits spent",
    "Votes on chain",
    "k·√c",
    "⌊√(k·c)⌋",
    "One identity",
    "Part on chain",
    "k/n",
  ];
  return [
    `${text(readable(proposal))} (${text(state)}), ${text(creditsEach)} credits of each identity:\n`,
    table([{ title: "k of n" }, ...columns.map((title) => ({ title, align: "right" as const }))], rows),
  ].join("\n");
}

function regionTables(regions: readonly RegionMoney[], links: Links): string[] {
  const right = (title: string) => ({ title, align: "right" as const });
  const named = ({ region, root }: RegionMoney) =>
    root === "" ? text(region) : links.to(receiptPath("telemetry", region), region);
  return [
    table(
      [
        { title: "Region" },
        ...["Approved", "Paid by the Safe", "Unspent, returned", "Income, returned"].map(right),
      ],
      regions.map((region) => [
        named(region),
        ...[region.approvedWei, region.paidWei, region.unspentWei, region.incomeWei].map(amount),
      ]),
    ),
    table(
      [{ title: "Region" }, right("A job at most"), right("A day at most"), { title: "Receipts' root" }],
      regions.map((region) => [
        named(region),
        amount(region.jobLimitWei),
        amount(region.dayLimitWei),
        region.root === "" ? text("–") : code(shortHex(region.root)),
      ]),
    ),
  ];
}

function jobTable({ currency, jobs }: PlanetReport, links: Links): string {
  return table(
    [
      { title: "Job" },
      { title: "Region" },
      { title: "Agent" },
      { title: `Reward (${currency})`, align: "right" },
      { title: "Outcome" },
      { title: "Block", align: "right" },
    ],
    jobs.map(({ id, title, region, agent, rewardWei, outcome, settledInBlock, receipt }) => [
      text(`${id}: ${title}`),
      text(region),
      text(agent),
      amount(rewardWei),
      links.to(receipt, outcome),
      text(String(settledInBlock)),
    ]),
  );
}

function consensusTable({ national, planetary }: ConsensusComparison): string {
  const columns = ["Committees", "Votes", "Approvals", "Silent", "Approval", "Silence"];
  const rows = [
    ["nation", national],
    ["planet", planetary],
  ] as const;
  return table(
    [{ title: "Layer" }, ...columns.map((title) => ({ title, align: "right" as const }))],
    rows.map(([layer, { committees, votes, approvals, silent, approvalBps, silentBps }]) => [
      ...[layer, committees, votes, approvals, silent].map((value) => text(String(value))),
      share(approvalBps),
      share(silentBps),
    ]),
  );
}

function comparison({ delta: { approvalBps, silentBps } }: ConsensusComparison): string {
  if (approvalBps === null || silentBps === null)
    return "One of the layers held no vote: nothing is compared.";
  return `Planet less nation: ${percent(approvalBps)} of approval by seats, ${percent(silentBps)} of silence, with the committees of drills.`;
}

/** What an epoch measured, and what it paid. */
function epochTables(epochs: readonly ReportedEpoch[], links: Links): string[] {
  const right = (title: string) => ({ title, align: "right" as const });
  const named = (epoch: string) => links.to(receiptPath("rewards"), epoch);
  return [
    table(
      [
        { title: "Epoch" },
        { title: "Settled by" },
        ...["Parts", "Temperature", "Net effort dH", "Uncertainty removed dS"].map(right),
      ],
      epochs.map(({ epoch, settledBy, parts, temperatureWad, deltaHWei, deltaSWad }) => [
        named(epoch),
        text(settledBy),
        text(String(parts)),
        figure(temperatureWad),
        amount(deltaHWei),
        figure(deltaSWad),
      ]),
    ),
    table(
      [{ title: "Epoch" }, ...["Free energy", "Budget", "Paid", "To the treasury"].map(right)],
      epochs.map(({ epoch, freeWei, budgetWei, paidWei, remainderWei }) => [
        named(epoch),
        ...[freeWei, budgetWei, paidWei, remainderWei].map(amount),
      ]),
    ),
  ];
}
