import type { DrillRecord } from "../../model/drill.ts";
import { roleWords } from "../../model/enums.ts";
import type {
  Anchoring,
  Closing,
  GlobalRun,
  RegionBudget,
  RewardEpoch,
  Telemetry,
  Treasury,
} from "../../model/layer-run.ts";
import type {
  NationalAdmission,
  NewJudge,
  PlanetReport,
  RegionMoney,
  ReportedEpoch,
  ReportedTreasury,
} from "../../model/planet-report.ts";
import { employingRegion } from "../../model/regions.ts";
import type { Handshake } from "../../model/votes.ts";
import { eventOf, textArg, uintArg } from "../../records/events.ts";
import { everyAttempt } from "../../records/job-history.ts";
import { reportedCourses } from "../course-in-words.ts";
import { disputesOfJobs, toldRun } from "../hearings.ts";
import { layerCourse } from "../layer-course.ts";
import { reportBase, reportedDeliverables, settledJob } from "../layer-parts.ts";
import { drillsReport } from "../national/drill-report.ts";
import { compareConsensus } from "./consensus.ts";
import { isReturn } from "./planetary-receipts.ts";
import { voteOf } from "./reported-decisions.ts";
import { measureSplits } from "./split-attack.ts";

/**
 * What the planetary run's report tells. Every figure is from the receipts.
 *
 * @param national the votes of the nation's validators, those of drills included.
 * @param drills those that the plan defines.
 */
export function planetReport(
  run: GlobalRun,
  closing: Closing,
  national: readonly Handshake[],
  drills: readonly DrillRecord[],
): PlanetReport {
  const { plan, cast, anchoring, decisions, treasury, budgets, runs, epochs } = run;
  const { telemetry, consensus, final } = closing;
  return {
    ...reportBase(plan, cast, final),
    admission: admissionOf(anchoring),
    newJudges: newJudgesIn(run),
    vote: voteOf(run),
    splits: measureSplits(decisions),
    treasury: reportedTreasury(treasury),
    regions: budgets.map((budget) => regionMoney(budget, telemetry.get(budget.region))),
    jobs: runs.map((own) => {
      const region = employingRegion(plan, own.job.region);
      return { ...settledJob(own, plan, region), region };
    }),
    courses: reportedCourses(plan, runs),
    thermostat: layerCourse("planetary", run.thermostat),
    deliverables: reportedDeliverables(runs),
    disputes: disputesOfJobs(everyAttempt(runs).map(toldRun), cast, run.contracts),
    consensus: compareConsensus(
      national,
      everyAttempt(runs).flatMap(({ history }) => history.handshakes),
    ),
    anchor: { root: consensus.root, transaction: consensus.transactions[0]?.hash ?? "" },
    epochs: epochs.map(reportedEpoch),
    drills: drills.length === 0 ? null : drillsReport(drills, drills, () => "planetary-drills"),
  };
}

function admissionOf({ root, receipts, proved: { path, holds, proof } }: Anchoring): NationalAdmission {
  return { root, receipts, proved: { path, holds, hashes: proof.length } };
}

function newJudgesIn({ admission, cast }: GlobalRun): NewJudge[] {
  const handles = new Map<string, string>(
    cast.people.map(({ account, handle }) => [account.address, handle]),
  );
  return admission
    .flatMap(({ events }) => events.filter(({ name }) => name === "JudgingRolesScheduled"))
    .map(({ args }) => ({
      handle: handles.get(textArg(args, "account")) ?? textArg(args, "account"),
      roles: roleWords(uintArg(args, "rolesAfter")),
      effectiveAt: textArg(args, "effectiveAt"),
    }));
}

function reportedTreasury({ safe, threshold, owners, payment, refusals }: Treasury): ReportedTreasury {
  const { calls, safeTxHash, domainHash, messageHash } = payment;
  return {
    safe,
    threshold,
    owners: owners.length,
    payment: { calls: calls.length, safeTxHash, domainHash, messageHash },
    refusals: refusals.map(({ attempt, transaction }) => ({ attempt, error: transaction.error ?? "" })),
  };
}

function regionMoney(
  { region, approvedWei, paidWei, terms }: RegionBudget,
  reported: Telemetry | undefined,
): RegionMoney {
  const returns = (reported?.transactions.filter(isReturn) ?? []).map(
    (returned) => eventOf(returned, "RemainderReturned").args,
  );
  const returnedWei = (name: string) => returns.reduce((sum, args) => sum + uintArg(args, name), 0n);
  return {
    region,
    approvedWei,
    paidWei,
    unspentWei: returnedWei("unspentWei"),
    incomeWei: returnedWei("incomeWei"),
    jobLimitWei: terms.jobWei,
    dayLimitWei: terms.dayWei,
    root: reported?.root ?? "",
  };
}

function reportedEpoch({ epoch, settledBy, parts, settlement }: RewardEpoch): ReportedEpoch {
  const amount = (name: string) => BigInt(String(settlement[name]));
  return {
    epoch,
    settledBy,
    parts: parts.length,
    temperatureWad: amount("temperatureWad"),
    deltaHWei: amount("deltaHWei"),
    deltaSWad: amount("deltaSWad"),
    freeWei: amount("freeWei"),
    budgetWei: amount("budgetWei"),
    paidWei: amount("paidWei"),
    remainderWei: amount("remainderWei"),
  };
}
