import { seatFeesWei } from "../../economics/seats.ts";
import { partUp } from "../../economics/shares.ts";
import { WAD } from "../../model/units.ts";
import { formatAmount } from "../../support/amount.ts";
import type { Dice } from "./dice.ts";
import { SECTORS, type Sector } from "./words.ts";

/** Where a job belongs; without either it belongs to the nation. */
export interface Place {
  readonly field: "city" | "region" | null;
  readonly name: string;
}

/** A job as its file has it, beside what the generator still needs of it. */
export interface DraftJob {
  readonly place: Place;
  readonly sector: Sector;
  readonly costWei: bigint;
  readonly json: Readonly<Record<string, unknown>> & { readonly id: string };
}

/** Rewards in whole tokens; the highest bounds what a committee seat locks. */
const REWARDS = { begin: [24_000, 40_000], build: [40_000, 90_000], close: [15_000, 30_000] } as const;
export const HIGHEST_REWARD = REWARDS.build[1];
const DAYS = { begin: [14, 40], build: [30, 75], close: [10, 24] } as const;
const ENTROPY = { begin: [12, 22], build: [14, 26], close: [5, 12] } as const;
type Phase = keyof typeof REWARDS;

/** Of the defaults of the protocol, which generated plans keep. */
const FEE_BPS = 100;
const SEATS = { committeeSize: 3, seatFeeBps: 500, seatLockWei: BigInt(HIGHEST_REWARD / 50) * WAD };
const LONGEST_TRACK = 24;
/** The schema's bound of `dependencies`. */
const MOST_DEPENDENCIES = 16;
const POLICIES = [
  "raise-temperature",
  "increase-agent-share",
  "increase-validator-share",
  "double-validator-bonus",
];

/**
 * How many chains of dependent jobs a plan has. No more jobs than that can run at once, since the jobs of a chain wait
 * for each other (Dilworth 1950): stakes need to cover that many.
 */
export function tracksOf(jobs: number, places: number): number {
  const wanted = Math.max(places, Math.ceil(Math.sqrt(jobs)), Math.ceil(jobs / LONGEST_TRACK));
  return Math.min(jobs, wanted);
}

/** @param places one for each track in turn @param count at least one */
export function draftJobs(dice: Dice, count: number, places: readonly Place[]): DraftJob[] {
  const tracks = tracksOf(count, places.length);
  const sectors = dice.shuffle(SECTORS);
  const taken = new Map<string, number>();
  const jobs: DraftJob[] = [];
  for (let index = 0; index < count; index++) {
    const track = index % tracks;
    const place = places[track % places.length] as Place;
    const round = Math.floor(track / places.length);
    const sector = sectors[(track + round) % sectors.length] as Sector;
    const key = [place.field === null ? [] : codeOf(place.name), sector.key].flat().join("-");
    const number = (taken.get(key) ?? 0) + 1;
    taken.set(key, number);
    const dependencies = dependenciesOf(dice, jobs, index, tracks, count);
    jobs.push(draftJob(dice, { id: `${key}-${number}`, place, sector, dependencies, index, tracks, count }));
  }
  return jobs;
}

/** The job before it in its track, now and then one of a neighbour's; the last job waits for the end of many tracks. */
function dependenciesOf(
  dice: Dice,
  jobs: readonly DraftJob[],
  index: number,
  tracks: number,
  count: number,
): string[] {
  const previous = index - tracks;
  const neighbour =
    dice.below(3) === 0 ? previous + 1 - (index % tracks === tracks - 1 ? tracks : 0) : previous;
  const isLast = index === count - 1 && count > tracks;
  const ends = isLast
    ? Array.from({ length: Math.min(tracks, MOST_DEPENDENCIES) }, (_, back) => index - 1 - back)
    : [];
  const places = [previous, neighbour, ...ends].filter((at) => at >= 0 && at < index);
  return [...new Set(places)].slice(0, MOST_DEPENDENCIES).flatMap((at) => jobs[at]?.json.id ?? []);
}

interface JobFrame {
  readonly id: string;
  readonly place: Place;
  readonly sector: Sector;
  readonly dependencies: readonly string[];
  readonly index: number;
  readonly tracks: number;
  readonly count: number;
}

function draftJob(dice: Dice, { id, place, sector, dependencies, index, tracks, count }: JobFrame): DraftJob {
  const phase: Phase = index < tracks ? "begin" : index + tracks >= count ? "close" : "build";
  const reward = dice.between(REWARDS[phase], 500);
  const isLast = index === count - 1;
  const adjustmentOnDelay = isLast ? "trigger-pause-check" : dice.pick(POLICIES);
  const hasBonus = adjustmentOnDelay === "double-validator-bonus" || dice.below(2) === 0;
  const bonusBps = hasBonus ? dice.between([100, 500], 100) : 0;
  const rewardWei = BigInt(reward) * WAD;
  const bonusCapWei = partUp(rewardWei, 2 * bonusBps);
  const seatFees = seatFeesWei(rewardWei + bonusCapWei, SEATS);
  const step = Math.floor(index / tracks);
  const title = sector[phase][step % sector[phase].length] as string;
  return {
    place,
    sector,
    costWei: rewardWei + partUp(rewardWei, FEE_BPS) + bonusCapWei + seatFees,
    json: {
      id,
      title: place.field === null ? title : `${title}: ${place.name}`,
      sector: sector.name,
      ...(place.field === null ? {} : { [place.field]: place.name }),
      reward: String(reward),
      deadlineDays: dice.between(DAYS[phase]),
      dependencies,
      energyBudget: String(dice.between([5_000, 120_000], 1_000)),
      thermodynamicProfile: {
        expectedEntropy: hundredths(dice.between(ENTROPY[phase])),
        adjustmentOnDelay,
        ...(bonusBps > 0 ? { validatorBonus: hundredths(bonusBps / 100) } : {}),
      },
    },
  };
}

function hundredths(count: number): string {
  return formatAmount((BigInt(count) * WAD) / 100n);
}

/** A place's name as the beginning of ids: `Vellin Ford` → `VELLIN-FORD`. */
function codeOf(name: string): string {
  return name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "-");
}
