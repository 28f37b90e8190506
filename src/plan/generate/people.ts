import type { Dice } from "./dice.ts";
import { type DraftJob, HIGHEST_REWARD, type Place } from "./jobs.ts";
import { MANDATES, SEATS } from "./words.ts";

/** One seat of the default protocol locks a fiftieth of the plan's highest reward. */
const SEAT_LOCK = HIGHEST_REWARD / 50;
/** How many times over a stake covers a seat in everything that can run at once. */
const MARGIN = 3;
const JOBS_OF_AN_AGENT = 6;
const MOST_AGENTS_OF_A_PLACE = 12;

/** Those who take a place's jobs in turn; each gets one at least. */
export function draftAgents(jobs: readonly DraftJob[], places: readonly Place[], domain: string): object[] {
  return places.flatMap((place) => {
    const own = jobs.filter((job) => job.place.name === place.name);
    const count = Math.min(MOST_AGENTS_OF_A_PLACE, Math.ceil(own.length / JOBS_OF_AN_AGENT));
    return Array.from({ length: count }, (_, index) => draftAgent(own, place, index, domain));
  });
}

function draftAgent(jobs: readonly DraftJob[], place: Place, index: number, domain: string): object {
  const name = place.field === null ? "works" : slug(place.name);
  const where = place.field === null ? "" : ` of ${place.name}`;
  const capabilities = [...new Set(jobs.flatMap(({ sector }) => sector.skills))].slice(0, 4);
  return {
    handle: `${name}-${index + 1}.agent.${domain}`,
    role: `Works cooperative ${index + 1}${where}`,
    ...(place.field === null ? {} : { regions: [place.name] }),
    capabilities,
  };
}

/**
 * Those whom a committee of three leaves hold half of all stakes, so that they can be a jury where there is no council.
 *
 * @param tracks how many jobs can run at once
 */
export function draftValidators(dice: Dice, tracks: number, domain: string): object[] {
  const count = MANDATES.length + Math.min(18, Math.floor(tracks / 10));
  return Array.from({ length: count }, (_, index) => ({
    handle: `validator-${index + 1}.${domain}`,
    stake: String(dice.between([70_000, 90_000], 1_000) + MARGIN * tracks * SEAT_LOCK),
    mandate: MANDATES[index % MANDATES.length],
  }));
}

export function draftCouncil(dice: Dice, count: number, domain: string): object[] {
  return Array.from({ length: count }, (_, index) => ({
    handle: `council-${index + 1}.${domain}`,
    role: SEATS[index % SEATS.length],
    stake: String(dice.between([40_000, 60_000], 1_000)),
  }));
}

/** `Vellin Ford` → `vellin-ford`. */
export function slug(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}
