import { SHARE, type Shares, shiftShares } from "../../economics/shares.ts";
import type { Motion } from "../../model/decision.ts";
import type { Plan } from "../../model/plan.ts";
import type { Read } from "../../model/record.ts";
import type { RegionBudget } from "../../model/rehearsal.ts";

import { executorName, rewardParameters } from "../../records/planetary-settings.ts";
import type { Driver } from "../driver.ts";

/** What the council's parameter change moves the validators' share by, where the bounds leave room for it. */
const SHARE_STEP_BPS = 100n;

/** `IIncentivePolicy.RoleShares`, with integers as the chain gives them. */
interface RoleShares {
  readonly agentsBps: bigint;
  readonly validatorsBps: bigint;
  readonly operatorsBps: bigint;
  readonly employersBps: bigint;
}

/** What the council is asked: a budget for each region, a change of the role shares, one motion to fail, one to cancel. */
export async function motionsOf(
  driver: Driver,
  plan: Plan,
  budgets: readonly RegionBudget[],
): Promise<Motion[]> {
  const capWei = rewardParameters(plan).epochCapWei;
  return [
    ...budgets.map(budgetMotion),
    await shareMotion(driver),
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

/** The shares of the next epoch as they stand, which delay policies may have moved since the deployment. */
async function shareMotion(driver: Driver): Promise<Motion> {
  const changes = policy("nextRoleShares");
  const [next, bounds] = await driver.read([changes, policy("shareBounds")]);
  const room = { min: sharesOf(bounds?.[0]), max: sharesOf(bounds?.[1]) };
  const { shares, movedBps } = shiftShares(sharesOf(next?.[0]), room, SHARE.validators, SHARE_STEP_BPS);
  const title =
    movedBps === 0n
      ? "Confirm the role shares, which their bounds keep in place"
      : `Raise the validators' share by ${movedBps} basis points`;
  return {
    title,
    call: { ...policy("setRoleShares"), args: [roleShares(shares)] },
    changes,
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

function sharesOf(answer: RoleShares): Shares {
  return [answer.agentsBps, answer.validatorsBps, answer.operatorsBps, answer.employersBps];
}

function roleShares([agentsBps, validatorsBps, operatorsBps, employersBps]: Shares): RoleShares {
  return { agentsBps, validatorsBps, operatorsBps, employersBps };
}
