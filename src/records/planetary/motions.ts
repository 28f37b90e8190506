import { SHARE, type Shares, shiftShares } from "../../economics/shares.ts";
import type { Motion } from "../../model/decision.ts";
import type { RegionBudget } from "../../model/layer-run.ts";
import type { Plan } from "../../model/plan.ts";
import type { ShareRoom } from "../../model/planetary-readings.ts";
import type { Read } from "../../model/record.ts";
import type { ShareReport } from "../../model/thermodynamics.ts";
import { formatAmount } from "../../support/amount.ts";
import { counted } from "../../support/text.ts";
import { DIVISION, executorName, rewardParameters } from "../planetary-settings.ts";
import type { Pot } from "./pots.ts";

/** What the council's parameter change moves the validators' share by, where the bounds leave room for it. */
const SHARE_STEP_BPS = 100n;
/** Of a new executor, which may spend nothing. */
const NO_APPROVALS = 0n;

/**
 * What the council is asked: pots for the regions' budgets, a change of the role shares, one motion to fail, one to cancel.
 */
export function motionsOf(plan: Plan, pots: readonly Pot[], room: ShareRoom): Motion[] {
  const capWei = rewardParameters(plan).epochCapWei;
  return [
    ...pots.map(potMotion),
    shareMotion(room),
    { ...rewardMotion(plan, capWei * 10n, "Raise the reward engine's epoch cap tenfold"), course: "fails" },
    { ...rewardMotion(plan, 0n, "Stop all rewards"), course: "is cancelled" },
  ];
}

/** Nothing is approved yet for any of the regions that share it. */
function potMotion({ potWei, requests }: Pot): Motion {
  const options = requests.map(({ executor, terms }) => ({
    executor,
    expectedApprovals: NO_APPROVALS,
    terms,
  }));
  return {
    title: `Approve a pot of ${formatAmount(potWei)} for the budgets of ${counted(requests.length, "region")}`,
    call: { contract: DIVISION, function: "open", args: [potWei, options] },
    changes: { contract: DIVISION, function: "divisionCount", args: [] },
    asksFirst: false,
    sponsor: "council",
    course: "passes",
  };
}

/** How a budget is approved without a vote. */
export function approvalCall({ region, approvedWei, terms }: RegionBudget): Read {
  return {
    contract: executorName(region),
    function: "approveBudget",
    args: [NO_APPROVALS, approvedWei, terms],
  };
}

/** Moves on from the governed shares: what delay policies moved is not the council's word, and ends with it. */
function shareMotion({ governed, min, max }: ShareRoom): Motion {
  const bounds = { min: listOf(min), max: listOf(max) };
  const { shares, movedBps } = shiftShares(listOf(governed), bounds, SHARE.validators, SHARE_STEP_BPS);
  const title =
    movedBps === 0n
      ? "Confirm the role shares, which their bounds keep in place"
      : `Raise the validators' share by ${movedBps} basis points`;
  return {
    title,
    call: { ...policy("setRoleShares"), args: [roleShares(shares)] },
    changes: policy("governedShares"),
    asksFirst: true,
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
    asksFirst: true,
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
