import { BPS, WHOLE_BPS } from "../../model/units.ts";
import type { Handshake } from "../../protocol/voting.ts";
import { receipt } from "../receipt.ts";

/** How validators agreed, counted over committees; weights in wei, parts in basis points, rounded down. */
export interface Consensus {
  readonly committees: number;
  readonly votes: number;
  readonly approvals: number;
  readonly silent: number;
  readonly approvedWeight: string;
  readonly totalWeight: string;
  /** Approved weight over total weight. */
  readonly approvalBps: number;
  /** Votes that were never revealed over all votes. */
  readonly silentBps: number;
}

export interface ConsensusComparison {
  /** The nation's drills included. */
  readonly national: Consensus;
  readonly planetary: Consensus;
  /** Planetary less national, basis points. */
  readonly delta: { readonly approvalBps: number; readonly silentBps: number };
}

type Vote = Pick<Handshake, "body" | "ballot" | "weight" | "jobId" | "round">;

/** Counts the votes of committees. */
function consensusOf(handshakes: readonly Vote[]): Consensus {
  const votes = handshakes.filter(({ body }) => body === "committee");
  const approvals = votes.filter(({ ballot }) => ballot === "approve");
  const silent = votes.filter(({ ballot }) => ballot === "absent" || ballot === "never-reveal").length;
  const sum = (some: readonly Vote[]) => some.reduce((total, { weight }) => total + BigInt(weight), 0n);
  const [approvedWei, totalWei] = [sum(approvals), sum(votes)];
  return {
    committees: new Set(votes.map(({ jobId, round }) => `${jobId}/${round}`)).size,
    votes: votes.length,
    approvals: approvals.length,
    silent,
    approvedWeight: approvedWei.toString(),
    totalWeight: totalWei.toString(),
    approvalBps: totalWei === 0n ? 0 : Number((approvedWei * BPS) / totalWei),
    silentBps: votes.length === 0 ? 0 : Math.floor((silent * WHOLE_BPS) / votes.length),
  };
}

/** Both layers' consensus and how they differ. */
export function compareConsensus(national: readonly Vote[], planetary: readonly Vote[]): ConsensusComparison {
  const [ofNation, ofPlanet] = [consensusOf(national), consensusOf(planetary)];
  const delta = {
    approvalBps: ofPlanet.approvalBps - ofNation.approvalBps,
    silentBps: ofPlanet.silentBps - ofNation.silentBps,
  };
  return { national: ofNation, planetary: ofPlanet, delta };
}

/** What the council anchors of it. */
export function consensusReceipt(national: readonly Vote[], planetary: readonly Vote[]): string {
  return receipt("consensus", compareConsensus(national, planetary));
}
