import { juryQuorumOf } from "../../../src/economics/jury.ts";
import { lossBy } from "./flood-cost.ts";
import type { Played, Purses } from "./play.ts";
import {
  ACTORS,
  COUNCIL_STAKE_WEI,
  HONEST_COUNCIL,
  JURY_QUORUM,
  LEAST_COUNCIL_STAKE_WEI,
  TERMS,
} from "./stage.ts";
import { BODIES, DECOY_SEEDS, stageLots, stakedPurses } from "./stage-lots.ts";
import { type OwnJob, playOwn } from "./strategies.ts";

/**
 * What taking up the honest council's stake takes by jobs of one's own that one disputes, on average over some streams of
 * seeds. Once a council of that stake covers no quorum of a jury any more, the coalition does not claim anything before it.
 */
export interface DecoyCost {
  readonly streams: number;
  /** The cheapest of {@link FORMS}. */
  readonly form: string;
  readonly jobs: string;
  /** Of the honest council. */
  readonly stakedWei: string;
  readonly lockedWei: string;
  readonly seatFeesWei: string;
  /** All that the coalition has less by it. */
  readonly lossWei: string;
}

/** In which a seat locks as much as it can: it follows what a job is worth, be it its reward or its bonus. */
const FORMS: Readonly<Record<string, Omit<OwnJob, "hearings">>> = {
  "of good work for a reward of a lock": { rewardWei: TERMS.jurorLockWei },
  "of garbage for a reward of a wei and a bonus of a lock": {
    work: "garbage",
    rewardWei: 1n,
    bonusWei: TERMS.jurorLockWei,
  },
};
const MOST_DECOYS = 60;
const HEARINGS = [3, 2, 1];

/** One stream's decoys. */
interface Decoys {
  readonly jobs: readonly Played[];
  readonly lockedWei: bigint;
}

/** @param streams of seeds, by each of which the council's stake is taken up once in each form @param stakeWei of each of it */
export function decoyCost(streams: number, stakeWei: bigint): DecoyCost {
  const costs = Object.entries(FORMS).map(([form, own]) => {
    const decoys = Array.from({ length: streams }, (_, stream) => {
      return decoysBy(own, stakeWei, DECOY_SEEDS + BODIES * MOST_DECOYS * stream);
    });
    return shownOf(form, stakeWei, decoys);
  });
  return costs.toSorted((a, b) => (BigInt(a.lossWei) < BigInt(b.lossWei) ? -1 : 1))[0] as DecoyCost;
}

/** Of a council that stakes as the stage's does, and of one that stakes the least with which it can be drawn. */
export function decoyCosts(streams: number): readonly DecoyCost[] {
  return [COUNCIL_STAKE_WEI, LEAST_COUNCIL_STAKE_WEI].map((stakeWei) => decoyCost(streams, stakeWei));
}

function shownOf(form: string, stakeWei: bigint, decoys: readonly Decoys[]): DecoyCost {
  const streams = BigInt(decoys.length);
  const mean = (amountOf: (one: Decoys) => bigint) =>
    (decoys.reduce((sum, one) => sum + amountOf(one), 0n) / streams).toString();
  const jobs = decoys.reduce((sum, one) => sum + one.jobs.length, 0);
  return {
    streams: decoys.length,
    form,
    jobs: (Math.floor((jobs * 100) / decoys.length) / 100).toString(),
    stakedWei: stakedBy(stakeWei).toString(),
    lockedWei: mean(({ lockedWei }) => lockedWei),
    seatFeesWei: mean(({ jobs: played }) => seatFeesWei(played)),
    lossWei: mean(({ jobs: played }) => lossBy(played)),
  };
}

function decoysBy(own: Omit<OwnJob, "hearings">, stakeWei: bigint, counter: number): Decoys {
  const purses = stakedPurses(stakeWei);
  const jobs: Played[] = [];
  for (let hearings = hearingsWith(purses); hearings > 0; hearings = hearingsWith(purses)) {
    if (jobs.length === MOST_DECOYS) throw new Error(`${MOST_DECOYS} decoys leave the council a quorum`);
    jobs.push(
      playOwn({ ...own, hearings }, stageLots(counter + BODIES * jobs.length, [ACTORS.ally]), purses),
    );
  }
  const leftWei = HONEST_COUNCIL.reduce((sum, account) => sum + purses.of(account), 0n);
  return { jobs, lockedWei: stakedBy(stakeWei) - leftWei };
}

/** @returns the last hearing of whose jury the honest council still covers a quorum of seats; 0 if of none */
function hearingsWith(purses: Purses): number {
  const seats = HONEST_COUNCIL.map((account) => Number(purses.of(account) / TERMS.jurorLockWei));
  const covered = seats.reduce((sum, one) => sum + one, 0);
  return (
    HEARINGS.find((hearing) => covered >= juryQuorumOf({ ...TERMS, juryQuorum: JURY_QUORUM }, hearing)) ?? 0
  );
}

function stakedBy(stakeWei: bigint): bigint {
  return stakeWei * BigInt(HONEST_COUNCIL.length);
}

function seatFeesWei(jobs: readonly Played[]): bigint {
  const fees = jobs.flatMap(({ end }) => end.payments.filter(({ reason }) => reason === "SeatFee"));
  return fees.reduce((sum, { amountWei }) => sum + BigInt(amountWei), 0n);
}
