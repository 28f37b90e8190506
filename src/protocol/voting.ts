import type { Cast } from "../model/cast.ts";
import { CHOICE } from "../model/enums.ts";
import type { EventRecord, TransactionRecord } from "../model/record.ts";
import type { Ballot, Handshake } from "../model/votes.ts";
import { personAt } from "../records/casting.ts";
import { commitmentOf, rehearsalSalt } from "../records/commitment.ts";
import { eventOf, listArg, uintArg } from "../records/events.ts";
import { ACTIVE_TIME, untilActive } from "./active-time.ts";
import type { MissionLane, Step } from "./driver.ts";

/** @param seat place in the draw, from 0. */
export type BallotOf = (seat: number) => Ballot;

/** The two bodies that vote by commit and reveal. */
interface Body {
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

export const COMMITTEE: Body = {
  name: "committee",
  contract: "ValidationModule",
  draw: "drawCommittee",
  drawn: "CommitteeDrawn",
  unavailable: null,
  members: "members",
  commit: "commitVote",
  reveal: "revealVote",
};

export const JURY: Body = {
  name: "jury",
  contract: "DisputeModule",
  draw: "drawJury",
  drawn: "JuryDrawn",
  unavailable: "JuryUnavailable",
  members: "jurors",
  commit: "commitJuryVote",
  reveal: "revealJuryVote",
};

/** What each commits to; 0 is no vote. */
export const CHOICES = { ...CHOICE, "never-reveal": CHOICE.approve, absent: 0 } as const;

/**
 * Draws a body once its seed block has passed, and has it commit and reveal. Ends when the vote can be counted.
 *
 * @param transactions receives the transactions in order.
 * @param handshakes receives every member's vote, the absent ones' too.
 * @returns the event of the draw, or the one that says why there was none.
 */
export async function collectVotes(
  lane: MissionLane,
  body: Body,
  vote: { readonly cast: Cast; readonly jobId: bigint; readonly ballotOf: BallotOf },
  transactions: TransactionRecord[],
  handshakes: Handshake[],
): Promise<EventRecord> {
  await lane.until(lane.now() + 1n);
  const [draw] = await lane.send([
    { from: vote.cast.operator, contract: body.contract, function: body.draw, args: [vote.jobId] },
  ]);
  if (draw) transactions.push(draw);
  const unavailable = draw?.events.find(({ name }) => name === body.unavailable);
  if (unavailable) return unavailable;
  const drawn = eventOf(draw, body.drawn);
  const votes = votesOf(body, drawn, vote);
  handshakes.push(...votes);
  const revealing = votes.filter(({ choice, ballot }) => choice !== 0 && ballot !== "never-reveal");
  const commits = await lane.send(commitSteps(body, vote, votes), "next", ACTIVE_TIME);
  await untilActive(lane, uintArg(drawn.args, "commitEnd"));
  const reveals = await lane.send(revealSteps(body, vote, revealing));
  if (revealing.length < votes.length) await untilActive(lane, uintArg(drawn.args, "revealEnd"));
  transactions.push(...commits, ...reveals);
  return drawn;
}

function votesOf(
  body: Body,
  drawn: EventRecord,
  { cast, jobId, ballotOf }: { cast: Cast; jobId: bigint; ballotOf: BallotOf },
): Handshake[] {
  const committee = body.name === "committee";
  const round = committee ? uintArg(drawn.args, "round") : null;
  const weights = committee ? listArg(drawn.args, "weightsWei") : [];
  return listArg(drawn.args, body.members).map((voter, seat) => {
    const ballot = ballotOf(seat);
    const binding = { module: drawn.address, jobId, round, voter };
    const choice = CHOICES[ballot];
    const salt = rehearsalSalt(binding);
    return {
      body: body.name,
      module: drawn.address,
      jobId: jobId.toString(),
      round: round?.toString() ?? null,
      voter,
      handle: personAt(cast, voter).handle,
      weight: weights[seat] ?? "1",
      ballot,
      choice,
      salt,
      commitment: commitmentOf({ ...binding, chainId: cast.chainId, choice, salt }),
    };
  });
}

function commitSteps(body: Body, vote: { cast: Cast; jobId: bigint }, votes: readonly Handshake[]): Step[] {
  return votes
    .filter(({ ballot }) => ballot !== "absent")
    .map(({ voter, commitment }) => ({
      from: personAt(vote.cast, voter).account,
      contract: body.contract,
      function: body.commit,
      args: [vote.jobId, commitment],
    }));
}

function revealSteps(body: Body, vote: { cast: Cast; jobId: bigint }, votes: readonly Handshake[]): Step[] {
  return votes.map(({ voter, choice, salt }) => ({
    from: personAt(vote.cast, voter).account,
    contract: body.contract,
    function: body.reveal,
    args: [vote.jobId, choice, salt],
  }));
}
