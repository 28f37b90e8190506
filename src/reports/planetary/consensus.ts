import { seatsOf } from "../../economics/vote-count.ts";
import { WHOLE_BPS } from "../../model/units.ts";
import type { Consensus, ConsensusComparison } from "../../model/vote-measures.ts";
import type { Handshake } from "../../model/votes.ts";
import { receiptFile, type WrittenFile } from "../receipt.ts";

type Vote = Pick<Handshake, "body" | "ballot" | "seats" | "jobId" | "round">;

/** Counts the votes of committees, of which each seat has one. */
function consensusOf(handshakes: readonly Vote[]): Consensus {
  const members = handshakes.filter(({ body }) => body === "committee");
  const votes = seatsOf(members);
  const approvals = seatsOf(members.filter(({ ballot }) => ballot === "approve"));
  const silent = seatsOf(members.filter(({ ballot }) => ballot === "absent" || ballot === "never-reveal"));
  const ofVotes = (some: number) => (votes === 0 ? null : Math.floor((some * WHOLE_BPS) / votes));
  return {
    committees: new Set(members.map(({ jobId, round }) => `${jobId}/${round}`)).size,
    votes,
    approvals,
    silent,
    approvalBps: ofVotes(approvals),
    silentBps: ofVotes(silent),
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
