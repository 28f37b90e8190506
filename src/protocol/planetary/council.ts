import { AbiCoder } from "ethers/abi";
import { id } from "ethers/hash";
import type { Account, Cast } from "../../model/cast.ts";
import type { Aftermath, Decision, Motion, Preflight } from "../../model/decision.ts";
import { numberOf, PROPOSAL_STATES, ROLE, VOTE_TYPES, wordOf } from "../../model/enums.ts";
import type { Plan } from "../../model/plan.ts";
import type { ArgumentRecord, Read, TransactionRecord } from "../../model/record.ts";
import { DAY_SECONDS, WHOLE_BPS } from "../../model/units.ts";
import { holdersOf } from "../../records/casting.ts";
import { argumentsOf } from "../../records/decode.ts";
import { eventOf, uintArg } from "../../records/events.ts";
import type { Driver, Step } from "../driver.ts";
import { compareWithExecution } from "./aftermath.ts";
import { preflight } from "./preflight.ts";

/** The smallest council in which one member against the others does not decide. */
const MEMBERS_TO_DISSENT = 3;

/**
 * Takes motions through the governor: proposed together, voted on quadratically by the whole council with one member
 * dissenting, those that pass simulated, queued and executed through the timelock. As many at a time as the voice
 * credits of one period can carry.
 */
export async function decide(
  driver: Driver,
  cast: Cast,
  plan: Plan,
  motions: readonly Motion[],
): Promise<Decision[]> {
  const decisions: Decision[] = [];
  const members = holdersOf(cast.people, ROLE.council).map(({ account }) => account);
  const size = motionsPerPeriod(plan, members.length);
  for (let from = 0; from < motions.length; from += size) {
    const sitting = { driver, cast, plan, members, motions: motions.slice(from, from + size) };
    decisions.push(...(await decideTogether(sitting, from > 0)));
  }
  return decisions;
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

function quorumOf({ protocol }: Plan, members: number): number {
  const { voiceCredits, proposalBps } = protocol.quorum;
  return Math.ceil((proposalBps * members * isqrt(voiceCredits)) / WHOLE_BPS);
}

function isqrt(value: number): number {
  return Math.floor(Math.sqrt(value));
}

/** The motions of one credit period and those who decide them. */
interface Sitting {
  readonly driver: Driver;
  readonly cast: Cast;
  readonly plan: Plan;
  readonly members: readonly Account[];
  readonly motions: readonly Motion[];
}

/** A proposal under way. */
interface Ballot {
  readonly motion: Motion;
  readonly proposalId: bigint;
  readonly transactions: TransactionRecord[];
}

/** How what passed was tried out and executed. */
interface Execution {
  readonly preflight: Preflight;
  readonly renewal: Preflight;
  readonly aftermath: Aftermath;
}

async function decideTogether(sitting: Sitting, inNextPeriod: boolean): Promise<Decision[]> {
  const { driver, motions } = sitting;
  const before = await readSubjects(driver, motions);
  const start = await startOf(sitting, inNextPeriod);
  const ballots = await proposeAll(sitting, start);
  await cancelSome(sitting, ballots);
  const open = ballots.filter(({ motion }) => motion.course !== "is cancelled");
  await voteOnAll(sitting, open, start);
  const passing = open.filter(({ motion }) => motion.course === "passes");
  const executions = await executeAll(sitting, passing);
  const tallies = await readTallies(
    driver,
    ballots.map(({ proposalId }) => proposalId),
  );
  const after = await readSubjects(driver, motions);
  return ballots.map((ballot, index) =>
    decisionOf(ballot, {
      tally: tallies[index] as Tally,
      votesEach: votesEachOf(sitting),
      execution: executions[passing.indexOf(ballot)],
      before: before[index] as ArgumentRecord,
      after: after[index] as ArgumentRecord,
    }),
  );
}

async function startOf({ driver, plan }: Sitting, inNextPeriod: boolean): Promise<bigint> {
  const { votingDelaySeconds } = plan.protocol.windows;
  return inNextPeriod ? nextPeriodStart(driver, votingDelaySeconds) : driver.now() + 1n;
}

async function proposeAll(sitting: Sitting, at: bigint): Promise<Ballot[]> {
  const { driver, motions } = sitting;
  const records = await driver.mine({
    at,
    steps: motions.map((motion) => propose(driver, proposerOf(sitting), motion)),
  });
  return motions.map((motion, index) => ({
    motion,
    proposalId: uintArg(eventOf(records[index], "ProposalCreated").args, "proposalId"),
    transactions: [records[index] as TransactionRecord],
  }));
}

async function cancelSome({ driver, cast }: Sitting, ballots: readonly Ballot[]): Promise<void> {
  const cancelled = ballots.filter(({ motion }) => motion.course === "is cancelled");
  await collect(driver, cancelled, ({ motion }) => [
    governor(cast.guardian, "cancel", ...proposalOf(driver, motion)),
  ]);
}

/** Waits for the vote, takes it, and lets a day pass beyond its end, by which a late swing may have prolonged it. */
async function voteOnAll(sitting: Sitting, open: readonly Ballot[], start: bigint): Promise<void> {
  const { driver, plan, members, motions } = sitting;
  const { votingDelaySeconds, votingPeriodSeconds } = plan.protocol.windows;
  const votingAt = start + BigInt(votingDelaySeconds) + 1n;
  const stepsOf = ({ motion, proposalId }: Ballot) => {
    const dissenter = dissenterOf(plan, members, motions.indexOf(motion));
    return votes(members, proposalId, motion, votesEachOf(sitting), dissenter);
  };
  await collect(driver, open, stepsOf, votingAt);
  await driver.mine({ at: votingAt + BigInt(votingPeriodSeconds + DAY_SECONDS), steps: [] });
}

/** Takes what has passed through the timelock, tried out before it is queued and again once the delay is over. */
async function executeAll(sitting: Sitting, passing: readonly Ballot[]): Promise<Execution[]> {
  const { driver, plan } = sitting;
  const calls = passing.map(({ motion }) => motion.call);
  const preflights = await preflight(driver, calls);
  await callForAll(sitting, passing, "queue");
  const readyAt = driver.now() + BigInt(plan.governance.quadraticVoting.executionDelaySeconds);
  await driver.mine({ at: readyAt > driver.now() ? readyAt : driver.now() + 1n, steps: [] });
  const renewals = await preflight(driver, calls);
  await callForAll(sitting, passing, "execute");
  const executed = passing.map(({ transactions }) => transactions.at(-1) as TransactionRecord);
  const aftermaths = await compareWithExecution(driver, renewals, executed);
  return passing.map((_, index) => ({
    preflight: preflights[index] as Preflight,
    renewal: renewals[index] as Preflight,
    aftermath: aftermaths[index] as Aftermath,
  }));
}

/** The sponsor of each takes it one step further. */
async function callForAll(
  sitting: Sitting,
  ballots: readonly Ballot[],
  name: "queue" | "execute",
): Promise<void> {
  const { driver, cast } = sitting;
  await collect(driver, ballots, ({ motion }) => {
    const sponsor = motion.sponsor === "owner" ? cast.owner : proposerOf(sitting);
    return [governor(sponsor, name, ...proposalOf(driver, motion))];
  });
}

interface Course {
  readonly tally: Tally;
  readonly votesEach: number;
  /** Of what passed only. */
  readonly execution: Execution | undefined;
  readonly before: ArgumentRecord;
  readonly after: ArgumentRecord;
}

function decisionOf({ motion, proposalId, transactions }: Ballot, course: Course): Decision {
  const { title, changes } = motion;
  const { execution } = course;
  return {
    title,
    proposalId: proposalId.toString(),
    course: motion.course,
    ...course.tally,
    votesEach: motion.course === "is cancelled" ? "0" : String(course.votesEach),
    preflight: execution?.preflight ?? null,
    renewal: execution?.renewal ?? null,
    aftermath: execution?.aftermath ?? null,
    readBack: {
      contract: changes.contract,
      function: changes.function,
      before: course.before,
      after: course.after,
    },
    transactions,
  };
}

function proposerOf({ members }: Sitting): Account {
  return members[0] as Account;
}

/** Equal shares of a member's credits for all motions of the period. */
function votesEachOf({ plan, motions }: Sitting): number {
  return isqrt(Math.floor(plan.protocol.quorum.voiceCredits / Math.max(1, motions.length)));
}

async function readSubjects(driver: Driver, motions: readonly Motion[]): Promise<ArgumentRecord[]> {
  const answers = await driver.read(motions.map(({ changes }) => changes));
  return answers.map((answer, index) => {
    const { contract, function: view } = (motions[index] as Motion).changes;
    const outputs = driver.book.get(contract).type.abi.getFunction(view)?.outputs ?? [];
    return argumentsOf(outputs, answer);
  });
}

type Tally = Pick<Decision, "votes" | "quorum" | "state">;

async function readTallies(driver: Driver, proposalIds: readonly bigint[]): Promise<Tally[]> {
  const of = (name: string) => proposalIds.map((proposalId) => view(name, proposalId));
  const snapshots = await driver.read(of("proposalSnapshot"));
  const quorums = await driver.read(snapshots.map((snapshot) => view("quorum", snapshot[0])));
  const states = await driver.read(of("state"));
  return (await driver.read(of("proposalVotes"))).map((count, index) => ({
    votes: { against: String(count[0]), for: String(count[1]), abstain: String(count[2]) },
    quorum: String(quorums[index]?.[0]),
    state: wordOf(PROPOSAL_STATES, states[index]?.[0]) ?? "unknown",
  }));
}

function view(name: string, ...args: unknown[]): Read {
  return { contract: "QuadraticGovernor", function: name, args };
}

async function nextPeriodStart(driver: Driver, votingDelaySeconds: number): Promise<bigint> {
  const [length] = await driver.read([{ contract: "QuadraticGovernor", function: "creditPeriod", args: [] }]);
  const period = length?.[0] as bigint;
  const snapshot = driver.now() + 1n + BigInt(votingDelaySeconds);
  return (snapshot / period + 1n) * period - BigInt(votingDelaySeconds);
}

/** Sends every ballot's steps as one group and hands the records back to the ballots. */
async function collect(
  driver: Driver,
  ballots: readonly Ballot[],
  stepsOf: (ballot: Ballot) => Step[],
  at = driver.now() + 1n,
): Promise<void> {
  if (ballots.length === 0) return;
  const groups = ballots.map(stepsOf);
  const records = await driver.mine({ at, steps: groups.flat() });
  let next = 0;
  for (const [index, ballot] of ballots.entries()) {
    const size = groups[index]?.length ?? 0;
    ballot.transactions.push(...records.slice(next, next + size));
    next += size;
  }
}

function propose(driver: Driver, from: Account, motion: Motion): Step {
  const [targets, values, calldatas] = proposalOf(driver, motion);
  return governor(from, "propose", targets, values, calldatas, motion.title);
}

/** Targets, values, calldatas and description hash: how the governor names a proposal. */
function proposalOf({ book }: Driver, { call, title }: Motion): [string[], bigint[], string[], string] {
  const { address, type } = book.get(call.contract);
  return [[address], [0n], [type.abi.encodeFunctionData(call.function, call.args)], id(title)];
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
