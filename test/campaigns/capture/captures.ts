import { except, explains, type Fraction, plus, times } from "./binomial.ts";
import { deepPurses, meanOf } from "./expected.ts";
import { boundOf, nameOf, ofJury } from "./probability.ts";
import { ACTORS, TERMS, VALUE_WEI } from "./stage.ts";
import { BODIES, COALITION, FLOOD_SEEDS, PLAY_SEEDS, stageLots, stagePurses } from "./stage-lots.ts";
import {
  calmed,
  POSTURES,
  type Posture,
  play,
  playOwnJobs,
  type Situation,
  STRATEGIES,
  type Strategy,
} from "./strategies.ts";

/** The part of the weight with which strategies are played. */
export const THIRD: Fraction = { over: 1n, under: 3n };

/** No strategy captures more often. Good work is captured where it is rejected. */
export function captureBound(
  { work, vote, isMute, buys, floods, drawsIfItSuits }: Strategy,
  part: Fraction,
  posture: Posture,
): Fraction {
  const [never, always] = [0n, 1n].map((over) => ({ over, under: 1n })) as [Fraction, Fraction];
  if (work === "good" && vote !== "reject") return never;
  if (buys === "every body") return always;
  // Silence can leave an outcome as it stands, and turns none.
  if (posture === "contested" && !isMute) return ofJury(3, part);
  const juries = [1, 2, 3].map((hearing) => ofJury(hearing, part)).reduce(times);
  const committee = boundOf(vote === "reject" ? "reject" : "approve", TERMS.committeeSize, part);
  const hasSecondChance = floods === "stake" || drawsIfItSuits;
  if (posture !== "undisputed") {
    return buys === "the committee" || hasSecondChance ? juries : times(committee, juries);
  }
  if (buys === "the committee") return always;
  return hasSecondChance ? plus(committee, times(except(committee), ofJury(1, part))) : committee;
}

/** Plays every strategy in each posture, by the mirror alone. @returns how often each captures, by name and posture */
export function countCaptures(seeds: number): Map<string, number> {
  const captured = new Map<string, number>();
  const ownLots = (own: number) => stageLots(FLOOD_SEEDS + BODIES * own, [ACTORS.ally]);
  const flooded = stagePurses();
  playOwnJobs(ownLots, flooded);
  const plays = STRATEGIES.flatMap((strategy) =>
    POSTURES.map((posture) => ({ strategy, posture, moves: movesOf(strategy, posture) })),
  );
  for (let seed = 0; seed < seeds; seed += 1) {
    const lots = stageLots(PLAY_SEEDS + BODIES * seed, []);
    const known = new Map<string, boolean>();
    for (const { strategy, posture, moves } of plays) {
      const purses = strategy.floods === "stake" ? flooded : stagePurses();
      const isHit = known.get(moves) ?? isCaptured(strategy, { posture, lots, purses, ownLots });
      known.set(moves, isHit);
      const key = `${strategy.name} ${posture}`;
      captured.set(key, (captured.get(key) ?? 0) + (isHit ? 1 : 0));
    }
  }
  return captured;
}

/** How likely a strategy captures with a part of weight and heads: over all draws, exactly. */
export function chanceOf(strategy: Strategy, part: Fraction, posture: Posture): Fraction {
  const key = `${nameOf(part)} ${movesOf(strategy, posture)}`;
  const purses = deepPurses(strategy.floods !== "stake");
  const chance =
    chances.get(key) ??
    meanOf(part, (lots) => (isCaptured(strategy, { posture, lots, purses, ownLots: () => lots }) ? 1n : 0n));
  chances.set(key, chance);
  return chance;
}

const chances = new Map<string, Fraction>();

/** Those that differ in nothing that a calm play knows of are played once. */
function movesOf({ name: _, identities: __, ...moves }: Strategy, posture: Posture): string {
  return JSON.stringify([{ ...moves, floods: moves.floods === "stake" }, posture]);
}

/** Whether a strategy has its way, its flood being over. Good work is captured where it is rejected. */
function isCaptured(strategy: Strategy, situation: Omit<Situation, "valueWei" | "coalition">): boolean {
  const { job } = play(calmed(strategy), { ...situation, valueWei: VALUE_WEI, coalition: COALITION });
  return job.end.outcome === (strategy.work === "garbage" ? "approved" : "rejected");
}

/** @returns one line for each strategy that captures more often than its bound explains */
export function aboveBound(captured: ReadonlyMap<string, number>, seeds: number): string[] {
  return STRATEGIES.flatMap((strategy) =>
    POSTURES.flatMap((posture) => {
      const hits = captured.get(`${strategy.name} ${posture}`) ?? 0;
      const bound = captureBound(strategy, THIRD, posture);
      const isFewer = BigInt(hits) * bound.under <= BigInt(seeds) * bound.over;
      return isFewer || explains(bound, hits, seeds)
        ? []
        : [`${strategy.name}, ${posture}: captures with ${hits} of ${seeds} seeds`];
    }),
  );
}
