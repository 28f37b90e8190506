import { except, explains, type Fraction, plus, times } from "./binomial.ts";
import { boundOf, ofJury } from "./probability.ts";
import { ACTORS, TERMS, VALUE_WEI } from "./stage.ts";
import { BODIES, COALITION, FLOOD_SEEDS, PLAY_SEEDS, stageLots, stagePurses } from "./stage-lots.ts";
import {
  calmed,
  POSTURES,
  type Posture,
  play,
  playOwnJobs,
  STRATEGIES,
  type Strategy,
} from "./strategies.ts";

/** The part of the weight with which strategies are played. */
export const THIRD: Fraction = { over: 1n, under: 3n };

/** No strategy captures more often. Good work is captured where it is rejected. */
export function captureBound(
  { work, vote, buys, floods, drawsIfItSuits }: Strategy,
  part: Fraction,
  posture: Posture,
): Fraction {
  const [never, always] = [0n, 1n].map((over) => ({ over, under: 1n })) as [Fraction, Fraction];
  if (work === "good" && vote !== "reject") return never;
  if (buys === "every body") return always;
  if (posture === "contested") return ofJury(3, part);
  const juries = [1, 2, 3].map((hearing) => ofJury(hearing, part)).reduce(times);
  const committee = boundOf(vote === "reject" ? "reject" : "approve", TERMS.committeeSize, part);
  const hasSecondChance = floods === "stake" || drawsIfItSuits;
  if (posture === "disputed") {
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
  for (let seed = 0; seed < seeds; seed += 1) {
    const lots = stageLots(PLAY_SEEDS + BODIES * seed, []);
    for (const strategy of STRATEGIES) {
      for (const posture of POSTURES) {
        const purses = strategy.floods === "stake" ? flooded : stagePurses();
        const situation = { valueWei: VALUE_WEI, posture, lots, purses, coalition: COALITION, ownLots };
        const { outcome } = play(calmed(strategy), situation).job.end;
        const isCaptured = outcome === (strategy.work === "garbage" ? "approved" : "rejected");
        const key = `${strategy.name} ${posture}`;
        captured.set(key, (captured.get(key) ?? 0) + (isCaptured ? 1 : 0));
      }
    }
  }
  return captured;
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
