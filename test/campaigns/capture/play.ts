import type { Seated } from "../../../src/economics/committee.ts";
import { min } from "../../../src/economics/fixed-point.ts";
import { type CourseEnd, type CourseJob, endOf, type Hearing } from "../../../src/economics/job-course.ts";
import { jurorLockWei } from "../../../src/economics/jury.ts";
import { seatLockWei } from "../../../src/economics/seats.ts";
import {
  type Ballot,
  type Choice,
  committeeVerdict,
  juryVerdict,
  type Verdict,
} from "../../../src/economics/vote-count.ts";
import { QUORUM, TERMS } from "./stage.ts";

/** Whom the draws of one job seat. */
export interface Lots {
  committee(round: number, silent: readonly string[]): readonly Seated[];
  /** Hearings are numbered from 1. */
  jury(hearing: number): readonly Seated[];
}

/** What people do about one job. */
export interface Conduct {
  /** Whether anybody draws a committee before its seed is lost. */
  draws(members: readonly Seated[]): boolean;
  /** Null stays silent. */
  voteOnCommittee(members: readonly Seated[]): (account: string) => Choice | null;
  voteOnJury(jurors: readonly Seated[]): (account: string) => Choice | null;
  /** Whether whoever lost by a verdict disputes it, or appeals against it. */
  claims(loser: string): boolean;
}

/** Stake that no job holds, by account. */
export class Purses {
  readonly #freeWei: Map<string, bigint>;
  readonly #othersWei: bigint;

  /** @param othersWei of each who is not listed */
  constructor(freeWei: Iterable<readonly [string, bigint]>, othersWei: bigint) {
    this.#freeWei = new Map(freeWei);
    this.#othersWei = othersWei;
  }

  copy(): Purses {
    return new Purses(this.#freeWei, this.#othersWei);
  }

  of(account: string): bigint {
    return this.#freeWei.get(account) ?? this.#othersWei;
  }

  /** @returns what was there of it, which is locked from now on */
  lockUpTo(account: string, amountWei: bigint): bigint {
    const lockedWei = min(amountWei, this.of(account));
    this.#freeWei.set(account, this.of(account) - lockedWei);
    return lockedWei;
  }

  release(account: string, lockedWei: bigint): void {
    this.#freeWei.set(account, this.of(account) + lockedWei);
  }
}

/** How a job went. */
export interface Played {
  /** Empty for a committee that was refused, or not drawn in time. */
  readonly rounds: readonly (readonly Ballot[])[];
  readonly hearings: readonly Hearing[];
  readonly end: CourseEnd;
}

const LAST_HEARING = 3;
const LAST_ROUND = 2;

/** Plays a job from its submission to its end, as the contracts do. What its bodies locked stays locked. */
export function playJob(job: CourseJob, lots: Lots, conduct: Conduct, purses: Purses): Played {
  const rounds = playRounds(job, lots, conduct, purses);
  const hearings = playHearings(job, lots, conduct, purses, rounds.at(-1) as readonly Ballot[]);
  const end = endOf(job, TERMS, { kind: "judged", rounds, hearings, owner: null });
  return { rounds, hearings, end };
}

function playRounds(job: CourseJob, lots: Lots, conduct: Conduct, purses: Purses): (readonly Ballot[])[] {
  const lockWei = seatLockWei(job.rewardWei + job.bonusWei, TERMS);
  const rounds: (readonly Ballot[])[] = [];
  let silent: readonly string[] = [];
  do {
    const members = lots.committee(rounds.length + 1, silent);
    const isFunded = fundedSeats(members, lockWei, purses) >= QUORUM;
    if (!isFunded || !conduct.draws(members)) return [...rounds, []];
    const ballots = seat(members, lockWei, purses, conduct.voteOnCommittee(members));
    rounds.push(ballots);
    if (committeeVerdict(ballots, TERMS) !== "inconclusive") break;
    for (const { account, lockedWei } of ballots) purses.release(account, lockedWei);
    silent = ballots.filter(({ choice }) => choice === null).map(({ account }) => account);
  } while (rounds.length < LAST_ROUND);
  return rounds;
}

function playHearings(
  job: CourseJob,
  lots: Lots,
  conduct: Conduct,
  purses: Purses,
  lastRound: readonly Ballot[],
): Hearing[] {
  const lockWei = jurorLockWei(job.rewardWei + job.bonusWei, TERMS);
  const hearings: Hearing[] = [];
  let standing = committeeVerdict(lastRound, TERMS);
  while (hearings.length < LAST_HEARING) {
    const claimant = claimantOf(job, standing, hearings.length);
    if (claimant !== null && !conduct.claims(claimant)) break;
    const jurors = lots.jury(hearings.length + 1);
    const jury = seat(jurors, lockWei, purses, conduct.voteOnJury(jurors));
    hearings.push({ claimant, jury });
    const verdict = juryVerdict(jury);
    // What stood before a jury that comes to no verdict stands on.
    if (verdict !== "inconclusive") standing = verdict;
  }
  return hearings;
}

/** Whom an outcome is against. What nobody ever judged goes to a jury by itself, and then to whichever the agent asks for. */
function claimantOf({ employer, agent }: CourseJob, standing: Verdict, hearings: number): string | null {
  if (standing === "inconclusive" && hearings === 0) return null;
  return standing === "approved" ? employer : agent;
}

function fundedSeats(members: readonly Seated[], lockWei: bigint, purses: Purses): number {
  const funded = members.map(({ account, seats }) => min(BigInt(seats), purses.of(account) / lockWei));
  return Number(funded.reduce((sum, one) => sum + one, 0n));
}

function seat(
  members: readonly Seated[],
  lockWei: bigint,
  purses: Purses,
  choiceOf: (account: string) => Choice | null,
): Ballot[] {
  return members.map(({ account, seats }) => {
    const lockedWei = purses.lockUpTo(account, BigInt(seats) * lockWei);
    return { account, seats, lockedWei, choice: choiceOf(account) };
  });
}

/** @returns what some accounts got out of a job's escrow beyond what they put in */
export function gainOf(accounts: ReadonlySet<string>, { end }: Played): bigint {
  return end.payments.reduce((sum, { from, to, amountWei }) => {
    const got = accounts.has(to) ? BigInt(amountWei) : 0n;
    return sum + got - (accounts.has(from) ? BigInt(amountWei) : 0n);
  }, 0n);
}
