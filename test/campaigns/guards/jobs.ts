import type { Guard } from "./guard.ts";

/** A job's life, its stakes and its money. */
export const JOBS: readonly Guard[] = [
  {
    holds: "an empty seat costs the employer nothing",
    contract: "national/ValidationModule",
    lines: "seatedSeats -= validation.emptySeats;",
    without: "",
    tests: ["national/Judging"],
  },
  {
    holds: "an employer pays no more than it agreed to",
    contract: "national/JobRegistry",
    lines: "if (costWei > maxCostWei) revert CostAboveMaximum(costWei, maxCostWei);",
    without: "",
    tests: ["national/JobRegistry"],
  },
  {
    holds: "an agent locks no more than it agreed to",
    contract: "national/JobRegistry",
    lines: "if (stakeWei > maxStakeWei) revert StakeAboveMaximum(jobId, stakeWei, maxStakeWei);",
    without: "",
    tests: ["national/JobRegistry"],
  },
  {
    holds: "each seat that is seated costs its fee",
    contract: "national/JobSettlement",
    lines: "c.usedSeatFeesWei = seatedSeats * agreed.validation.feeWei(bill.rewardWei + bill.bonusCapWei);",
    without: "c.usedSeatFeesWei = 0;",
    tests: ["national/Judging"],
  },
  {
    holds: "locked stake does not leave",
    contract: "national/StakeManager",
    lines: "if (amountWei > free) revert InsufficientFreeStake(msg.sender, role, free, amountWei);",
    without: "",
    tests: ["national/StakeManager", "national/Guarantees"],
  },
  {
    holds: "no request brings forward what is unbonding",
    contract: "national/StakeManager",
    lines: "position.maturesAt = uint48(Math.max(position.maturesAt, _activeTime() + unbondingSeconds));",
    without: "position.maturesAt = _activeTime() + unbondingSeconds;",
    tests: ["national/StakeManager"],
  },
  {
    holds: "the unbonding time has a floor",
    contract: "national/StakeManager",
    lines: "if (valueSeconds < minUnbondingSeconds || valueSeconds > MAX_UNBONDING_SECONDS) {",
    without: "if (valueSeconds > MAX_UNBONDING_SECONDS) {",
    tests: ["national/StakeManager"],
  },
  {
    holds: "one job's escrow never pays another",
    contract: "national/StakeManager",
    lines:
      "if (amountWei > escrowWei) revert EscrowShort(jobId, escrowWei, amountWei);\n        _escrows[jobId] = escrowWei - amountWei;",
    without: "_escrows[jobId] = escrowWei - Math.min(escrowWei, amountWei);",
    tests: ["national/StakeManager"],
  },
  {
    holds: "who stakes holds the role",
    contract: "national/StakeManager",
    lines:
      "if (!role.isSingle() || !identities.hasRole(msg.sender, role)) revert RoleRequired(msg.sender, role);",
    without: "",
    tests: ["national/StakeManager"],
  },
  {
    holds: "a majority of a committee decides",
    contract: "shared/TermsCheck",
    lines: '_between("validation.quorum", terms.quorum, terms.committeeSize / 2 + 1, terms.committeeSize);',
    without: '_between("validation.quorum", terms.quorum, 1, terms.committeeSize);',
    tests: ["national/Parameters"],
  },
  {
    holds: "silence costs no less than a wrong vote",
    contract: "shared/TermsCheck",
    lines: '"validation.nonRevealSlashBps", terms.nonRevealSlashBps, terms.wrongVoteSlashBps, MAX_SLASH_BPS',
    without: '"validation.nonRevealSlashBps", terms.nonRevealSlashBps, 0, MAX_SLASH_BPS',
    tests: ["national/Parameters"],
  },
  {
    holds: "a juror's silence costs no less than a wrong vote",
    contract: "shared/TermsCheck",
    lines:
      '_between("dispute.nonRevealSlashBps", terms.nonRevealSlashBps, terms.wrongVoteSlashBps, MAX_SLASH_BPS);',
    without: '_between("dispute.nonRevealSlashBps", terms.nonRevealSlashBps, 0, MAX_SLASH_BPS);',
    tests: ["national/Parameters"],
  },
  {
    holds: "a seat has a fee, within bounds",
    contract: "shared/TermsCheck",
    lines: '_between("validation.seatFeeBps", terms.seatFeeBps, MIN_SEAT_FEE_BPS, MAX_SEAT_FEE_BPS);',
    without: "",
    tests: ["national/Parameters"],
  },
  {
    holds: "the longest course of a job fits the least unbonding time",
    contract: "shared/TermsCheck",
    lines: '_between("courseSeconds", courseSeconds(terms, daySeconds), 0, maxCourseSeconds);',
    without: "",
    tests: ["national/Parameters"],
  },
  {
    holds: "delay policies have a limit for each epoch",
    contract: "national/IncentivePolicy",
    lines:
      "if (usage.applied >= _limits.maxPerEpoch) revert EpochLimitReached(epoch, policy, _limits.maxPerEpoch);",
    without: "",
    tests: ["national/Guarantees"],
  },
  {
    holds: "pause checks do not stop the system",
    contract: "national/IncentivePolicy",
    lines: "if (usage.pauseChecks >= limit) revert EpochLimitReached(epoch, policy, limit);",
    without: "",
    tests: ["national/Guarantees", "national/Parameters"],
  },
  {
    holds: "role shares sum to one",
    contract: "national/IncentivePolicy",
    lines: "if (sum != BPS) revert SharesDoNotSum(sum);",
    without: "",
    tests: ["national/Parameters"],
  },
];
