import { workerOf } from "../economics/attempts.ts";
import type { Account, Cast } from "../model/cast.ts";
import type { ReportBase, SettledJob, StandIn } from "../model/layer-report.ts";
import type { JobRun } from "../model/layer-run.ts";
import type { Plan } from "../model/plan.ts";
import type { SteadyState } from "../model/readings.ts";
import { receiptPath } from "../model/receipts.ts";
import type { TransactionRecord } from "../model/record.ts";
import { labelOf, playedBy, standInsOf } from "../records/casting.ts";
import { eventOf, outcomeOf } from "../records/events.ts";

/** @param final the system after the layer's last transaction. */
export function reportBase(
  { initiative, objective, budget }: Plan,
  cast: Cast,
  final: SteadyState,
): ReportBase {
  return {
    initiative,
    objective,
    currency: budget.currency,
    block: final.block,
    standIns: standInsOf(cast).map(standIn),
  };
}

function standIn(account: Account): StandIn {
  return { plays: playedBy(account) ?? "", address: account.address };
}

/**
 * @param plan whose job it is.
 * @param region whose executor employs; none in the national layer.
 * @throws Error if the job was never finalized, which is a bug.
 */
export function settledJob(
  { job, attempt, history }: JobRun,
  { participants }: Plan,
  region?: string,
): SettledJob {
  const finalized = history.finalize.at(-1) as TransactionRecord;
  return {
    id: job.id,
    title: job.title,
    agent: labelOf(workerOf(participants, job, attempt)),
    rewardWei: job.rewardWei,
    outcome: outcomeOf(eventOf(finalized, "JobFinalized")),
    settledInBlock: finalized.block,
    receipt: receiptPath("job-finalize", ...(region === undefined ? [job.slug] : [region, job.slug])),
  };
}
