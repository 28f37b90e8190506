import { type Fraction, floor, minus } from "./binomial.ts";
import { captureBound, THIRD } from "./captures.ts";
import { type BreakEven, breakEvenOf, deepPurses, meanOf } from "./expected.ts";
import { lossBy } from "./flood-cost.ts";
import type { Lots } from "./play.ts";
import { nameOf, PARTS } from "./probability.ts";
import { HONEST_VALIDATORS, TERMS, VALUE_WEI } from "./stage.ts";
import { COALITION } from "./stage-lots.ts";
import {
  calmed,
  honestly,
  POSTURES,
  type Posture,
  play,
  playDust,
  STRATEGIES,
  type Strategy,
} from "./strategies.ts";

/** Those of nothing but votes, and silence. */
const VOTING = STRATEGIES.slice(0, 3);

/** What a strategy comes to where the others behave in one way. */
export interface Cost {
  readonly strategy: string;
  readonly part: string;
  readonly posture: Posture;
  /** Of the seeds that were played; none for parts other than the stage's third. */
  readonly captured: number | null;
  /** No likelihood of capture is above it. In parts of a million million. */
  readonly boundE12: string;
  /** Above honest play, for a job of {@link VALUE_WEI}: the mean over all draws, rounded down. */
  readonly profitWei: string;
  readonly breakEven: BreakEven;
}

/** Strategies in all postures, for a third; {@link VOTING} for smaller parts as well. */
export function costRows(): readonly {
  readonly strategy: Strategy;
  readonly part: Fraction;
  readonly posture: Posture;
}[] {
  const voting = PARTS.slice(0, -1).flatMap((part) => VOTING.map((strategy) => ({ strategy, part })));
  return [...voting, ...STRATEGIES.map((strategy) => ({ strategy, part: THIRD }))].flatMap((row) =>
    POSTURES.map((posture) => ({ ...row, posture })),
  );
}

/** @param captured of the strategies' plays, as {@link countCaptures} counts them */
export function costOf(
  { strategy, part, posture }: ReturnType<typeof costRows>[number],
  captured: ReadonlyMap<string, number>,
  floodLossWei: Fraction,
): Cost {
  const profitAt = (valueWei: bigint) => meanProfit(strategy, part, posture, valueWei, floodLossWei);
  const profit = profitAt(VALUE_WEI);
  const bound = captureBound(strategy, part, posture);
  return {
    strategy: strategy.name,
    part: nameOf(part),
    posture,
    captured: part === THIRD ? (captured.get(`${strategy.name} ${posture}`) ?? 0) : null,
    boundE12: ((bound.over * 10n ** 12n) / bound.under).toString(),
    profitWei: floor(profit).toString(),
    breakEven: breakEvenOf(profitAt),
  };
}

/** A flood costs the same whatever becomes of the job in question, and leaves honest seats covered or not. */
function meanProfit(
  strategy: Strategy,
  part: Fraction,
  posture: Posture,
  valueWei: bigint,
  floodLossWei: Fraction,
): Fraction {
  const gain = meanGain(calmed(strategy), part, posture, valueWei, strategy.floods !== "stake");
  const honest = meanGain(honestly(strategy), part, "undisputed", valueWei, true);
  const loss = { nothing: NOTHING, dust: DUST_LOSS, stake: floodLossWei }[strategy.floods];
  return minus(minus(gain, honest), loss);
}

const known = new Map<string, Fraction>();

/** Reckoned once for strategies that differ in nothing that a mean knows of. */
function meanGain(
  { name: _, identities: __, ...moves }: Strategy,
  part: Fraction,
  posture: Posture,
  valueWei: bigint,
  areCovered: boolean,
): Fraction {
  const key = JSON.stringify([moves, nameOf(part), posture, String(valueWei), areCovered]);
  const situation = { valueWei, posture, coalition: COALITION, ownLots: () => EVERY_SEAT_HONEST };
  const strategy = { ...moves, name: "", identities: 1 };
  const mean =
    known.get(key) ??
    meanOf(part, (lots) => play(strategy, { ...situation, lots, purses: deepPurses(areCovered) }).gainWei);
  known.set(key, mean);
  return mean;
}

/** Of jobs of a wei, which cost the same whoever of the honest is drawn for them. */
const EVERY_SEAT_HONEST: Lots = {
  committee: () => [{ account: HONEST_VALIDATORS[0]?.account as string, seats: TERMS.committeeSize }],
  jury: () => [],
};
const NOTHING: Fraction = { over: 0n, under: 1n };
const DUST_LOSS: Fraction = { over: lossBy(playDust(() => EVERY_SEAT_HONEST, deepPurses(true))), under: 1n };
