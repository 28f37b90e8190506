import type { Admission, JobRun, Takeoff } from "../../model/layer-run.ts";
import type { Plan } from "../../model/plan.ts";
import type { Position } from "../../model/readings.ts";
import { receiptPath } from "../../model/receipts.ts";
import type { ReportedDispute } from "../../model/reported-disputes.ts";
import type {
  NationalJob,
  ReportedFounding,
  ReportedHandshake,
  ReportedPosition,
  TakeoffReport,
} from "../../model/takeoff-report.ts";
import { eventOf, textArg } from "../../records/events.ts";
import { type AttemptRun, everyAttempt, transactionsOf } from "../../records/job-history.ts";
import { counted } from "../../support/text.ts";
import { attemptTitle, reportedCourses } from "../course-in-words.ts";
import { disputesOfJobs, toldRun } from "../hearings.ts";
import { layerCourse } from "../layer-course.ts";
import { reportBase, reportedDeliverables, settledJob } from "../layer-parts.ts";
import { NO_NATIONAL_JOBS, NO_REGIONAL_JOBS } from "../reasons.ts";
import { attemptSlug } from "../receipt.ts";
import { drillsInBrief, drillsReport } from "./drill-report.ts";
import { moneyOfJobs } from "./job-money.ts";

/** What the takeoff's report tells. Every figure is from the receipts. */
export function takeoffReport(takeoff: Takeoff): TakeoffReport {
  const { plan, cast, runs, drills, positions, deployment, final } = takeoff;
  return {
    ...reportBase(plan, cast, final),
    jobsInBrief: jobsInBrief(runs),
    drillsInBrief: drillsInBrief(drills),
    layerNote: layerNote(takeoff),
    founding: foundingOf(takeoff.admission),
    jobs: runs.map((run) => nationalJob(run, plan)),
    courses: reportedCourses(plan, runs),
    thermostat: layerCourse("national", takeoff.thermostat),
    deliverables: reportedDeliverables(runs),
    money: moneyOfJobs(takeoff),
    handshakes: everyAttempt(runs).flatMap(handshakesOf),
    disputes: disputesIn(takeoff),
    drills: drillsReport(plan.drills, drills),
    positions: positions.map(reportedPosition),
    contracts: deployment.contracts.map(({ name, address }) => ({ name, address })),
  };
}

export function jobsInBrief(runs: readonly unknown[]): string {
  return runs.length === 0 ? "No job of the nation's own" : `${counted(runs.length, "job")} settled`;
}

function layerNote({ emptyLayer, hasPlanet, drills }: Takeoff): string | null {
  if (emptyLayer === "planetary") return NO_REGIONAL_JOBS;
  if (!hasPlanet) return "The mission has no planetary layer.";
  if (emptyLayer === null) return null;
  const rehearsed = drills.length === 0 ? "" : ", and its drills borrow the terms of their jobs";
  return `The layer is empty: ${NO_NATIONAL_JOBS}. It is deployed for the regions${rehearsed}.`;
}

function foundingOf({ identities }: Admission): ReportedFounding {
  const closing = identities.find(({ function: name }) => name === "closeFounding");
  return {
    identities: identities.filter(({ function: name }) => name === "register").length,
    closedInBlock: closing?.block ?? 0,
    closedAt: textArg(eventOf(closing, "FoundingClosed").args, "at"),
  };
}

function nationalJob(run: JobRun, plan: Plan): NationalJob {
  const { jurisdiction } = run.job;
  return {
    ...settledJob(run, plan),
    jurisdiction,
    transactions: everyAttempt([run]).flatMap(({ history }) => transactionsOf(history)).length,
  };
}

function handshakesOf(run: AttemptRun): ReportedHandshake[] {
  return run.history.handshakes.map(({ handle, seats, unfundedSeats, ballot, commitment }) => ({
    job: attemptTitle(run),
    validator: handle,
    seats,
    unfundedSeats,
    ballot,
    commitment,
    receipt: receiptPath("job-validate", attemptSlug(run)),
  }));
}

function disputesIn({ runs, drills, cast }: Takeoff): ReportedDispute[] {
  const ofDrills = drills.flatMap(({ id, jobId, transactions }) =>
    jobId === undefined ? [] : [{ title: `drill ${id}`, drill: id, jobId, records: transactions }],
  );
  return disputesOfJobs([...everyAttempt(runs).map(toldRun), ...ofDrills], cast);
}

function reportedPosition({ label, balance, staked, claimable }: Position): ReportedPosition {
  return {
    label,
    balanceWei: BigInt(balance),
    stakedWei: BigInt(staked),
    claimableWei: BigInt(claimable),
  };
}
