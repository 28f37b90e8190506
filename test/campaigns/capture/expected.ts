import type { Seated } from "../../../src/economics/committee.ts";
import { WAD } from "../../../src/model/units.ts";
import { type Fraction, likelihoodOf } from "./binomial.ts";
import { type Lots, Purses } from "./play.ts";
import { ACTORS, ALLIED_COUNCIL, actor, TERMS } from "./stage.ts";
import { hearingSeats } from "./strategies.ts";

/** Asked for a body whose seats are not known yet. */
class Undrawn extends Error {
  readonly seats: number;

  constructor(seats: number) {
    super(`${seats} seats are to be drawn`);
    this.seats = seats;
  }
}

/**
 * The mean of what a play comes to over all draws of a coalition with `share` of the weight and of the heads: each body that
 * the play asks for falls apart into its cases by the binomial. Exact.
 *
 * @param play asks its lots for bodies in their order
 */
export function meanOf(
  share: Fraction,
  play: (lots: Lots) => bigint,
  drawn: readonly number[] = [],
): Fraction {
  try {
    return { over: play(lotsWith(drawn)), under: 1n };
  } catch (error) {
    if (!(error instanceof Undrawn)) throw error;
    const { seats } = error;
    const cases = Array.from({ length: seats + 1 }, (_, k) => {
      const likelihood = likelihoodOf(k, seats, share);
      const mean = meanOf(share, play, [...drawn, k]);
      return { over: likelihood.over * mean.over, under: likelihood.under * mean.under };
    });
    const under = cases.reduce((most, one) => (one.under > most ? one.under : most), 1n);
    // Every denominator is a power of the share's.
    return { over: cases.reduce((sum, one) => sum + one.over * (under / one.under), 0n), under };
  }
}

/**
 * Bodies with so many allied seats each, in the order in which they are asked for. Nobody but the coalition keeps silent, and
 * then it has no seat of the second committee.
 */
function lotsWith(drawn: readonly number[]): Lots {
  let asked = 0;
  const body = (seats: number, ally: string, honest: readonly Seated[]): Seated[] => {
    const allied = drawn[asked];
    if (allied === undefined) throw new Undrawn(seats);
    asked += 1;
    const others = honest.slice(0, seats - allied);
    return allied === 0 ? others : [{ account: ally, seats: allied }, ...others];
  };
  return {
    committee: (_, silent) =>
      silent.length > 0
        ? HONEST_SEATS.slice(0, TERMS.committeeSize)
        : body(TERMS.committeeSize, ACTORS.ally, HONEST_SEATS),
    jury: (hearing) => body(hearingSeats(hearing), ALLIED_COUNCIL[0] as string, HONEST_JURORS),
  };
}

/** Each has one seat, as whoever buys single ones would have it. */
const [HONEST_SEATS, HONEST_JURORS] = ["honest seat", "honest juror"].map((name) =>
  Array.from({ length: 15 }, (_, index): Seated => ({ account: actor(`${name} ${index}`), seats: 1 })),
) as [Seated[], Seated[]];

/**
 * Stake of everybody whom {@link meanOf} seats.
 *
 * @param areCovered whether the honest committee members have any that no job holds
 */
export function deepPurses(areCovered: boolean): Purses {
  const deepWei = 10n ** 30n;
  return new Purses(areCovered ? [] : HONEST_SEATS.map(({ account }) => [account, 0n] as const), deepWei);
}

/** Where a profit changes its sign. */
export interface BreakEven {
  /** The sign for jobs of the least value. */
  readonly begins: "loses" | "pays";
  /** Values in whole tokens, rounded up, from which on it is the other. */
  readonly turns: readonly string[];
}

/** Jobs of other values are not looked at. */
const LEAST_TOKENS = 10n;
const MOST_TOKENS = 10_000_000n;

/** @param profitAt of the value of a job in wei; a profit of nothing is none */
export function breakEvenOf(profitAt: (valueWei: bigint) => Fraction): BreakEven {
  const pays = (tokens: bigint) => profitAt(tokens * WAD).over > 0n;
  const grid = gridOf(LEAST_TOKENS, MOST_TOKENS);
  const first = pays(LEAST_TOKENS);
  let last = first;
  const turns: string[] = [];
  for (const [index, tokens] of grid.entries()) {
    if (index === 0 || pays(tokens) === last) continue;
    turns.push(turnBetween(grid[index - 1] as bigint, tokens, pays).toString());
    last = !last;
  }
  return { begins: first ? "pays" : "loses", turns };
}

/** Three values a decade, or four. */
function gridOf(least: bigint, most: bigint): bigint[] {
  const grid: bigint[] = [];
  for (let tokens = least; tokens < most; tokens *= 2n) grid.push(tokens);
  return [...grid, most];
}

function turnBetween(low: bigint, high: bigint, pays: (tokens: bigint) => boolean): bigint {
  const after = pays(high);
  let [below, above] = [low, high];
  while (above - below > 1n) {
    const middle = (below + above) / 2n;
    if (pays(middle) === after) above = middle;
    else below = middle;
  }
  return above;
}
