import type { Cast } from "../model/cast.ts";
import type { DelayAdjustment } from "../model/plan.ts";
import type { MissionLane, Step } from "./driver.ts";
import { one } from "./lifecycle.ts";

/**
 * Sets a late job's delay policy in motion, and lifts the pause if it is a pause check. A policy that has nothing left to
 * move, or no turn left in its epoch, may refuse.
 *
 * @param stakeManager its address.
 */
export async function applyLatePolicy(
  lane: MissionLane,
  cast: Cast,
  late: { readonly jobId: bigint; readonly policy: DelayAdjustment; readonly stakeManager: string },
): Promise<void> {
  const pauses = late.policy === "trigger-pause-check";
  const trigger: Step = {
    from: pauses ? cast.guardian : cast.operator,
    contract: "JobRegistry",
    function: pauses ? "triggerPauseCheck" : "triggerDelayPolicy",
    args: [late.jobId],
    expect: "either",
  };
  if (!pauses) await one(lane, trigger);
  // Whatever another lane sent while the system is paused would be refused.
  else await lane.alone(() => checkWhilePaused(lane, cast, trigger, late.stakeManager));
}

/** What the pause is for: the guardian resumes only if the stakes' token balance covers everything owed. */
async function checkWhilePaused(
  lane: MissionLane,
  { guardian }: Cast,
  trigger: Step,
  stakeManager: string,
): Promise<void> {
  const { status } = await one(lane, trigger);
  if (status !== "success") return;
  const [balance, totals] = await lane.read([
    { contract: "AGIALPHA", function: "balanceOf", args: [stakeManager] },
    { contract: "StakeManager", function: "totals", args: [] },
  ]);
  const owedWei = [...(totals?.[0] as Iterable<bigint>)].reduce((sum, amountWei) => sum + amountWei, 0n);
  if ((balance?.[0] as bigint) < owedWei) return;
  await one(lane, { from: guardian, contract: "SystemPause", function: "guardianResume", args: [] });
}
