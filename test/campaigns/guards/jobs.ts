import type { Guard } from "./guard.ts";

/** A job's life, its stakes and its money. */
export const JOBS: readonly Guard[] = [
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
    holds: "an employer does not take its own job",
    contract: "national/JobRegistry",
    lines: "if (msg.sender == job.employer) revert EmployerCannotApply(jobId, msg.sender);",
    without: "",
    tests: ["national/JobRegistry"],
  },
  {
    holds: "a job waits for what it depends on",
    contract: "national/JobRegistry",
    lines: "_requireDependencies(jobId);",
    without: "",
    tests: ["national/JobRegistry"],
  },
  {
    holds: "who won by an outcome does not spend the dispute",
    contract: "national/JobRegistry",
    lines: "if (!_isAggrieved(jobId, job, msg.sender)) revert NotAggrieved(jobId, msg.sender);",
    without: "",
    tests: ["national/JobRegistry"],
  },
  {
    holds: "disputes end with the challenge window",
    contract: "national/JobRegistry",
    lines:
      "if (nowActive >= job.challengeEnd) revert ChallengeWindowClosed(jobId, job.challengeEnd, nowActive);",
    without: "",
    tests: ["national/JobRegistry"],
  },
  {
    holds: "an outcome waits for the challenge window",
    contract: "national/JobRegistry",
    lines:
      "if (nowActive < job.challengeEnd) revert ChallengeWindowOpen(jobId, job.challengeEnd, nowActive);",
    without: "",
    tests: ["national/JobRegistry"],
  },
  {
    holds: "the hard deadline is hard",
    contract: "national/JobRegistry",
    lines:
      "if (nowActive >= hardDeadline) revert DeadlinePassed(jobId, hardDeadline, nowActive);\n        job.status = Status.Submitted;",
    without: "job.status = Status.Submitted;",
    tests: ["national/JobRegistry"],
  },
  {
    holds: "a job does not expire before its time",
    contract: "national/JobRegistry",
    lines: "if (nowActive < expiresAt) revert NotExpired(jobId, expiresAt, nowActive);",
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
    holds: "a seat locks no more than its job pays",
    contract: "shared/SeatMath",
    lines: "return uint96(Math.min(terms.seatLockWei, worthWei));",
    without: "return worthWei == 0 ? 0 : terms.seatLockWei;",
    tests: ["national/Guarantees"],
  },
  {
    holds: "validators earn the same for a rejection",
    contract: "shared/Settlement",
    lines: "pool = c.validatorsSlashedWei.part(c.split.validatorsBps);",
    without: "pool = othersWei.part(c.split.validatorsBps);",
    tests: ["national/Guarantees"],
  },
  {
    holds: "locked stake does not leave",
    contract: "national/StakeManager",
    lines: "if (amountWei > free) revert InsufficientFreeStake(msg.sender, role, free, amountWei);",
    without: "",
    tests: ["national/StakeManager", "national/Guarantees"],
  },
  {
    holds: "stake that is unbonding is recalled for a lock",
    contract: "national/StakeManager",
    lines: "if (free < amountWei) _recall(jobId, account, role, amountWei - free);",
    without: "",
    tests: ["national/StakeManager"],
  },
  {
    holds: "stake leaves after the unbonding time",
    contract: "national/StakeManager",
    lines:
      "if (nowActive < position.maturesAt) revert StillUnbonding(msg.sender, role, position.maturesAt, nowActive);",
    without: "",
    tests: ["national/StakeManager"],
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
