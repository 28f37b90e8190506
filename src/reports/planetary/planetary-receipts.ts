import { COURSE_FORMULA } from "../../economics/drawn-course.ts";
import type { DrillRecord } from "../../model/drill.ts";
import type { Closing, GlobalRun } from "../../model/layer-run.ts";
import type { PlanetaryGovernance, PlanetaryMission, Rewards } from "../../model/receipt-contents.ts";

import type { TransactionRecord } from "../../model/record.ts";
import { employingRegion } from "../../model/regions.ts";
import { executorRegions } from "../../records/planetary-settings.ts";
import { NO_VOTE } from "../reasons.ts";
import { jobReceipts, missionEntry, notPosted, receiptFile, waves } from "../receipt.ts";
import { measureSplits } from "./split-attack.ts";

/** The receipts of the regions' jobs: path relative to OUT → content. They exist before telemetry is reported. */
export function regionReceipts({ plan, runs }: GlobalRun): Map<string, string> {
  return new Map(runs.flatMap((run) => jobReceipts(run, employingRegion(plan, run.job.region))));
}

/** All other receipts of the planetary run but the comparison of votes: path relative to OUT → content. */
export function globalReceipts(run: GlobalRun, closing: Closing): Map<string, string> {
  const { plan, cast, anchoring, contracts, deployment, admission, treasury } = run;
  const operators = cast.regionOperators.map(({ region, account: { label, address } }) => ({
    region,
    label,
    address,
  }));
  const remainders = [...closing.telemetry.values()].flatMap(({ transactions }) =>
    transactions.filter(isReturn),
  );
  return new Map([
    receiptFile("planetary-deploy", {
      national: anchoring,
      contracts,
      operators,
      admission,
      transactions: deployment,
    }),
    receiptFile("planetary-mission", missionReceipt(run, closing)),
    receiptFile("planetary-thermostat", run.thermostat),
    receiptFile("planetary-governance", governanceReceipt(run)),
    receiptFile("treasury", { ...treasury, remainders }),
    receiptFile("rewards", rewardsReceipt(run, closing)),
    ...executorRegions(plan).flatMap((region) => telemetryReceipts(region, closing)),
  ]);
}

/** The receipt of the drills that the plan defines, if it does. */
export function drillReceipts(drills: readonly DrillRecord[]): ReturnType<typeof receiptFile>[] {
  return drills.length === 0 ? [] : [receiptFile("planetary-drills", { drills })];
}

function missionReceipt({ plan, runs }: GlobalRun, { consensus }: Closing): PlanetaryMission {
  const { path, sha256, initiative, budget, schedule } = plan;
  const waveOf = waves(schedule.jobs);
  return {
    plan: { path, sha256, initiative, currency: budget.currency },
    schedule: { waves: schedule.waves, criticalPath: schedule.criticalPath },
    courseFormula: COURSE_FORMULA,
    notPosted: notPosted(plan, runs),
    jobs: runs.map((job) => ({
      ...missionEntry(job, waveOf.get(job.job.id) ?? 0, plan),
      region: employingRegion(plan, job.job.region),
    })),
    consensus,
  };
}

function governanceReceipt({
  budgets,
  decisions,
  divisions,
  ownerApprovals,
  cast,
}: GlobalRun): PlanetaryGovernance {
  return {
    budgets: budgets.map(({ region, executor, askedWei, approvedWei, paidWei, allocatedWei, terms }) => ({
      region,
      executor,
      asked: askedWei.toString(),
      approved: approvedWei.toString(),
      paid: paidWei.toString(),
      allocated: allocatedWei?.toString() ?? null,
      jobLimit: terms.jobWei.toString(),
      dayLimit: terms.dayWei.toString(),
      approvalSeconds: terms.approvalSeconds,
    })),
    decisions,
    divisions,
    splitAttacks: measureSplits(decisions),
    ...(ownerApprovals === null
      ? {}
      : { noVote: { reason: NO_VOTE, by: cast.owner.label, transactions: ownerApprovals } }),
  };
}

function rewardsReceipt({ epochs }: GlobalRun, { claims, final, positions }: Closing): Rewards {
  return { epochs, claims, block: final.block, positions, totals: final.totals };
}

/** Where no job of a region was posted there is nothing to tell. */
function telemetryReceipts(region: string, { telemetry }: Closing): ReturnType<typeof receiptFile>[] {
  const reported = telemetry.get(region);
  if (reported === undefined || reported.receipts.length === 0) return [];
  const { root, receipts, transactions } = reported;
  const own = transactions.filter((record) => !isReturn(record));
  return [receiptFile("telemetry", { region, root, receipts, transactions: own }, region)];
}

/** What a region's executor gave back of its budget, among all that it did at the end. */
export function isReturn({ function: name }: TransactionRecord): boolean {
  return name === "returnRemainder";
}
