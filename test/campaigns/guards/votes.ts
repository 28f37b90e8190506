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
    lines: "uint256 bps = revealed ? 0 : _silenceBps(round, members[i], ballot.commitment != 0, agreed);",
    without: "uint256 bps = 0;",
    tests: ["national/Guarantees"],
  },
  {
    holds: "who was kept from voting is not slashed for its silence",
    contract: "national/ValidationModule",
    lines: "return excused ? 0 : agreed.nonRevealSlashBps;",
    without: "return agreed.nonRevealSlashBps;",
    tests: ["national/Suspensions"],
  },
  {
    holds: "a suspension after the window excuses nobody",
    contract: "shared/Bench",
    lines: "return last.since < end && last.until > from ? last.until : 0;",
    without: "return last.until > from ? last.until : 0;",
    tests: ["national/Suspensions"],
  },
  {
    holds: "a suspension excuses no step but the one that it kept from",
    contract: "shared/Bench",
    lines: "(uint48 from, uint48 end) = committed ? (commitEnd, revealEnd) : (start, commitEnd);",
    without: "(uint48 from, uint48 end) = (start, revealEnd);",
    tests: ["national/Suspensions"],
  },
  {
    holds: "silent seats count against an approval",
    contract: "national/ValidationModule",
    lines: "uint256 neededBps = seats * agreed.approvalBps;",
    without: "uint256 neededBps = revealed * agreed.approvalBps;",
    tests: ["national/ValidationModule"],
  },
  {
    holds: "silent seats count against a rejection",
    contract: "national/ValidationModule",
    lines: "uint256 approvable = approved + seats - revealed;",
    without: "uint256 approvable = approved;",
    tests: ["national/Suspensions"],
  },
  {
    holds: "fewer seats than its quorum decide nothing in a committee",
    contract: "national/ValidationModule",
    lines: "if (revealed < agreed.quorum) return Outcome.Inconclusive;",
    without: "",
    tests: ["national/ValidationModule"],
  },
];
