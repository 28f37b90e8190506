import type { JobRun } from "../../protocol/mission.ts";

/** How validators agreed, counted over committees; weights in wei. */
export interface Consensus {
  readonly committees: number;
  readonly votes: number;
  readonly approvals: number;
  readonly silent: number;
  readonly approvedWeight: string;
  readonly totalWeight: string;
  /** Approved weight over total weight, basis points, rounded down. */
  readonly approvalBps: number;
}

/** Counts a mission's handshakes. */
export function consensusOf(runs: readonly Pick<JobRun, "history">[]): Consensus {
  const votes = runs.flatMap(({ history }) => history.handshakes).filter(({ body }) => body === "committee");
  const approvals = votes.filter(({ ballot }) => ballot === "approve");
  const sum = (some: typeof votes) => some.reduce((total, { weight }) => total + BigInt(weight), 0n);
  const [approvedWei, totalWei] = [sum(approvals), sum(votes)];
  return {
    committees: runs.length,
    votes: votes.length,
    approvals: approvals.length,
    silent: votes.filter(({ ballot }) => ballot === "absent" || ballot === "never-reveal").length,
    approvedWeight: approvedWei.toString(),
    totalWeight: totalWei.toString(),
    approvalBps: totalWei === 0n ? 0 : Number((approvedWei * 10_000n) / totalWei),
  };
}
