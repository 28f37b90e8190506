import { SHARE, type Shares, shiftShares } from "../../economics/shares.ts";
import type { Motion } from "../../model/decision.ts";
import type { RegionBudget } from "../../model/layer-run.ts";
import type { Plan } from "../../model/plan.ts";
import type { ShareRoom } from "../../model/planetary-readings.ts";
import type { Read } from "../../model/record.ts";
import type { ShareReport } from "../../model/thermodynamics.ts";
import { executorName, rewardParameters } from "../planetary-settings.ts";

/** What the council's parameter change moves the validators' share by, where the bounds leave room for it. */
const SHARE_STEP_BPS = 100n;

/** What the council is asked: a budget for each region, a change of the role shares, one motion to fail, one to cancel. */
export function motionsOf(plan: Plan, budgets: readonly RegionBudget[], room: ShareRoom): Motion[] {
  const capWei = rewardParameters(plan).epochCapWei;
  return [
    ...budgets.map(budgetMotion),
    shareMotion(room),
    { ...rewardMotion(plan, capWei * 10n, "Raise the reward engine's epoch cap tenfold"), course: "fails" },
    { ...rewardMotion(plan, 0n, "Stop all rewards"), course: "is cancelled" },
  ];
}

/** Whether voted on or not, it is the same call. */
export function budgetMotion({ region, approvedWei }: RegionBudget): Motion {
  const contract = executorName(region);
  return {
    title: `Approve the budget of ${region}`,
    call: { contract, function: "approveBudget", args: [approvedWei] },
    changes: { contract, function: "budget", args: [] },
    sponsor: "council",
    course: "passes",
  };
}

/** Moves on from the shares of the next epoch as they stand. */
function shareMotion({ next, min, max }: ShareRoom): Motion {
  const bounds = { min: listOf(min), max: listOf(max) };
  const { shares, movedBps } = shiftShares(listOf(next), bounds, SHARE.validators, SHARE_STEP_BPS);
  const title =
    movedBps === 0n
      ? "Confirm the role shares, which their bounds keep in place"
      : `Raise the validators' share by ${movedBps} basis points`;
  return {
    title,
    call: { ...policy("setRoleShares"), args: [roleShares(shares)] },
    changes: policy("nextRoleShares"),
    sponsor: "owner",
    course: "passes",
  };
}

function rewardMotion(plan: Plan, epochCapWei: bigint, title: string): Omit<Motion, "course"> {
  return {
    title,
    call: {
      contract: "RewardEngineMB",
      function: "setParameters",
      args: [{ ...rewardParameters(plan), epochCapWei }],
    },
    changes: { contract: "RewardEngineMB", function: "parameters", args: [] },
    sponsor: "council",
  };
}

function policy(name: string): Read {
  return { contract: "IncentivePolicy", function: name, args: [] };
}

function listOf({ agentsBps, validatorsBps, operatorsBps, employersBps }: ShareReport): Shares {
  return [agentsBps, validatorsBps, operatorsBps, employersBps];
}

function roleShares([agentsBps, validatorsBps, operatorsBps, employersBps]: Shares): ShareReport {
  return { agentsBps, validatorsBps, operatorsBps, employersBps };
}
