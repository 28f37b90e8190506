import type { Plan } from "../../model/plan.ts";
import { WHOLE_BPS } from "../../model/units.ts";

/** The smallest council in which one member against the others does not decide. */
const MEMBERS_TO_DISSENT = 3;

/**
 * Whether the others decide, and make the quorum with all their votes, if one member opposes them.
 *
 * @param members how many vote.
 */
export function bearsDissent(plan: Plan, members: number): boolean {
  return members >= MEMBERS_TO_DISSENT && (members - 1) * votesEachOf(plan) >= quorumOf(plan, members);
}

/** What a member casts on each proposal: all that the allowance of a ballot pays for. */
export function votesEachOf({ protocol }: Plan): number {
  return Math.floor(Math.sqrt(protocol.quorum.voiceCredits));
}

function quorumOf(plan: Plan, members: number): number {
  const { proposalBps } = plan.protocol.quorum;
  return Math.ceil((proposalBps * members * votesEachOf(plan)) / WHOLE_BPS);
}
