import { min } from "../economics/fixed-point.ts";
import { juryQuorumOf, jurySeats } from "../economics/jury.ts";
import { claimantsIn } from "../model/drill-definition.ts";
import type { Drill } from "../model/plan.ts";
import type { Staker } from "./demand.ts";

/** `DisputeModule.MIN_COUNCIL`: fewer of the council do not judge. */
export const LEAST_COUNCIL = 3;

/** Whoever could judge a dispute about a job. */
export interface Bench {
  /** With what each has at stake as a member of the council. */
  readonly council: readonly Staker[];
  /** What each of them stakes at least to be drawn. */
  readonly councilStakeWei: bigint;
  /** With what each has at stake as a validator. */
  readonly validators: readonly Staker[];
  /** The job's parties. */
  readonly excluded: ReadonlySet<string>;
  /** Seats of its committee, whose members are excluded too. */
  readonly committeeSize: number;
}

export interface Judges {
  readonly body: "council" | "validators" | "owner";
  /** Those of the body who are sure to be eligible, however the committee is drawn; nobody where the owner rules. */
  readonly people: readonly Staker[];
}

/**
 * Who is sure to judge, as `DisputeModule` draws: three of the council at least who stake enough; else validators outside
 * the committee, if they hold half of all validators' stake; else the owner. The committee has as many people as seats, in
 * the worst case.
 */
export function judgesOf(bench: Bench): Judges {
  const council = sureCouncil(bench);
  if (council.length >= LEAST_COUNCIL) return { body: "council", people: council };
  const validators = sureOf(bench.validators, bench, committeeOf(bench, bench.validators));
  const isEnough = validators.length > 0 && 2n * sumOf(validators) >= sumOf(bench.validators);
  return isEnough ? { body: "validators", people: validators } : { body: "owner", people: [] };
}

/** Those of the council who are sure to be eligible. */
export function sureCouncil(bench: Bench): Staker[] {
  const staked = bench.council.filter(({ stakeWei }) => stakeWei >= bench.councilStakeWei);
  return sureOf(staked, bench, committeeOf(bench, staked));
}

/** The committee that takes most of `from` away: those with the highest stakes among them. */
function committeeOf({ validators, excluded, committeeSize }: Bench, from: readonly Staker[]): Set<string> {
  const judging = new Set(validators.map(({ handle }) => handle));
  const seated = from
    .filter(({ handle }) => judging.has(handle) && !excluded.has(handle))
    .toSorted((a, b) => (a.stakeWei < b.stakeWei ? 1 : a.stakeWei > b.stakeWei ? -1 : 0));
  return new Set(seated.slice(0, committeeSize).map(({ handle }) => handle));
}

function sureOf(people: readonly Staker[], { excluded }: Bench, committee: ReadonlySet<string>): Staker[] {
  return people.filter(({ handle }) => !excluded.has(handle) && !committee.has(handle));
}

function sumOf(people: readonly Staker[]): bigint {
  return people.reduce((sum, { stakeWei }) => sum + stakeWei, 0n);
}

/** A hearing whose quorum the stakes of its judges cannot cover, however its seats fall: the owner rules there. */
export interface UncoveredHearing {
  readonly hearing: number;
  readonly quorum: number;
  /** Seats that can be covered at most. */
  readonly covered: number;
  /** Seats that the hearings before hold at least. */
  readonly held: number;
}

/**
 * The first hearing that has no jury for want of stake, if any. Hearings before it came to a verdict, so that each of them
 * holds a quorum of seats until the job is settled.
 *
 * @param terms.lockWei what a seat of the job locks
 * @param terms.hearings how many the job may have
 */
export function uncoveredHearing(
  { people }: Judges,
  terms: {
    readonly lockWei: bigint;
    readonly jurySize: number;
    readonly juryQuorum: number;
    readonly hearings: number;
  },
): UncoveredHearing | null {
  if (terms.lockWei === 0n) return null;
  const all = people.reduce((sum, { stakeWei }) => sum + stakeWei / terms.lockWei, 0n);
  let held = 0;
  for (let hearing = 1; hearing <= terms.hearings; hearing++) {
    const quorum = juryQuorumOf(terms, hearing);
    const covered = min(BigInt(jurySeats(terms.jurySize, hearing)), all - BigInt(held));
    if (covered < BigInt(quorum)) return { hearing, quorum, covered: Number(covered), held };
    held += quorum;
  }
  return null;
}

/** How often a job may be heard, by the drills that borrow it; a dispute that no drill asks for is heard once. */
export function hearingsOf(job: string, drills: readonly Pick<Drill, "job" | "own">[]): number {
  const own = drills
    .filter((drill) => drill.job === job)
    .map(({ own }) => (own === undefined ? 1 : claimantsIn(own.definition).length));
  return Math.max(1, ...own);
}
