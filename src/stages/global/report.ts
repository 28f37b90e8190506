import { eventOf } from "../../protocol/events.ts";
import type { Decision } from "../../protocol/planetary/council.ts";
import { employingRegion } from "../../protocol/planetary/deployments.ts";
import { outcomeOf } from "../../protocol/voting.ts";
import { code, heading, table, text } from "../../render/markdown.ts";
import { formatAmount } from "../../support/amount.ts";
import { consensusOf } from "./consensus.ts";
import type { Closing, GlobalRun } from "./global.ts";

/** The planetary run for people. Every figure is from the receipts. */
export function globalReport(run: GlobalRun, closing: Closing): string {
  const { plan, anchoring, decisions, treasury, runs, epochs } = run;
  const { proved } = anchoring;
  const consensus = consensusOf(runs);
  return [
    heading(1, `Planet: ${plan.initiative}`),
    `${text(plan.objective)}\n`,
    `${runs.length} regional jobs settled, ${decisions.length} proposals decided, ${epochs.length} reward epochs settled, up to block ${closing.final.block}. Work times and telemetry are simulated; every transaction is real and in the journal.\n`,
    heading(2, "Admission of the nation"),
    `The root ${code(anchoring.root)} of ${anchoring.receipts} national receipts is anchored on chain; ${code(proved.path)} is ${proved.holds ? "proved" : "NOT proved"} against it by ${proved.proof.length} hashes.\n`,
    heading(2, "Decisions of the council"),
    decisionTable(decisions),
    "Votes are quadratic: v votes of one identity cost v² voice credits.\n",
    heading(2, "Treasury"),
    `Safe ${code(treasury.safe)}, ${treasury.threshold} of ${treasury.owners.length} owners. One payment of ${treasury.payment.calls.length} calls; Safe transaction hash ${code(treasury.payment.safeTxHash)}, domain ${code(treasury.payment.domainHash)}, message ${code(treasury.payment.messageHash)}.\n`,
    `Refused: ${treasury.refusals.map(({ attempt, transaction }) => `${text(attempt)} (${code(transaction.error ?? "")})`).join(", ")}.\n`,
    heading(2, "Regions"),
    regionTable(run, closing),
    heading(2, "Jobs"),
    jobTable(run),
    `Validators approved ${consensus.approvals} of ${consensus.votes} votes, ${consensus.approvalBps} basis points by weight.\n`,
    heading(2, "Reward epochs"),
    epochTable(run),
  ].join("\n");
}

function decisionTable(decisions: readonly Decision[]): string {
  return table(
    [
      { title: "Proposal" },
      { title: "For", align: "right" },
      { title: "Against", align: "right" },
      { title: "Quorum", align: "right" },
      { title: "Pre-flight" },
      { title: "State" },
    ],
    decisions.map(({ title, votes, quorum, preflight, state }) => [
      text(title),
      text(votes.for),
      text(votes.against),
      text(quorum),
      text(preflight?.result ?? "not queued"),
      text(state),
    ]),
  );
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
      const { unspentWei, incomeWei } = eventOf(reported?.transactions[1], "RemainderReturned").args;
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
        text(job.agent),
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
    [{ title: "Epoch" }, ...columns.map(({ title }) => ({ title, align: "right" as const }))],
    epochs.map(({ epoch, settlement }) => [
      text(epoch),
      ...columns.map(({ field }) => text(formatAmount(BigInt(String(settlement[field]))))),
    ]),
  );
}
