import type { Ballot as CountedVote } from "../economics/vote-count.ts";
import type { Cast } from "../model/cast.ts";
import { CHOICE } from "../model/enums.ts";
import type { JobHistory } from "../model/layer-run.ts";
import type { EventRecord } from "../model/record.ts";
import type { Ballot, Handshake } from "../model/votes.ts";
import { personAt } from "./casting.ts";
import { commitmentOf, rehearsalSalt } from "./commitment.ts";
import { listArg, textArg, uintArg } from "./events.ts";

/** @param member place in the draw, from 0. @param seats how many each member has. */
export type BallotOf = (member: number, seats: readonly number[]) => Ballot;

/** A body that votes by commit and reveal, as its calls and events name things. */
export interface VotingBody {
  readonly name: Handshake["body"];
  readonly contract: string;
  /** The view of a vote that is under way, whose `seedBlock` decides who is drawn. */
  readonly view: string;
  readonly draw: string;
  readonly drawn: string;
  /** What the draw emits for each member who may not sit: nobody votes with its seats. Every juror sits. */
  readonly empty?: string;
  /** What the contract calls the body's place in the course of a job. */
  readonly place: "round" | "hearing";
  /** What the draw emits instead where nobody is seated. */
  readonly unavailable: readonly string[];
  readonly members: string;
  readonly commit: string;
  readonly reveal: string;
}

export const COMMITTEE: VotingBody = {
  name: "committee",
  contract: "ValidationModule",
  view: "roundOf",
  draw: "drawCommittee",
  drawn: "CommitteeDrawn",
  empty: "SeatsLeftEmpty",
  place: "round",
  unavailable: ["CommitteeRefused", "SeedLost"],
  members: "members",
  commit: "commitVote",
  reveal: "revealVote",
};

export const JURY: VotingBody = {
  name: "jury",
  contract: "DisputeModule",
  view: "hearingOf",
  draw: "drawJury",
  drawn: "JuryDrawn",
  place: "hearing",
  unavailable: ["JuryUnavailable"],
  members: "jurors",
  commit: "commitJuryVote",
  reveal: "revealJuryVote",
};

/** What each ballot commits to; 0 is no vote. */
export const CHOICES: Readonly<Record<Ballot, number>> = {
  ...CHOICE,
  "never-reveal": CHOICE.approve,
  absent: 0,
};

/**
 * Every vote of those who were drawn, the absent ones' too, in the order of the draw.
 *
 * @param draw the events of the draw.
 * @param ballotOf what a member does with its vote, or did.
 */
export function votesOf(
  body: VotingBody,
  draw: readonly EventRecord[],
  cast: Cast,
  ballotOf: (member: number, seats: readonly number[], voter: string) => Ballot,
): Handshake[] {
  const drawn = draw.find(({ name }) => name === body.drawn);
  if (drawn === undefined) return [];
  const { address: module, args } = drawn;
  const jobId = uintArg(args, "jobId");
  const round = uintArg(args, body.place);
  const voters = listArg(args, body.members);
  const seats = listArg(args, "seats").map(Number);
  const unfunded = listArg(args, "unfundedSeats").map(Number);
  const absent = new Set(draw.flatMap((event) => (event.name === body.empty ? [event.args.account] : [])));
  return voters.map((voter, member) => {
    const ballot = absent.has(voter) ? "absent" : ballotOf(member, seats, voter);
    const choice = CHOICES[ballot];
    const salt = rehearsalSalt({ module, jobId, round, voter });
    const binding = { body: body.name, chainId: cast.chainId, module, jobId, round, voter, choice, salt };
    return {
      body: body.name,
      module,
      jobId: jobId.toString(),
      round: round.toString(),
      voter,
      handle: personAt(cast, voter).handle,
      seats: seats[member] ?? 1,
      unfundedSeats: unfunded[member] ?? 0,
      locked: lockedOf(voter, draw),
      ballot,
      choice,
      salt,
      commitment: commitmentOf(binding),
    };
  });
}

/** Whoever has nothing left locks nothing, which is no event. */
function lockedOf(voter: string, draw: readonly EventRecord[]): string {
  const lock = draw.find(({ name, args }) => name === "StakeLocked" && args.account === voter);
  return lock === undefined ? "0" : textArg(lock.args, "amountWei");
}

/** Whoever had a seat in a committee, in the order of the draws. */
export function membersOf({ handshakes }: Pick<JobHistory, "handshakes">): Handshake[] {
  return handshakes.filter(({ body }) => body === COMMITTEE.name);
}

/** A vote as it is counted. */
export function countedVote({ voter, seats, locked, ballot }: Handshake): CountedVote {
  const choice = ballot === "approve" || ballot === "reject" ? ballot : null;
  return { account: voter, seats, lockedWei: BigInt(locked), choice };
}
