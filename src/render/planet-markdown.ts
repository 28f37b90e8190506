import type {
  NationalAdmission,
  NewJudge,
  PlanetReport,
  RegionMoney,
  ReportedEpoch,
  ReportedTreasury,
} from "../model/planet-report.ts";
import type { ConsensusComparison, SplitMeasure } from "../model/vote-measures.ts";
import { counted } from "../support/text.ts";
import { utc } from "../support/time.ts";
import { decisionSections, ownerSections } from "./decisions-markdown.ts";
import { divisionSections } from "./divisions-markdown.ts";
import { hearingSection } from "./hearings-markdown.ts";
import { amount, courseSection, layerHead, standInSection } from "./layer-markdown.ts";
import { code, heading, table, text } from "./markdown.ts";

/** `asi-global-report.md` */
export function renderPlanet(report: PlanetReport): string {
  const { admission, newJudges, vote, splits, treasury, regions, consensus, anchor, epochs } = report;
  return [
    ...layerHead("Planet", report),
    brief(report),
    heading(2, "Admission of the nation"),
    admissionText(admission),
    ...newJudgeTexts(newJudges),
    ...(vote.by === "council"
      ? [...decisionSections(vote.decisions), ...divisionSections(vote.divisions)]
      : ownerSections(vote)),
    ...splitSection(splits),
    heading(2, "Treasury"),
    ...treasuryTexts(treasury),
    heading(2, "Regions"),
    regionTable(regions),
    heading(2, "Jobs"),
    jobTable(report),
    ...courseSection(report.courses),
    ...hearingSection(report.disputes, report.currency),
    heading(2, "Validator consensus"),
    consensusTable(consensus),
    `${comparison(consensus)} Anchored on chain as ${code(anchor.root)}, transaction ${code(anchor.transaction)}.\n`,
    heading(2, "Reward epochs"),
    epochTable(epochs),
    ...standInSection(report),
  ].join("\n");
}

function brief({ jobs, vote, epochs, block }: PlanetReport): string {
  const voted =
    vote.by === "council"
      ? `${proposalsInBrief(vote.decisions)}, ${counted(vote.divisions.length, "pot")} divided by votes`
      : "no vote held";
  return `${counted(jobs.length, "regional job")} settled, ${voted}, ${counted(epochs.length, "reward epoch")} settled, up to block ${block}. What people do, work times and telemetry are simulated; every transaction is real and in the journal.\n`;
}

/** What became of each, as the chain says. */
function proposalsInBrief(decisions: readonly { readonly state: string }[]): string {
  const states = [...Map.groupBy(decisions, ({ state }) => state)];
  return `${counted(decisions.length, "proposal")} (${states.map(([state, own]) => `${own.length} ${state}`).join(", ")})`;
}

function admissionText({ root, receipts, proved: { path, holds, hashes } }: NationalAdmission): string {
  return `The root ${code(root)} of ${counted(receipts, "national receipt")} is anchored on chain; ${code(path)} is ${holds ? "proved" : "NOT proved"} against it by ${counted(hashes, "hash", "hashes")}.\n`;
}

/** They judge and vote only after the delay of those who judge, and the layer waits for it. */
function newJudgeTexts(judges: readonly NewJudge[]): string[] {
  const told = [...Map.groupBy(judges, ({ effectiveAt }) => effectiveAt)].map(([effectiveAt, own]) => {
    return `${own.map(({ handle, roles }) => `${text(handle)} (${roles})`).join(", ")} from ${utc(effectiveAt)} on`;
  });
  return told.length === 0 ? [] : [`Admitted to judge after the delay of such roles: ${told.join("; ")}.\n`];
}

function treasuryTexts({ safe, threshold, owners, payment, refusals }: ReportedTreasury): string[] {
  return [
    `Safe ${code(safe)}, ${threshold} of ${counted(owners, "owner")}. One payment of ${counted(payment.calls, "call")}; Safe transaction hash ${code(payment.safeTxHash)}, domain ${code(payment.domainHash)}, message ${code(payment.messageHash)}.\n`,
    `Refused: ${refusals.map(({ attempt, error }) => `${text(attempt)} (${code(error)})`).join(", ")}.\n`,
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
  const rows = attackers.map(({ controlled, measured, formula }) =>
    [
      `${controlled} of ${identities}`,
      measured.credits,
      measured.votes,
      formula.attackerVotes.toString(),
      formula.pooledVotes.toString(),
      formula.honestVotes.toString(),
      measured.shareBps,
      formula.shareBps.toString(),
    ].map(text),
  );
  const columns = [
    "Credits spent",
    "Votes on chain",
    "k·√c",
    "⌊√(k·c)⌋",
    "One identity",
    "Part on chain, bps",
    "k/n, bps",
  ];
  return [
    `${text(proposal)} (${text(state)}), ${text(creditsEach)} credits of each identity:\n`,
    table([{ title: "k of n" }, ...columns.map((title) => ({ title, align: "right" as const }))], rows),
  ].join("\n");
}

function regionTable(regions: readonly RegionMoney[]): string {
  return table(
    [
      { title: "Region" },
      { title: "Approved", align: "right" },
      { title: "Paid by the Safe", align: "right" },
      { title: "Unspent, returned", align: "right" },
      { title: "Income, returned", align: "right" },
      { title: "A job at most", align: "right" },
      { title: "A day at most", align: "right" },
      { title: "Receipts' root" },
    ],
    regions.map(({ region, approvedWei, paidWei, unspentWei, incomeWei, jobLimitWei, dayLimitWei, root }) => [
      text(region),
      amount(approvedWei),
      amount(paidWei),
      amount(unspentWei),
      amount(incomeWei),
      amount(jobLimitWei),
      amount(dayLimitWei),
      code(root),
    ]),
  );
}

function jobTable({ currency, jobs }: PlanetReport): string {
  return table(
    [
      { title: "Job" },
      { title: "Region" },
      { title: "Agent" },
      { title: `Reward (${currency})`, align: "right" },
      { title: "Outcome" },
      { title: "Settled in block", align: "right" },
    ],
    jobs.map(({ id, title, region, agent, rewardWei, outcome, settledInBlock }) => [
      text(`${id}: ${title}`),
      text(region),
      text(agent),
      amount(rewardWei),
      text(outcome),
      text(String(settledInBlock)),
    ]),
  );
}

function consensusTable({ national, planetary }: ConsensusComparison): string {
  const columns = ["Committees", "Votes", "Approvals", "Silent", "Approval, bps", "Silence, bps"];
  const rows = [
    ["nation", national],
    ["planet", planetary],
  ] as const;
  return table(
    [{ title: "Layer" }, ...columns.map((title) => ({ title, align: "right" as const }))],
    rows.map(([layer, { committees, votes, approvals, silent, approvalBps, silentBps }]) =>
      [layer, committees, votes, approvals, silent, approvalBps, silentBps].map((value) =>
        text(value === null ? "–" : String(value)),
      ),
    ),
  );
}

function comparison({ delta: { approvalBps, silentBps } }: ConsensusComparison): string {
  if (approvalBps === null || silentBps === null)
    return "One of the layers held no vote: nothing is compared.";
  return `Planet less nation: ${approvalBps} basis points of approval by seats, ${silentBps} of silence, with the committees of drills.`;
}

function epochTable(epochs: readonly ReportedEpoch[]): string {
  const columns = [
    { title: "Temperature", field: "temperatureWad" },
    { title: "Net effort dH", field: "deltaHWei" },
    { title: "Uncertainty removed dS", field: "deltaSWad" },
    { title: "Free energy", field: "freeWei" },
    { title: "Budget", field: "budgetWei" },
    { title: "Paid", field: "paidWei" },
    { title: "To the treasury", field: "remainderWei" },
  ] as const;
  return table(
    [
      { title: "Epoch" },
      { title: "Settled by" },
      { title: "Parts", align: "right" },
      ...columns.map(({ title }) => ({ title, align: "right" as const })),
    ],
    epochs.map((epoch) => [
      text(epoch.epoch),
      text(epoch.settledBy),
      text(String(epoch.parts)),
      ...columns.map(({ field }) => amount(epoch[field])),
    ]),
  );
}
