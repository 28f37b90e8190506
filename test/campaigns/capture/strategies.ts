import type { Seated } from "../../../src/economics/committee.ts";
import { min } from "../../../src/economics/fixed-point.ts";
import type { CourseJob } from "../../../src/economics/job-course.ts";
import { jurySeats } from "../../../src/economics/jury.ts";
import { seatLockWei } from "../../../src/economics/seats.ts";
import { part, partUp, SHARE } from "../../../src/economics/shares.ts";
import { type Ballot, type Choice, seatsOf } from "../../../src/economics/vote-count.ts";
import { type Conduct, gainOf, type Lots, type Played, type Purses, playJob } from "./play.ts";
import { seatsToApprove } from "./probability.ts";
import {
  ACTORS,
  AGENT_STAKE_BPS,
  ALLIED_COUNCIL,
  HONEST_VALIDATORS,
  QUORUM,
  SHARES,
  TERMS,
} from "./stage.ts";

/** What a coalition does, as data; each stands in a file of `test/contracts/capture`. */
export interface Strategy {
  readonly name: string;
  /** Garbage is handed in by the coalition's agent, good work by somebody else's. */
  readonly work: "garbage" | "good";
  /** Whether the job is the coalition's employer's. */
  readonly employs: boolean;
  /** How the coalition's validators vote; null stays silent. */
  readonly vote: Choice | null;
  /** Whether its seats of a jury are silent, so that a jury without a majority of others comes to no verdict. */
  readonly isMute: boolean;
  /** Where seats are bought that a majority lacks. */
  readonly buys: "nothing" | "the committee" | "every body";
  /** What the coalition posts jobs of its own for: to take up stake, or to be in the way. */
  readonly floods: "nothing" | "stake" | "dust";
  readonly identities: number;
  /** Whether nobody else draws, and the seed is lost where its committee does not suit. */
  readonly drawsIfItSuits: boolean;
}

/** What the others do, and what the coalition does about it. */
export const POSTURES = ["undisputed", "disputed", "contested"] as const;
/** Nobody disputes; who is wronged disputes and appeals wherever it lost; so does the coalition. */
export type Posture = (typeof POSTURES)[number];

const CAPTURE = {
  work: "garbage",
  employs: false,
  vote: "approve",
  isMute: false,
  buys: "nothing",
  floods: "nothing",
  identities: 1,
  drawsIfItSuits: false,
} as const;

export const STRATEGIES: readonly Strategy[] = [
  { ...CAPTURE, name: "Vote" },
  { ...CAPTURE, name: "Veto", work: "good", employs: true, vote: "reject" },
  { ...CAPTURE, name: "Mute", isMute: true },
  { ...CAPTURE, name: "Wait" },
  { ...CAPTURE, name: "Outwait", drawsIfItSuits: true },
  { ...CAPTURE, name: "Split", identities: 3 },
  { ...CAPTURE, name: "SwapRegistrar" },
  { ...CAPTURE, name: "Rush" },
  { ...CAPTURE, name: "Saturate", floods: "stake" },
  { ...CAPTURE, name: "Dust", floods: "dust" },
  { ...CAPTURE, name: "Bribe", buys: "the committee" },
  { ...CAPTURE, name: "BribeJuries", buys: "every body" },
  { ...CAPTURE, name: "Unfund", work: "good", floods: "stake" },
  { ...CAPTURE, name: "Silence", work: "good", vote: null },
  { ...CAPTURE, name: "Copy", work: "good", vote: null },
];

/** The same without a flood, which was before. */
export function calmed(strategy: Strategy): Strategy {
  return { ...strategy, floods: "nothing" };
}

/** One job in question, and what is known of the moment when it is drawn for. */
export interface Situation {
  readonly valueWei: bigint;
  readonly posture: Posture;
  readonly lots: Lots;
  /** Before the flood. */
  readonly purses: Purses;
  readonly coalition: ReadonlySet<string>;
  /** Lots of the coalition's own jobs, in their order. */
  readonly ownLots: (index: number) => Lots;
}

/** What came of it. */
export interface Result {
  readonly job: Played;
  readonly flood: readonly Played[];
  /** What the coalition has more than before. */
  readonly gainWei: bigint;
}

/** As many jobs of a wei as are posted. */
const DUST_JOBS = 6;
const MOST_FILLERS = 40;

export function play(strategy: Strategy, situation: Situation): Result {
  const { coalition } = situation;
  const purses = situation.purses.copy();
  const flood = FLOODS[strategy.floods](situation, purses);
  const job = playJob(
    jobIn(strategy, situation.valueWei),
    situation.lots,
    conductOf(strategy, situation),
    purses,
  );
  const bribesWei = strategy.buys === "nothing" ? 0n : bribesOf(strategy, situation, job);
  const gainWei = [job, ...flood].reduce((sum, one) => sum + gainOf(coalition, one), -bribesWei);
  return { job, flood, gainWei };
}

/** What the coalition has by honest play on the same job: somebody else's good work, and its own votes on it. */
export function playHonestly(strategy: Strategy, situation: Situation): Result {
  return play(honestly(strategy), { ...situation, posture: "undisputed" });
}

/** Good work that everybody approves of, for the same employer. */
export function honestly({ employs }: Strategy): Strategy {
  return { ...CAPTURE, name: "Honest", work: "good", employs };
}

function jobIn({ work, employs }: Strategy, rewardWei: bigint): CourseJob {
  return {
    employer: employs ? ACTORS.thiefEmployer : ACTORS.employer,
    agent: work === "good" ? ACTORS.honestAgent : ACTORS.thief,
    operator: ACTORS.operator,
    rewardWei,
    bonusWei: 0n,
    bonusCapWei: 0n,
    agentStakeWei: partUp(rewardWei, AGENT_STAKE_BPS),
    shares: SHARES,
  };
}

function conductOf(strategy: Strategy, { coalition, posture }: Situation): Conduct {
  const [honest, wronged] =
    strategy.work === "good"
      ? (["approve", ACTORS.honestAgent] as const)
      : (["reject", ACTORS.employer] as const);
  return {
    draws: (members) => {
      if (!strategy.drawsIfItSuits) return true;
      return seatsIn(members, coalition) >= seatsToApprove(seatsOf(members));
    },
    voteOnCommittee: (members) => {
      const bought =
        strategy.buys === "nothing" ? [] : boughtOf(members, coalition, seatsToApprove(seatsOf(members)));
      return (account) => {
        if (coalition.has(account)) return strategy.vote;
        return bought.some((one) => one.account === account) ? "approve" : honest;
      };
    },
    voteOnJury: (jurors) => {
      const bought = strategy.buys === "every body" ? boughtOf(jurors, coalition, majorityOf(jurors)) : [];
      return (account) => {
        if (coalition.has(account)) return strategy.isMute ? null : (strategy.vote ?? honest);
        return bought.some((one) => one.account === account) ? "approve" : honest;
      };
    },
    claims: (loser) =>
      (loser === wronged && posture !== "undisputed") || (coalition.has(loser) && posture === "contested"),
  };
}

function seatsIn(members: readonly Seated[], coalition: ReadonlySet<string>): number {
  return seatsOf(members.filter(({ account }) => coalition.has(account)));
}

function majorityOf(jurors: readonly Seated[]): number {
  return Math.floor(seatsOf(jurors) / 2) + 1;
}

/** Members outside the coalition, in their order, until those and it have the seats that are needed. */
function boughtOf<T extends Seated>(
  members: readonly T[],
  coalition: ReadonlySet<string>,
  needed: number,
): T[] {
  const bought: T[] = [];
  let seats = seatsIn(members, coalition);
  for (const member of members.filter(({ account }) => !coalition.has(account))) {
    if (seats >= needed) break;
    bought.push(member);
    seats += member.seats;
  }
  return bought;
}

/**
 * What was promised to those who sold their votes: a wei a seat, and if the outcome falls against them what they lose by it,
 * their slash and their part of what the job pays to their body.
 */
function bribesOf(
  strategy: Strategy,
  { coalition, valueWei }: Situation,
  { rounds, hearings, end }: Played,
): bigint {
  const committee = rounds.at(-1) ?? [];
  const sellers = boughtOf(committee, coalition, seatsToApprove(seatsOf(committee)));
  const honestSeats = BigInt(seatsOf(committee.filter(({ account }) => !coalition.has(account))));
  const poolWei = part(valueWei, SHARES[SHARE.validators]);
  const lockWei = seatLockWei(valueWei, TERMS);
  const isLost = end.outcome !== "approved";
  const price = ({ seats, lockedWei }: Ballot, shareWei: bigint, wrongBps: bigint) => {
    const lossWei = min(part(BigInt(seats) * lockWei, wrongBps), lockedWei) + shareWei;
    return BigInt(seats) + (isLost ? lossWei : 0n);
  };
  const ofCommittee = sellers.map((one) =>
    price(one, (BigInt(one.seats) * poolWei) / honestSeats, TERMS.wrongVoteBps),
  );
  if (strategy.buys === "the committee") return sum(ofCommittee);
  const feeWei = partUp(valueWei, TERMS.feeBps);
  const ofJuries = hearings.flatMap(({ jury }) =>
    boughtOf(jury, coalition, majorityOf(jury)).map((one) =>
      price(one, (BigInt(one.seats) * feeWei) / BigInt(seatsOf(jury)), TERMS.jurorWrongVoteBps),
    ),
  );
  return sum([...ofCommittee, ...ofJuries]);
}

const FLOODS: Readonly<Record<Strategy["floods"], (situation: Situation, purses: Purses) => Played[]>> = {
  nothing: () => [],
  dust: ({ ownLots }, purses) => playDust(ownLots, purses),
  stake: ({ ownLots }, purses) => playOwnJobs(ownLots, purses),
};

/** Jobs of a wei, to be in the way. */
export function playDust(ownLots: (index: number) => Lots, purses: Purses): Played[] {
  return Array.from({ length: DUST_JOBS }, (_, index) => playOwn({ rewardWei: 1n }, ownLots(index), purses));
}

/** Jobs that take up the honest validators' stake. */
export function playOwnJobs(ownLots: (index: number) => Lots, purses: Purses): Played[] {
  const jobs: Played[] = [];
  while (!isTakenUp(purses) && jobs.length < MOST_FILLERS) {
    jobs.push(playOwn({ rewardWei: TERMS.seatLockWei }, ownLots(jobs.length), purses));
  }
  return jobs;
}

/** Whether honest validators cover no quorum of seats any more. */
function isTakenUp(purses: Purses): boolean {
  const covered = HONEST_VALIDATORS.map(({ account }) => purses.of(account) / TERMS.seatLockWei);
  return sum(covered) < BigInt(QUORUM);
}

/** What the coalition posts a job of its own as. */
export interface OwnJob {
  readonly work?: Strategy["work"];
  readonly rewardWei: bigint;
  readonly bonusWei?: bigint;
  /** Of a dispute that whoever lost of it raises, and appeals against. */
  readonly hearings?: number;
}

/** One of the coalition's own, on which everybody votes rightly. Its operator is its validator, which cannot sit. */
export function playOwn(own: OwnJob, lots: Lots, purses: Purses): Played {
  const { work = "good", rewardWei, bonusWei = 0n, hearings = 0 } = own;
  const job: CourseJob = {
    employer: ACTORS.thiefEmployer,
    agent: ACTORS.thief,
    operator: ACTORS.ally,
    rewardWei,
    bonusWei,
    bonusCapWei: bonusWei,
    agentStakeWei: partUp(rewardWei, AGENT_STAKE_BPS),
    shares: SHARES,
  };
  const honest = () => (work === "good" ? "approve" : "reject");
  let claimed = 0;
  const conduct: Conduct = {
    draws: () => true,
    voteOnCommittee: () => honest,
    voteOnJury: () => honest,
    claims: () => claimed++ < hearings,
  };
  return playJob(job, lots, conduct, purses);
}

/** Everybody whose wealth a strategy is measured by. */
export function coalitionOf(validators: readonly string[]): ReadonlySet<string> {
  return new Set([ACTORS.thief, ACTORS.thiefEmployer, ...validators, ...ALLIED_COUNCIL]);
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

/** Seats of a hearing's jury by the terms. */
export function hearingSeats(hearing: number): number {
  return jurySeats(TERMS.jurySize, hearing);
}
