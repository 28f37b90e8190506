import { workSecondsOf } from "../../economics/work-time.ts";
import type { Closing, GlobalRun } from "../../model/layer-run.ts";
import { employingRegion } from "../../model/regions.ts";
import { executorRegions } from "../../records/planetary-settings.ts";
import { NO_VOTE } from "../reasons.ts";
import { jobReceipts, missionEntry, receipt, waves } from "../receipt.ts";
import { measureSplits } from "./split-attack.ts";

/** The receipts of the regions' jobs: path below `receipts/` → content. They exist before telemetry is reported. */
export function regionReceipts({ plan, runs }: GlobalRun): Map<string, string> {
  return new Map(
    runs.flatMap((run) =>
      jobReceipts(run).map(([path, content]) => [
        `regions/${employingRegion(plan, run.job.region)}/jobs/${path}`,
        content,
      ]),
    ),
  );
}

/** All other receipts of the planetary run: path below `receipts/` → content. */
export function globalReceipts(run: GlobalRun, closing: Closing): Map<string, string> {
  const { plan, anchoring, contracts, deployment, admission, treasury } = run;
  const returned = [...closing.telemetry.values()].flatMap(({ transactions }) => transactions.slice(1));
  return new Map([
    [
      "deploy.json",
      receipt("planetary-deploy", { national: anchoring, contracts, admission, transactions: deployment }),
    ],
    ["mission.json", missionReceipt(run, closing)],
    ["governance.json", governanceReceipt(run)],
    ["treasury.json", receipt("treasury", { ...treasury, remainders: returned })],
    ["rewards.json", rewardsReceipt(run, closing)],
    ...executorRegions(plan).map(
      (region) => [`regions/${region}/telemetry.json`, telemetryReceipt(region, closing)] as const,
    ),
  ]);
}

function missionReceipt({ plan, runs }: GlobalRun, { consensus }: Closing): string {
  const { path, sha256, initiative, budget, schedule } = plan;
  const waveOf = waves(schedule.jobs);
  return receipt("planetary-mission", {
    plan: { path, sha256, initiative, currency: budget.currency },
    schedule: { waves: schedule.waves, criticalPath: schedule.criticalPath },
    jobs: runs.map((job) => ({
      ...missionEntry(job, waveOf.get(job.job.id) ?? 0, workSecondsOf(plan, job.job)),
      region: employingRegion(plan, job.job.region),
    })),
    consensus,
  });
}

function governanceReceipt({ budgets, decisions, ownerApprovals, cast }: GlobalRun): string {
  return receipt("planetary-governance", {
    budgets: budgets.map(({ region, executor, approvedWei, allocatedWei }) => ({
      region,
      executor,
      approved: approvedWei.toString(),
      allocated: allocatedWei?.toString() ?? null,
    })),
    decisions,
    splitAttacks: measureSplits(decisions),
    ...(ownerApprovals === null
      ? {}
      : { noVote: { reason: NO_VOTE, by: cast.owner.label, transactions: ownerApprovals } }),
  });
}

function rewardsReceipt({ epochs }: GlobalRun, { claims, final, positions }: Closing): string {
  return receipt("rewards", { epochs, claims, block: final.block, positions, totals: final.totals });
}

function telemetryReceipt(region: string, { telemetry }: Closing): string {
  const { root = "", receipts = [], transactions = [] } = telemetry.get(region) ?? {};
  return receipt("telemetry", { region, root, receipts, transactions: transactions.slice(0, 1) });
}
