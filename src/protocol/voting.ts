import type { Cast } from "../model/cast.ts";
import type { Hex } from "../model/hex.ts";
import type { ArgumentRecord, EventRecord, Read } from "../model/record.ts";
import type { Handshake } from "../model/votes.ts";
import { personAt } from "../records/casting.ts";
import { eventOf, uintArg } from "../records/events.ts";
import { type BallotOf, type VotingBody, votesOf } from "../records/vote.ts";
import { ACTIVE_TIME, untilActive } from "./active-time.ts";
import type { MissionLane, Step } from "./driver.ts";

/** What the draw of a body begins with, to be foreseen by the transaction that opens its vote. */
export function pendingVote(body: VotingBody, jobId: bigint): Read {
  return { contract: body.contract, function: body.view, args: [jobId] };
}

/**
 * Draws a body once its seed block is there, and has it commit and reveal. Ends when the vote can be counted.
 *
 * @returns everybody's vote, none where nobody could be drawn; the address of the contract that counts; and what the draw
 * told.
 */
export async function collectVotes(
  lane: MissionLane,
  body: VotingBody,
  vote: {
    readonly cast: Cast;
    readonly jobId: bigint;
    readonly ballotOf: BallotOf;
    /** What the draw may use, if not what every step may. */
    readonly drawGas?: bigint;
  },
): Promise<Collected> {
  const header = await seedHeader(lane, body, vote.jobId);
  const call = { contract: body.contract, function: body.draw, args: [vote.jobId, header] };
  const gas = vote.drawGas === undefined ? {} : { gasLimit: vote.drawGas };
  const [draw] = await lane.send([{ from: vote.cast.operator, ...call, ...gas }]);
  const unavailable = draw?.events.find(({ name }) => body.unavailable.includes(name));
  if (unavailable) return { module: unavailable.address, votes: [], windows: {} };
  const drawn = eventOf(draw, body.drawn);
  const votes = votesOf(body, draw?.events ?? [], vote.cast, vote.ballotOf);
  const revealing = votes.filter(({ choice, ballot }) => choice !== 0 && ballot !== "never-reveal");
  await lane.send(commitSteps(body, vote, votes), "next", ACTIVE_TIME);
  const windows = windowsIn(drawn);
  await untilActive(lane, uintArg(windows, "commitEnd"));
  await lane.send(revealSteps(body, vote, revealing));
  if (revealing.length < votes.length) await untilActive(lane, uintArg(windows, "revealEnd"));
  return { module: drawn.address, votes, windows };
}

export interface Collected {
  readonly module: string;
  readonly votes: readonly Handshake[];
  /** When each of the body's windows ends, active time. */
  readonly windows: ArgumentRecord;
}

/** A committee's windows are the event's own, a jury's a struct of it. */
function windowsIn({ args }: EventRecord): ArgumentRecord {
  const { windows } = args;
  return typeof windows === "object" && !Array.isArray(windows) ? (windows as ArgumentRecord) : args;
}

async function seedHeader(lane: MissionLane, body: VotingBody, jobId: bigint): Promise<Hex> {
  const [pending] = await lane.read([pendingVote(body, jobId)]);
  const { seedBlock } = pending?.[0] as { readonly seedBlock: bigint };
  return lane.headerOf(Number(seedBlock));
}

function commitSteps(
  body: VotingBody,
  vote: { cast: Cast; jobId: bigint },
  votes: readonly Handshake[],
): Step[] {
  return votes
    .filter(({ ballot }) => ballot !== "absent")
    .map(({ voter, commitment }) => ({
      from: personAt(vote.cast, voter).account,
      contract: body.contract,
      function: body.commit,
      args: [vote.jobId, commitment],
    }));
}

function revealSteps(
  body: VotingBody,
  vote: { cast: Cast; jobId: bigint },
  votes: readonly Handshake[],
): Step[] {
  return votes.map(({ voter, choice, salt }) => ({
    from: personAt(vote.cast, voter).account,
    contract: body.contract,
    function: body.reveal,
    args: [vote.jobId, choice, salt],
  }));
}
