/**
 * What the contracts' numbers stand for, each list in the order of its Solidity enum. Most words are the members' names
 * in lower case; those of movements are the names as they are, since receipts list them so.
 */

/** `IJobRegistry.Status`. */
export const JOB_STATUSES = [
  "none",
  "open",
  "assigned",
  "submitted",
  "accepted",
  "rejected",
  "disputed",
  "finalized",
  "cancelled",
  "expired",
] as const;

/** `Outcome`, of a round, a dispute and a job. */
export const OUTCOMES = ["pending", "approved", "rejected", "inconclusive"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** `IDisputeModule.DecidedBy`. */
export const DECIDERS = ["nobody", "jury", "owner", "default"] as const;
export type Decider = (typeof DECIDERS)[number];

/** `IIncentivePolicy.DelayPolicy`, in the words of plans. */
export const DELAY_POLICIES = [
  "none",
  "raise-temperature",
  "increase-agent-share",
  "increase-validator-share",
  "double-validator-bonus",
  "trigger-pause-check",
] as const;

/** `IRewardEngineMB.Phase`. */
export const EPOCH_PHASES = ["none", "collecting", "weighing", "paying", "settled"] as const;

/** `IThermostat.ChangeReason`. */
export const CHANGE_REASONS = ["tick", "base set", "bounds set", "delay policy", "gains set"] as const;
export type ChangeReason = (typeof CHANGE_REASONS)[number];

/** OpenZeppelin's `IGovernor.ProposalState`. */
export const PROPOSAL_STATES = [
  "pending",
  "active",
  "canceled",
  "defeated",
  "succeeded",
  "queued",
  "expired",
  "executed",
] as const;

/** OpenZeppelin's `GovernorCountingSimple.VoteType`. */
export const VOTE_TYPES = ["against", "for", "abstain"] as const;

/** `IStakeManager.PaymentReason`. */
export const PAYMENT_REASONS = [
  "AgentReward",
  "ValidatorReward",
  "OperatorReward",
  "EmployerRebate",
  "EmployerRefund",
  "Fee",
  "JurorFee",
  "BondReturned",
  "BondAwarded",
  "SlashToEmployer",
  "SlashToTreasury",
  "UnearnedToTreasury",
  "SeatFee",
] as const;
export type PaymentReason = (typeof PAYMENT_REASONS)[number];

/** `IValidationModule.Refusal`: why a drawn committee does not sit. */
export const REFUSALS = ["none", "unfunded seats", "too little weight"] as const;

/** `IStakeManager.FundReason`. */
export const FUND_REASONS = ["Job", "DisputeBond"] as const;

/** `IStakeManager.SlashReason`. */
export const SLASH_REASONS = [
  "NonReveal",
  "WrongVote",
  "RejectedWork",
  "ExpiredJob",
  "JurorSilence",
  "JurorWrongVote",
] as const;
export type SlashReason = (typeof SLASH_REASONS)[number];

/** `IDisputeModule.Absence`: why a hearing has no jury. */
export const ABSENCES = ["none", "seed lost", "too few eligible"] as const;

/** `IBudgetDivision.Outcome`. */
export const DIVISION_OUTCOMES = ["open", "divided", "no quorum", "overtaken", "expired"] as const;
export type DivisionOutcome = (typeof DIVISION_OUTCOMES)[number];

/** What an identity takes part in: the bits of the contract library `Roles`. */
export const ROLE = { agent: 1, validator: 2, council: 4, operator: 8, employer: 16 } as const;
/** `Roles.JUDGING`: whoever judges is admitted and revoked after a delay. */
export const JUDGING_ROLES = ROLE.validator | ROLE.council;
export type RoleBit = (typeof ROLE)[keyof typeof ROLE];

/** @returns the names of the roles whose bits are set. */
export function roleWords(roles: bigint | number): string {
  const names = Object.entries(ROLE).flatMap(([name, bit]) => (Number(roles) & bit ? [name] : []));
  return names.join(" and ") || "no role";
}

/** Who shares a reward, in the order of `IIncentivePolicy.RoleShares`. */
export const SHARE_ROLES = ["agents", "validators", "operators", "employers"] as const;
export type ShareRole = (typeof SHARE_ROLES)[number];

/** What identities hold that share as one of them. */
export const SHARE_ROLE_BITS: Readonly<Record<ShareRole, RoleBit>> = {
  agents: ROLE.agent,
  validators: ROLE.validator,
  operators: ROLE.operator,
  employers: ROLE.employer,
};

/** The two choices of committees and juries: the contract library `Votes`. */
export const CHOICE = { approve: 1, reject: 2 } as const;

/** @returns a member's word; `undefined` for a number that the enum does not have. */
export function wordOf<Word extends string>(
  words: readonly Word[],
  number: bigint | number | string | undefined,
): Word | undefined {
  return words[Number(number)];
}

/** @returns a member's number on chain. */
export function numberOf<Word extends string>(words: readonly Word[], word: Word): number {
  return words.indexOf(word);
}
