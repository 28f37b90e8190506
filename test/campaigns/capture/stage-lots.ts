import { drawSeats, type Seated } from "../../../src/economics/committee.ts";
import { seatLockWei } from "../../../src/economics/seats.ts";
import { type Lots, Purses } from "./play.ts";
import { randomOf, seedAt } from "./seeds.ts";
import {
  ACTORS,
  ALLIED_COUNCIL,
  candidates,
  HONEST_COUNCIL,
  HONEST_VALIDATORS,
  type Holder,
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
export const DECOY_SEEDS = 2 ** 42;
/** Bodies of one job, each with a seed of its own. */
export const BODIES = 8;

/** Draws of one job on the stage, by seeds from the stream itself. Each is made once, whoever asks for it. */
export function stageLots(counter: number, barred: readonly string[]): Lots {
  const known = new Map<string, readonly Seated[]>();
  const drawn = (holders: readonly Holder[], out: readonly string[], seats: number, body: number) => {
    const key = [body, ...out].join();
    const members =
      known.get(key) ?? drawSeats(candidates(holders, out), seats, randomOf(seedAt(counter + body))).members;
    known.set(key, members);
    return members;
  };
  return {
    committee: (round, silent) => drawn(STAGE_VALIDATORS, [...barred, ...silent], TERMS.committeeSize, round),
    jury: (hearing) => drawn(STAGE_COUNCIL, [], hearingSeats(hearing), 2 + hearing),
  };
}

const STAGE_VALIDATORS = [
  ...HONEST_VALIDATORS,
  { account: ACTORS.ally, weightWei: stakeFor({ over: 1n, under: 3n }) },
];
const STAGE_COUNCIL = [...HONEST_COUNCIL, ...ALLIED_COUNCIL].map((account) => ({ account, weightWei: 1n }));

/** What those have who can be drawn, and each of the council what it stakes. */
export function stakedPurses(stakeWei: bigint): Purses {
  const council = [...HONEST_COUNCIL, ...ALLIED_COUNCIL].map((one) => [one, stakeWei] as const);
  return new Purses(
    [...STAGE_VALIDATORS.map(({ account, weightWei }) => [account, weightWei] as const), ...council],
    0n,
  );
}

/** What those have who can be drawn. */
export function stagePurses(): Purses {
  // Councillors cover whatever they are drawn for.
  return new Purses(
    STAGE_VALIDATORS.map(({ account, weightWei }) => [account, weightWei] as const),
    10n ** 6n * seatLockWei(VALUE_WEI, TERMS),
  );
}
