import { AbiCoder } from "ethers/abi";
import { id } from "ethers/hash";
import type { Account, Cast } from "../../model/cast.ts";
import type { Motion } from "../../model/decision.ts";
import { numberOf, ROLE, VOTE_TYPES } from "../../model/enums.ts";
import type { Plan } from "../../model/plan.ts";
import type { SittingReadings } from "../../model/planetary-readings.ts";
import type { TransactionRecord } from "../../model/record.ts";
import { DAY_SECONDS } from "../../model/units.ts";
import { readChanges } from "../../observe/council/executed-changes.ts";
import { preflight } from "../../observe/council/preflight.ts";
import { readSubjects } from "../../observe/council/subjects.ts";
import { readTallies } from "../../observe/council/tallies.ts";
import { holdersOf } from "../../records/casting.ts";
import { eventOf, uintArg } from "../../records/events.ts";
import { bearsDissent, votesEachOf } from "../../records/planetary/ballots.ts";
import type { Driver, Step } from "../driver.ts";
import { type Proposed, putMotions } from "./proposed.ts";

/**
 * Takes motions through the governor: proposed together, voted on quadratically by the whole council with one member
 * dissenting, those that pass simulated, queued and executed through the timelock.
 *
 * @returns what was read on the way.
 */
export async function decide(
  driver: Driver,
  cast: Cast,
  plan: Plan,
  motions: readonly Motion[],
): Promise<SittingReadings> {
  const members = holdersOf(cast.people, ROLE.council).map(({ account }) => account);
  const proposed = await putMotions(driver, members[0] as Account, motions);
  const sitting = { driver, cast, plan, members, motions, proposed };
  const before = await readSubjects(driver, motions);
  const start = driver.now() + 1n;
  const ballots = await proposeAll(sitting, start);
  await cancelSome(sitting, ballots);
  const open = ballots.filter(({ motion }) => motion.course !== "is cancelled");
  await voteOnAll(sitting, open, start);
  const passing = open.filter(({ motion }) => motion.course === "passes");
  const execution = await executeAll(sitting, passing);
  const tallies = await readTallies(
    driver,
    ballots.map(({ proposalId }) => proposalId),
  );
  return { before, tallies, after: await readSubjects(driver, motions), ...execution };
}

/** Motions and those who decide them. */
interface Sitting {
  readonly driver: Driver;
  readonly cast: Cast;
  readonly plan: Plan;
  readonly members: readonly Account[];
  readonly motions: readonly Motion[];
  readonly proposed: ReadonlyMap<Motion, Proposed>;
}

/** A proposal under way. */
interface Ballot {
  readonly motion: Motion;
  readonly proposalId: bigint;
}

/** How what passed was tried out and executed. */
type Execution = Pick<SittingReadings, "preflights" | "renewals" | "executed">;

async function proposeAll(sitting: Sitting, at: bigint): Promise<Ballot[]> {
  const { driver, motions } = sitting;
  const records = await driver.mine({
    at,
    steps: motions.map((motion) => propose(sitting, motion)),
  });
  return motions.map((motion, index) => ({
    motion,
    proposalId: uintArg(eventOf(records[index], "ProposalCreated").args, "proposalId"),
  }));
}

async function cancelSome(sitting: Sitting, ballots: readonly Ballot[]): Promise<void> {
  const { driver, cast } = sitting;
  const cancelled = ballots.filter(({ motion }) => motion.course === "is cancelled");
  await sendAll(driver, cancelled, ({ motion }) => [
    governor(cast.guardian, "cancel", ...proposalOf(sitting, motion)),
  ]);
}

/** Waits for the vote, takes it, and lets a day pass beyond its end, by which a late swing may have prolonged it. */
async function voteOnAll(sitting: Sitting, open: readonly Ballot[], start: bigint): Promise<void> {
  const { driver, plan, members, motions } = sitting;
  const { votingDelaySeconds, votingPeriodSeconds } = plan.protocol.windows;
  const votingAt = start + BigInt(votingDelaySeconds) + 1n;
  const stepsOf = ({ motion, proposalId }: Ballot) => {
    const dissenter = dissenterOf(plan, members, motions.indexOf(motion));
    return votes(members, proposalId, motion, votesEachOf(plan), dissenter);
  };
  await sendAll(driver, open, stepsOf, votingAt);
  await driver.mine({ at: votingAt + BigInt(votingPeriodSeconds + DAY_SECONDS), steps: [] });
}

/** Takes what has passed through the timelock, tried out before it is queued and again once the delay is over. */
async function executeAll(sitting: Sitting, passing: readonly Ballot[]): Promise<Execution> {
  const { driver, plan } = sitting;
  const calls = passing.map(({ motion }) => motion.call);
  const preflights = await preflight(driver, calls);
  await callForAll(sitting, passing, "queue");
  const readyAt = driver.now() + BigInt(plan.governance.quadraticVoting.executionDelaySeconds);
  await driver.mine({ at: readyAt > driver.now() ? readyAt : driver.now() + 1n, steps: [] });
  const renewals = await preflight(driver, calls);
  const executions = await callForAll(sitting, passing, "execute");
  return { preflights, renewals, executed: await readChanges(driver, executions) };
}

/** The sponsor of each takes it one step further. */
async function callForAll(
  sitting: Sitting,
  ballots: readonly Ballot[],
  name: "queue" | "execute",
): Promise<TransactionRecord[]> {
  const { driver, cast } = sitting;
  return sendAll(driver, ballots, ({ motion }) => {
    const sponsor = motion.sponsor === "owner" ? cast.owner : proposerOf(sitting);
    return [governor(sponsor, name, ...proposalOf(sitting, motion))];
  });
}

function proposerOf({ members }: Sitting): Account {
  return members[0] as Account;
}

/** Sends every ballot's steps as one group. */
async function sendAll(
  driver: Driver,
  ballots: readonly Ballot[],
  stepsOf: (ballot: Ballot) => Step[],
  at = driver.now() + 1n,
): Promise<TransactionRecord[]> {
  return ballots.length === 0 ? [] : driver.mine({ at, steps: ballots.flatMap(stepsOf) });
}

function propose(sitting: Sitting, motion: Motion): Step {
  const { targets, values, calldatas, description } = sitting.proposed.get(motion) as Proposed;
  return governor(proposerOf(sitting), "propose", targets, values, calldatas, description);
}

/** Targets, values, calldatas and description hash: how the governor names a proposal. */
function proposalOf({ proposed }: Sitting, motion: Motion) {
  const { targets, values, calldatas, description } = proposed.get(motion) as Proposed;
  return [targets, values, calldatas, id(description)] as const;
}

/** Members take turns in opposing the course that the others take, where these can do without the one. */
function dissenterOf(plan: Plan, members: readonly Account[], turn: number): Account | undefined {
  return bearsDissent(plan, members.length) ? members[turn % members.length] : undefined;
}

function votes(
  members: readonly Account[],
  proposalId: bigint,
  { course }: Motion,
  votesEach: number,
  dissenter: Account | undefined,
): Step[] {
  const params = AbiCoder.defaultAbiCoder().encode(["uint256"], [votesEach]);
  return members.map((member) => {
    const inFavour = (course === "passes") !== (member === dissenter);
    const support = numberOf(VOTE_TYPES, inFavour ? "for" : "against");
    return governor(member, "castVoteWithReasonAndParams", proposalId, support, "", params);
  });
}

function governor(from: Account, name: string, ...args: unknown[]): Step {
  return { from, contract: "QuadraticGovernor", function: name, args };
}
