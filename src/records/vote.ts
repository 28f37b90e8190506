import type { Ballot as CountedVote } from "../economics/vote-count.ts";
import type { Cast } from "../model/cast.ts";
import { CHOICE } from "../model/enums.ts";
import type { EventRecord } from "../model/record.ts";
import type { Ballot, Handshake } from "../model/votes.ts";
import { personAt } from "./casting.ts";
import { commitmentOf, rehearsalSalt } from "./commitment.ts";
import { listArg, uintArg } from "./events.ts";

/** @param seat place in the draw, from 0. */
export type BallotOf = (seat: number) => Ballot;

/** A body that votes by commit and reveal, as its calls and events name things. */
export interface VotingBody {
  readonly name: Handshake["body"];
  readonly contract: string;
  readonly draw: string;
  readonly drawn: string;
  /** What the draw emits instead where too few can be drawn. */
  readonly unavailable: string | null;
  readonly members: string;
  readonly commit: string;
  readonly reveal: string;
}

export const COMMITTEE: VotingBody = {
  name: "committee",
  contract: "ValidationModule",
  draw: "drawCommittee",
  drawn: "CommitteeDrawn",
  unavailable: null,
  members: "members",
  commit: "commitVote",
  reveal: "revealVote",
};

export const JURY: VotingBody = {
  name: "jury",
  contract: "DisputeModule",
  draw: "drawJury",
  drawn: "JuryDrawn",
  unavailable: "JuryUnavailable",
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
 * @param drawn the event of the draw.
 * @param ballotOf what a member does with its vote, or did; seats count from 0.
 */
export function votesOf(
  body: VotingBody,
  { address: module, args }: EventRecord,
  cast: Cast,
  ballotOf: (seat: number, voter: string) => Ballot,
): Handshake[] {
  const jobId = uintArg(args, "jobId");
  const isCommittee = body.name === "committee";
  const round = isCommittee ? uintArg(args, "round") : null;
  const weights = isCommittee ? listArg(args, "weightsWei") : [];
  return listArg(args, body.members).map((voter, seat) => {
    const ballot = ballotOf(seat, voter);
    const choice = CHOICES[ballot];
    const salt = rehearsalSalt({ module, jobId, round, voter });
    return {
      body: body.name,
      module,
      jobId: jobId.toString(),
      round: round?.toString() ?? null,
      voter,
      handle: personAt(cast, voter).handle,
      weight: weights[seat] ?? "1",
      ballot,
      choice,
      salt,
      commitment: commitmentOf({ chainId: cast.chainId, module, jobId, round, voter, choice, salt }),
    };
  });
}

/** A vote as it is counted. */
export function countedVote({ voter, weight, ballot }: Handshake): CountedVote {
  const choice = ballot === "approve" || ballot === "reject" ? ballot : null;
  return { account: voter, weightWei: BigInt(weight), choice };
}
