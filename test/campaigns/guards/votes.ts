import type { Guard } from "./guard.ts";

/** How a committee votes, and what it risks. */
export const VOTES: readonly Guard[] = [
  {
    holds: "each seat is one vote",
    contract: "national/ValidationModule",
    lines: "if (choice == Votes.APPROVE) round.approvedSeats += ballot.seats;",
    without: "if (choice == Votes.APPROVE) round.approvedSeats += 1;",
    tests: ["national/Judging"],
  },
  {
    holds: "only members vote",
    contract: "national/ValidationModule",
    lines: "if (ballot.seats == 0) revert NotMember(jobId, round.number, msg.sender);",
    without: "",
    tests: ["national/ValidationModule"],
  },
  {
    holds: "a reveal matches its commit",
    contract: "national/ValidationModule",
    lines: "if (revealed != ballot.commitment) revert CommitmentMismatch(ballot.commitment, revealed);",
    without: "",
    tests: ["national/Guarantees"],
  },
  {
    holds: "a commitment binds its validator",
    contract: "national/ValidationModule",
    lines: "jobId, round, validator, choice, salt)\n        );",
    without: "jobId, round, choice, salt)\n        );",
    tests: ["national/Guarantees"],
  },
  {
    holds: "who is suspended does not vote",
    contract: "national/ValidationModule",
    lines: "if (ballot.empty || _identities.isSuspended(msg.sender)) revert MemberSuspended(",
    without: "if (ballot.empty) revert MemberSuspended(",
    tests: ["national/Suspensions"],
  },
  {
    holds: "silence is slashed",
    contract: "national/ValidationModule",
    lines: "uint256 bps = revealed ? 0 : _silenceBps(round, members[i], agreed);",
    without: "uint256 bps = 0;",
    tests: ["national/Guarantees"],
  },
  {
    holds: "who was kept from voting is not slashed for its silence",
    contract: "national/ValidationModule",
    lines:
      "return Bench.wasSuspended(_identities, member, start, round.revealEnd) ? 0 : agreed.nonRevealSlashBps;",
    without: "return agreed.nonRevealSlashBps;",
    tests: ["national/Suspensions"],
  },
  {
    holds: "a suspension after the window excuses nobody",
    contract: "shared/Bench",
    lines: "return last.since < end && last.until > start;",
    without: "return last.until > start;",
    tests: ["national/Suspensions"],
  },
];
