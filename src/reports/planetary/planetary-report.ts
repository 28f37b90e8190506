import type { Consensus, ConsensusComparison } from "../../model/consensus.ts";
import type { Closing, GlobalRun } from "../../model/rehearsal.ts";
import type { SplitMeasure } from "../../model/split-attack.ts";
import type { Handshake } from "../../model/votes.ts";
import { labelOf } from "../../records/casting.ts";
import { eventOf, outcomeOf } from "../../records/events.ts";
import { employingRegion } from "../../records/planetary-settings.ts";
import { code, heading, table, text } from "../../render/markdown.ts";
import { formatAmount } from "../../support/amount.ts";
import { counted } from "../../support/text.ts";
import { standInSection } from "../stand-ins.ts";
import { compareConsensus } from "./consensus.ts";
import { decisionSections, noVoteSections } from "./report-decisions.ts";
import { measureSplits } from "./split-attack.ts";

/** The planetary run for people. Every figure is from the receipts. */
export function globalReport(run: GlobalRun, closing: Closing, national: readonly Handshake[]): string {
  const { plan, anchoring, decisions, ownerApprovals, treasury, runs, epochs } = run;
  const { proved } = anchoring;
  const votes = runs.flatMap(({ history }) => history.handshakes);
  const consensus = compareConsensus(national, votes);
  return [
    heading(1, `Planet: ${plan.initiative}`),
    `${text(plan.objective)}\n`,
    `${counted(runs.length, "regional job")} settled, ${ownerApprovals === null ? proposalsInBrief(decisions) : "no vote held"}, ${counted(epochs.length, "reward epoch")} settled, up to block ${closing.final.block}. Work times and telemetry are simulated; every transaction is real and in the journal.\n`,
    heading(2, "Admission of the nation"),
    `The root ${code(anchoring.root)} of ${counted(anchoring.receipts, "national receipt")} is anchored on chain; ${code(proved.path)} is ${proved.holds ? "proved" : "NOT proved"} against it by ${proved.proof.length === 1 ? "1 hash" : `${proved.proof.length} hashes`}.\n`,
    ...(ownerApprovals === null ? decisionSections(decisions) : noVoteSections(run.cast.owner, run.budgets)),
    ...splitSection(measureSplits(decisions)),
    heading(2, "Treasury"),
    `Safe ${code(treasury.safe)}, ${treasury.threshold} of ${counted(treasury.owners.length, "owner")}. One payment of ${counted(treasury.payment.calls.length, "call")}; Safe transaction hash ${code(treasury.payment.safeTxHash)}, domain ${code(treasury.payment.domainHash)}, message ${code(treasury.payment.messageHash)}.\n`,
    `Refused: ${treasury.refusals.map(({ attempt, transaction }) => `${text(attempt)} (${code(transaction.error ?? "")})`).join(", ")}.\n`,
    heading(2, "Regions"),
    regionTable(run, closing),
    heading(2, "Jobs"),
    jobTable(run),
    heading(2, "Validator consensus"),
    consensusTable(consensus),
    `${comparison(consensus)} Anchored on chain as ${code(closing.consensus.root)}, transaction ${code(closing.consensus.transactions[0]?.hash ?? "")}.\n`,
    heading(2, "Reward epochs"),
    epochTable(run),
    ...standInSection(run.cast),
  ].join("\n");
}

/** What became of each, as the chain says. */
function proposalsInBrief(decisions: GlobalRun["decisions"]): string {
  const states = [...Map.groupBy(decisions, ({ state }) => state)];
  return `${counted(decisions.length, "proposal")} (${states.map(([state, own]) => `${own.length} ${state}`).join(", ")})`;
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

function consensusTable({ national, planetary }: { national: Consensus; planetary: Consensus }): string {
  const columns = ["Committees", "Votes", "Approvals", "Silent", "Approval, bps by weight", "Silence, bps"];
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
  return `Planet less nation: ${approvalBps} basis points of approval by weight, ${silentBps} of silence, with the committees of drills.`;
}

function regionTable({ budgets }: GlobalRun, { telemetry }: Closing): string {
  return table(
    [
      { title: "Region" },
      { title: "Approved", align: "right" },
      { title: "Unspent, returned", align: "right" },
      { title: "Income, returned", align: "right" },
      { title: "Receipts' root" },
    ],
    budgets.map(({ region, approvedWei }) => {
      const reported = telemetry.get(region);
      const [, returned] = reported?.transactions ?? [];
      const { unspentWei = 0n, incomeWei = 0n } = returned ? eventOf(returned, "RemainderReturned").args : {};
      return [
        text(region),
        text(formatAmount(approvedWei)),
        text(formatAmount(BigInt(String(unspentWei)))),
        text(formatAmount(BigInt(String(incomeWei)))),
        code(reported?.root ?? ""),
      ];
    }),
  );
}

function jobTable({ plan, runs }: GlobalRun): string {
  return table(
    [
      { title: "Job" },
      { title: "Region" },
      { title: "Agent" },
      { title: `Reward (${plan.budget.currency})`, align: "right" },
      { title: "Outcome" },
      { title: "Settled in block", align: "right" },
    ],
    runs.map(({ job, history }) => {
      const finalized = history.finalize.at(-1);
      return [
        text(`${job.id}: ${job.title}`),
        text(employingRegion(plan, job.region)),
        text(labelOf(job.agent)),
        text(formatAmount(job.rewardWei)),
        text(outcomeOf(eventOf(finalized, "JobFinalized"))),
        text(String(finalized?.block)),
      ];
    }),
  );
}

function epochTable({ epochs }: GlobalRun): string {
  const columns = [
    { title: "Temperature", field: "temperatureWad" },
    { title: "Net effort dH", field: "deltaHWei" },
    { title: "Uncertainty removed dS", field: "deltaSWad" },
    { title: "Free energy", field: "freeWei" },
    { title: "Budget", field: "budgetWei" },
    { title: "Paid", field: "paidWei" },
    { title: "To the treasury", field: "remainderWei" },
  ];
  return table(
    [
      { title: "Epoch" },
      { title: "Settled by" },
      ...columns.map(({ title }) => ({ title, align: "right" as const })),
    ],
    epochs.map(({ epoch, settledBy, settlement }) => [
      text(epoch),
      text(settledBy),
      ...columns.map(({ field }) => text(formatAmount(BigInt(String(settlement[field]))))),
    ]),
  );
}
