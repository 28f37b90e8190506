import type { Opinions } from "../economics/certainty.ts";
import type { JobCourse, PlannedJob } from "../economics/job-energy.ts";
import { CHOICE, type Outcome, PAYMENT_REASONS, type PaymentReason, wordOf } from "../model/enums.ts";
import type { Job, Plan } from "../model/plan.ts";
import type { EventRecord } from "../model/record.ts";
import { outcomeOf, textArg, uintArg } from "./events.ts";
import { costTerms, plannedCostWei } from "./job-request.ts";

/** What an escrow paid to somebody. */
export interface Paid {
  readonly payee: string;
  readonly amountWei: bigint;
  readonly reason: PaymentReason;
}

/** What a job costs whoever posted it. Bonds and slashed stakes are others', and what comes back is no cost. */
const COSTS: ReadonlySet<PaymentReason> = new Set([
  "AgentReward",
  "ValidatorReward",
  "OperatorReward",
  "UnearnedToTreasury",
  "Fee",
  "SeatFee",
]);

/** What rewards and bonuses are paid as; refunds, fees, bonds and slashed stakes emit nothing. */
export const EMITTED: ReadonlySet<PaymentReason> = new Set([
  "AgentReward",
  "ValidatorReward",
  "OperatorReward",
  "EmployerRebate",
  "UnearnedToTreasury",
]);

/** @param national the plan that fixes the terms of every job */
export function plannedJob(job: Job, national: Plan): PlannedJob {
  return {
    ...job,
    plannedCostWei: plannedCostWei(job, national),
    deadlineSeconds: BigInt(job.deadlineSeconds),
    plannedJudges: BigInt(costTerms(national).committeeSize),
  };
}

/** How an attempt at a job went, by the events of its receipts. */
export function courseSeen(job: Job, events: readonly EventRecord[]): JobCourse {
  const employer = find(events, "JobCreated")?.args.employer;
  const costs = paidIn(events).filter(({ payee, reason }) => payee !== employer && COSTS.has(reason));
  return {
    approved: outcomeIn(events) === "approved",
    costWei: costs.reduce((sum, { amountWei }) => sum + amountWei, 0n),
    workSeconds: workSecondsOf(job, events),
    ...opinionsIn(events),
  };
}

/** How a job ended; pending as long as it is open. */
export function outcomeIn(events: readonly EventRecord[]): Outcome {
  const finalized = find(events, "JobFinalized");
  return finalized ? outcomeOf(finalized) : "pending";
}

/** All that a job's escrow paid. */
export function paidIn(events: readonly EventRecord[]): Paid[] {
  return events
    .filter(({ name }) => name === "EscrowPaid")
    .map(({ args }) => ({
      payee: textArg(args, "payee"),
      amountWei: uintArg(args, "amountWei"),
      reason: wordOf(PAYMENT_REASONS, uintArg(args, "reason")) as PaymentReason,
    }));
}

/** Everybody who revealed counts once, by its last word: several seats of one account are no further opinions. */
function opinionsIn(events: readonly EventRecord[]): Opinions {
  const words = new Map<string, bigint>();
  for (const { name, args } of events) {
    if (name === "VoteRevealed") words.set(textArg(args, "validator"), uintArg(args, "choice"));
    if (name === "JuryVoteRevealed") words.set(textArg(args, "juror"), uintArg(args, "choice"));
  }
  const approving = [...words.values()].filter((choice) => choice === BigInt(CHOICE.approve));
  return { judges: BigInt(words.size), approving: BigInt(approving.length) };
}

/** From assignment to submission on the protocol's active time, which does not run while the system is paused. */
function workSecondsOf({ deadlineSeconds }: Job, events: readonly EventRecord[]): bigint {
  const assigned = find(events, "JobAssigned");
  const submitted = find(events, "ResultSubmitted");
  if (!assigned || !submitted) return 0n;
  return (
    uintArg(submitted.args, "submittedAt") - uintArg(assigned.args, "deadline") + BigInt(deadlineSeconds)
  );
}

function find(events: readonly EventRecord[], name: string): EventRecord | undefined {
  return events.find((event) => event.name === name);
}
