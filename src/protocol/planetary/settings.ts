import type { Plan } from "../../model/plan.ts";

const DAY_SECONDS = 86_400;
const WAD = 10n ** 18n;
const CREDIT_PERIOD_SECONDS = 28 * DAY_SECONDS;
const LATE_QUORUM_SECONDS = DAY_SECONDS;
const EXECUTION_GRACE_SECONDS = 14 * DAY_SECONDS;

/** `IQuadraticGovernor.Configuration` of a plan. */
export function governorConfiguration({ protocol }: Plan, proposalGuardian: string) {
  const { windows, quorum } = protocol;
  return {
    votingDelaySeconds: windows.votingDelaySeconds,
    votingPeriodSeconds: windows.votingPeriodSeconds,
    // The governor extends no vote by more than a voting period.
    lateQuorumExtensionSeconds: Math.min(LATE_QUORUM_SECONDS, windows.votingPeriodSeconds),
    executionGraceSeconds: EXECUTION_GRACE_SECONDS,
    creditsPerPeriod: quorum.voiceCredits,
    creditPeriodSeconds: CREDIT_PERIOD_SECONDS,
    quorumBps: quorum.proposalBps,
    proposalGuardian,
  };
}

/** `IRewardEngineMB.Parameters` of a plan: half of the free energy, at most a hundredth of the budget an epoch. */
export function rewardParameters({ budget }: Plan) {
  return {
    kappaWad: WAD / 2n,
    epochCapWei: capped(budget.totalWei / 100n),
    amountCapWei: capped(budget.totalWei),
    uncertaintyCapWad: 1_000n * WAD,
  };
}

/** `FreeEnergy.MAX_QUANTITY` */
function capped(amountWei: bigint): bigint {
  const most = 2n ** 96n - 1n;
  return amountWei < most ? amountWei : most;
}
