import {
  type JobCourse,
  type JobEnergy,
  measuredEnergy,
  plannedEnergy,
  voteEntropyWad,
} from "../../economics/job-energy.ts";
import { PAYMENT_REASONS, type PaymentReason, wordOf } from "../../model/enums.ts";
import type { Job } from "../../model/plan.ts";
import type { EventRecord } from "../../model/record.ts";
import type { JobMeasure } from "../../model/thermodynamics.ts";
import { outcomeOf, textArg, uintArg } from "../../records/events.ts";

/** What an escrow paid to somebody. */
export interface Paid {
  readonly payee: string;
  readonly amountWei: bigint;
  readonly reason: PaymentReason;
}

/** A job of a plan with what receipts say of it. */
export interface MeasuredJob {
  readonly job: Job;
  readonly measure: JobMeasure;
  readonly planned: JobEnergy;
  readonly measured: JobEnergy;
  readonly payments: readonly Paid[];
}

/** Measures one job by the events of its receipts; without any it counts as not begun. */
export function measureJob(job: Job, events: readonly EventRecord[]): MeasuredJob {
  const terms = { ...job, deadlineSeconds: BigInt(job.deadlineSeconds) };
  const payments = paymentsOf(events);
  const course = courseOf(job, events, payments);
  const planned = plannedEnergy(terms);
  const measured = measuredEnergy(terms, course);
  return {
    job,
    planned,
    measured,
    payments,
    measure: {
      id: job.id,
      title: job.title,
      outcome: outcomeIn(events),
      late: course.workSeconds >= terms.deadlineSeconds,
      simulated: true,
      plannedEnergyWad: planned.energyWad,
      energyWad: measured.energyWad,
      expectedEntropyWad: job.expectedEntropyWad,
      voteEntropyWad: voteEntropyWad(course),
      deltaHWei: measured.costWei - measured.valueWei,
      deltaSWad: measured.uPreWad - measured.uPostWad,
    },
  };
}

function courseOf(job: Job, events: readonly EventRecord[], payments: readonly Paid[]): JobCourse {
  const employer = find(events, "JobCreated")?.args.employer;
  const closed = events.findLast(({ name }) => name === "RoundClosed");
  return {
    approved: outcomeIn(events) === "approved",
    costWei: payments
      .filter(({ payee }) => payee !== employer)
      .reduce((sum, { amountWei }) => sum + amountWei, 0n),
    workSeconds: workSecondsOf(job, events),
    approvingSeats: closed ? uintArg(closed.args, "approvedSeats") : 0n,
    revealedSeats: closed ? uintArg(closed.args, "revealedSeats") : 0n,
  };
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

function outcomeIn(events: readonly EventRecord[]): JobMeasure["outcome"] {
  const finalized = find(events, "JobFinalized");
  if (!finalized) return "open";
  const outcome = outcomeOf(finalized);
  return outcome === "pending" ? "open" : outcome;
}

function paymentsOf(events: readonly EventRecord[]): Paid[] {
  return events
    .filter(({ name }) => name === "EscrowPaid")
    .map(({ args }) => ({
      payee: textArg(args, "payee"),
      amountWei: uintArg(args, "amountWei"),
      reason: wordOf(PAYMENT_REASONS, uintArg(args, "reason")) as PaymentReason,
    }));
}

function find(events: readonly EventRecord[], name: string): EventRecord | undefined {
  return events.find((event) => event.name === name);
}
