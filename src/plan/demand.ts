import { max } from "../economics/fixed-point.ts";
import { scaledStakeWei } from "../economics/stake-scaling.ts";
import type { JobSpan } from "../economics/timeline.ts";

/** Stake that a job locks while it runs. */
export interface Lock {
  readonly job: string;
  readonly amountWei: bigint;
  readonly from: number;
  readonly to: number;
}

/** The most stake that is locked at once, and for which jobs. */
export interface Demand {
  readonly amountWei: bigint;
  readonly jobs: readonly string[];
  /** Whether they ask for more than at the initial temperature. */
  readonly isCold: boolean;
}

/** @returns the largest sum of locks that hold at one time */
export function peakOf(locks: readonly Lock[]): Omit<Demand, "isCold"> {
  const byStart = locks.toSorted((a, b) => a.from - b.from);
  const byEnd = locks.toSorted((a, b) => a.to - b.to);
  let heldWei = 0n;
  let released = 0;
  let peak = { amountWei: 0n, at: 0 };
  for (const { from, amountWei } of byStart) {
    for (let lock = byEnd[released]; lock && lock.to < from; lock = byEnd[++released])
      heldWei -= lock.amountWei;
    heldWei += amountWei;
    if (heldWei > peak.amountWei) peak = { amountWei: heldWei, at: from };
  }
  const held = byStart.filter(({ from, to }) => from <= peak.at && peak.at <= to);
  return { amountWei: peak.amountWei, jobs: held.map(({ job }) => job) };
}

export interface StakedJob {
  readonly id: string;
  readonly agent: string;
  /** Asked at the initial temperature. */
  readonly agentStakeWei: bigint;
  readonly span: JobSpan;
}

export interface Climate {
  readonly initialWad: bigint;
  /** The coldest that it can get. */
  readonly minimumWad: bigint;
}

/**
 * The most stake that each agent's jobs lock at once. A job asks for more when it is cold, up to twice as much, and the
 * thermostat can have it as cold as its bounds allow while jobs are taken. Drills that borrow a job run one after the other
 * once all jobs are settled, so that they never lock more.
 */
export function agentDemands(
  jobs: readonly StakedJob[],
  { initialWad, minimumWad }: Climate,
): Map<string, Demand> {
  const isCold = minimumWad < initialWad;
  const demands = new Map<string, Demand>();
  for (const [agent, own] of Map.groupBy(jobs, (job) => job.agent)) {
    const locks = own.map(({ id, agentStakeWei, span }): Lock => {
      const amountWei = scaledStakeWei(agentStakeWei, initialWad, minimumWad);
      return { job: id, amountWei, from: span.assigned, to: span.settled };
    });
    demands.set(agent, { ...peakOf(locks), isCold });
  }
  return demands;
}

/** A job's committee as far as stakes decide whether it can be drawn. */
export interface Seating {
  readonly id: string;
  /** Locked for each seat. */
  readonly seatWei: bigint;
  /** Validators who cannot judge it: its agent, its employer. */
  readonly excluded: ReadonlySet<string>;
  readonly span: JobSpan;
}

export interface Staker {
  readonly handle: string;
  readonly stakeWei: bigint;
}

/** A committee that cannot be sure of its seats. */
export interface Shortage {
  readonly job: string;
  /** Jobs that may be judged at the same time. */
  readonly beside: readonly string[];
  /** Validators of whom it can be sure. */
  readonly sure: number;
  /** With which stake of everybody it could be sure. */
  readonly neededWei: bigint;
}

/**
 * The committee that other jobs' committees of as many people as seats can leave without stake to lock, if any; the one
 * that needs the highest stakes. Whoever is drawn for enough other jobs at once has too little left; what is sure is what
 * remains when the draws of all jobs that may be judged at the same time fall as badly as they can.
 *
 * Where one validator gets several seats at once, it can still cover too few of them: such a committee is refused, and a
 * jury decides.
 */
export function shortageOf(
  seatings: readonly Seating[],
  validators: readonly Staker[],
  committeeSize: number,
): Shortage | null {
  const table = new SeatTable(seatings, validators, committeeSize);
  const seen = new Set<string>();
  let worst: (Omit<Shortage, "beside"> & { readonly seating: Seating }) | null = null;
  for (const seating of seatings) {
    const key = `${table.rivals(seating)} ${seating.seatWei} ${[...seating.excluded].sort()}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const sure = table.sure(seating, 0n);
    const neededWei = sure < committeeSize ? table.needed(seating) : null;
    if (neededWei === null || (worst && worst.neededWei >= neededWei)) continue;
    worst = { seating, job: seating.id, sure, neededWei };
  }
  if (worst === null) return null;
  const { seating, ...shortage } = worst;
  return { ...shortage, beside: seatings.filter((other) => overlaps(seating, other)).map(({ id }) => id) };
}

function overlaps(seating: Seating, other: Seating): boolean {
  const { submitted, lastSubmitted } = seating.span;
  return other !== seating && other.span.submitted <= lastSubmitted && other.span.settled >= submitted;
}

class SeatTable {
  readonly #validators: readonly Staker[];
  readonly #size: number;
  readonly #starts: readonly number[];
  readonly #ends: readonly number[];
  /** At n the most that n jobs can lock together. */
  readonly #sums: readonly bigint[];

  constructor(seatings: readonly Seating[], validators: readonly Staker[], committeeSize: number) {
    this.#validators = validators;
    this.#size = committeeSize;
    this.#starts = seatings.map(({ span }) => span.submitted).sort((a, b) => a - b);
    this.#ends = seatings.map(({ span }) => span.settled).sort((a, b) => a - b);
    const dearest = seatings.map(({ seatWei }) => seatWei).sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
    const sums = [0n];
    for (const wei of dearest) sums.push((sums.at(-1) ?? 0n) + wei);
    this.#sums = sums;
  }

  /** How many other jobs may be judged when this one's committee is drawn. */
  rivals({ span }: Seating): number {
    return firstAbove(this.#starts, span.lastSubmitted) - firstAbove(this.#ends, span.submitted - 1) - 1;
  }

  /** How many validators are certain to have a seat's stake left, if each staked at least `leastWei`. */
  sure(seating: Seating, leastWei: bigint): number {
    const rivals = this.rivals(seating);
    const eligible = this.#validators.filter(({ handle }) => !seating.excluded.has(handle));
    const costs = eligible
      .map(({ stakeWei }) => this.#seatsToExhaust(max(stakeWei, leastWei) - seating.seatWei, rivals))
      .sort((a, b) => a - b);
    let seats = rivals * this.#size;
    const exhausted = costs.findIndex((cost) => {
      seats -= cost;
      return seats < 0;
    });
    return exhausted < 0 ? 0 : eligible.length - exhausted;
  }

  /** @returns the least stake of everybody with which the committee is sure of its seats, `null` if none is enough */
  needed(seating: Seating): bigint | null {
    const stakeAt = (others: number) => seating.seatWei + (this.#sums[others] ?? 0n);
    const suffices = (others: number) => this.sure(seating, stakeAt(others)) >= this.#size;
    let [low, high] = [0, this.rivals(seating)];
    if (!suffices(high)) return null;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (suffices(middle)) high = middle;
      else low = middle + 1;
    }
    return stakeAt(low);
  }

  /** @returns for how many of the rivals somebody must be drawn to have too little left; infinite if all are too few */
  #seatsToExhaust(sparedWei: bigint, rivals: number): number {
    if (sparedWei < 0n) return 0;
    const jobs = firstAbove(this.#sums, sparedWei);
    return jobs <= rivals ? jobs : Number.POSITIVE_INFINITY;
  }
}

/** @returns the place of the first value above `limit` in a sorted list, its length if there is none */
function firstAbove<Value extends number | bigint>(sorted: readonly Value[], limit: Value): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as Value) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
