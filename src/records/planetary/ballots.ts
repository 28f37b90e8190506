import type { Motion } from "../../model/decision.ts";
import type { Plan } from "../../model/plan.ts";
import { WHOLE_BPS } from "../../model/units.ts";

/** The smallest council in which one member against the others does not decide. */
const MEMBERS_TO_DISSENT = 3;

/**
 * The motions that are decided together: as many at a time as the voice credits of one period can carry.
 *
 * @param members how many vote.
 */
export function sittingsOf(plan: Plan, members: number, motions: readonly Motion[]): readonly Motion[][] {
  const size = motionsPerPeriod(plan, members);
  return Array.from({ length: Math.ceil(motions.length / size) }, (_, index) =>
    motions.slice(index * size, (index + 1) * size),
  );
}

/** The most motions on which the equal shares of its credits of all who agree still make the quorum together. */
export function motionsPerPeriod(plan: Plan, members: number): number {
  const agreeing = bearsDissent(plan, members) ? members - 1 : members;
  const votesNeeded = Math.max(1, Math.ceil(quorumOf(plan, members) / agreeing));
  return Math.max(1, Math.floor(plan.protocol.quorum.voiceCredits / votesNeeded ** 2));
}

/** Whether the others decide, and make the quorum with all their credits, if one member opposes them. */
export function bearsDissent(plan: Plan, members: number): boolean {
  const mostVotes = (members - 1) * isqrt(plan.protocol.quorum.voiceCredits);
  return members >= MEMBERS_TO_DISSENT && mostVotes >= quorumOf(plan, members);
}

/** Equal shares of a member's credits for all motions that are decided together. */
export function votesEachOf({ protocol }: Plan, motions: number): number {
  return isqrt(Math.floor(protocol.quorum.voiceCredits / Math.max(1, motions)));
}

function quorumOf({ protocol }: Plan, members: number): number {
  const { voiceCredits, proposalBps } = protocol.quorum;
  return Math.ceil((proposalBps * members * isqrt(voiceCredits)) / WHOLE_BPS);
}

function isqrt(value: number): number {
  return Math.floor(Math.sqrt(value));
}
