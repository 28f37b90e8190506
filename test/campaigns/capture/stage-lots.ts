import { drawSeats } from "../../../src/economics/committee.ts";
import { seatLockWei } from "../../../src/economics/seats.ts";
import { type Lots, Purses } from "./play.ts";
import { type Random, randomOf, seedAt } from "./seeds.ts";
import {
  ACTORS,
  ALLIED_COUNCIL,
  candidates,
  HONEST_COUNCIL,
  HONEST_VALIDATORS,
  stakeFor,
  TERMS,
  VALUE_WEI,
} from "./stage.ts";
import { coalitionOf, hearingSeats } from "./strategies.ts";

/** One validator of the coalition's, with a third of the weight. */
export const COALITION = coalitionOf([ACTORS.ally]);
/** Counters of seeds below these are the odds'. */
export const PLAY_SEEDS = 2 ** 40;
export const FLOOD_SEEDS = 2 ** 41;
/** Bodies of one job, each with a seed of its own. */
export const BODIES = 8;

/** Draws of one job on the stage, by seeds from the stream itself. */
export function stageLots(counter: number, barred: readonly string[]): Lots {
  const known = new Map<number, Random>();
  const random = (body: number): Random => {
    const made = known.get(body) ?? randomOf(seedAt(counter + body));
    known.set(body, made);
    return made;
  };
  return {
    committee: (round, silent) =>
      drawSeats(candidates(STAGE_VALIDATORS, [...barred, ...silent]), TERMS.committeeSize, random(round))
        .members,
    jury: (hearing) => drawSeats(STAGE_COUNCIL, hearingSeats(hearing), random(2 + hearing)).members,
  };
}

const STAGE_VALIDATORS = [
  ...HONEST_VALIDATORS,
  { account: ACTORS.ally, weightWei: stakeFor({ over: 1n, under: 3n }) },
];
const STAGE_COUNCIL = candidates(
  [...HONEST_COUNCIL, ...ALLIED_COUNCIL].map((account) => ({ account, weightWei: 1n })),
  [],
);

/** What those have who can be drawn. */
export function stagePurses(): Purses {
  // Councillors cover whatever they are drawn for.
  return new Purses(
    STAGE_VALIDATORS.map(({ account, weightWei }) => [account, weightWei] as const),
    10n ** 6n * seatLockWei(VALUE_WEI, TERMS),
  );
}
