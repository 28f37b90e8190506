import { BPS, WHOLE_BPS } from "../../model/units.ts";
import type { Consensus, ConsensusComparison } from "../../model/vote-measures.ts";
import type { Handshake } from "../../model/votes.ts";
import { receiptFile, type WrittenFile } from "../receipt.ts";

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
    approvalBps: totalWei === 0n ? null : Number((approvedWei * BPS) / totalWei),
    silentBps: votes.length === 0 ? null : Math.floor((silent * WHOLE_BPS) / votes.length),
  };
}

/** Both layers' consensus and how they differ. */
export function compareConsensus(national: readonly Vote[], planetary: readonly Vote[]): ConsensusComparison {
  const [ofNation, ofPlanet] = [consensusOf(national), consensusOf(planetary)];
  const delta = {
    approvalBps: less(ofPlanet.approvalBps, ofNation.approvalBps),
    silentBps: less(ofPlanet.silentBps, ofNation.silentBps),
  };
  return { national: ofNation, planetary: ofPlanet, delta };
}

function less(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one - other;
}

/** What is anchored of it. */
export function consensusReceipt(national: readonly Vote[], planetary: readonly Vote[]): WrittenFile {
  return receiptFile("consensus", compareConsensus(national, planetary));
}
