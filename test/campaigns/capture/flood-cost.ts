import { seatsOf } from "../../../src/economics/vote-count.ts";
import type { Fraction } from "./binomial.ts";
import { gainOf, type Played, type Purses } from "./play.ts";
import { ACTORS, VALUE_WEI } from "./stage.ts";
import { BODIES, COALITION, FLOOD_SEEDS, stageLots, stagePurses } from "./stage-lots.ts";
import { play, playOwnJobs, STRATEGIES, type Strategy } from "./strategies.ts";

/** What taking up the honest validators' stake takes, on average over some streams of seeds. */
export interface FloodCost {
  readonly streams: number;
  readonly jobs: string;
  /** Of these, as many found no committee. */
  readonly refused: string;
  readonly lockedWei: string;
  readonly seatFeesWei: string;
  /** All that the coalition has less by it. */
  readonly lossWei: string;
  /** After as many of the streams the job in question finds no committee either. */
  readonly refuses: number;
}

/** One stream's flood. */
interface Flood {
  readonly jobs: number;
  readonly refused: number;
  readonly lockedWei: bigint;
  readonly seatFeesWei: bigint;
  readonly lossWei: bigint;
  readonly refuses: boolean;
}

/** @param streams of seeds, by each of which honest stake is taken up once */
export function floodCost(streams: number): { readonly shown: FloodCost; readonly lossWei: Fraction } {
  const floods = Array.from({ length: streams }, (_, stream) => floodBy(FLOOD_SEEDS + 2 ** 10 * stream));
  const total = <K extends keyof Flood>(key: K) =>
    floods.reduce((sum, flood) => sum + BigInt(flood[key]), 0n);
  const mean = (sum: bigint) => (sum / BigInt(streams)).toString();
  const decimal = (sum: bigint) => (Number((sum * 100n) / BigInt(streams)) / 100).toString();
  return {
    shown: {
      streams,
      jobs: decimal(total("jobs")),
      refused: decimal(total("refused")),
      lockedWei: mean(total("lockedWei")),
      seatFeesWei: mean(total("seatFeesWei")),
      lossWei: mean(total("lossWei")),
      refuses: Number(total("refuses")),
    },
    lossWei: { over: total("lossWei"), under: BigInt(streams) },
  };
}

function floodBy(counter: number): Flood {
  const purses = stagePurses();
  const jobs = playOwnJobs((own) => stageLots(counter + BODIES * own, [ACTORS.ally]), purses);
  const seatsOfAll = jobs.map(({ rounds }) => seatsOf(rounds.flat()));
  const locks = jobs.flatMap(({ rounds }) => rounds.flat().map(({ lockedWei }) => lockedWei));
  const fees = jobs.flatMap(({ end }) => end.payments.filter(({ reason }) => reason === "SeatFee"));
  return {
    jobs: jobs.length,
    refused: seatsOfAll.filter((seats) => seats === 0).length,
    lockedWei: locks.reduce((sum, one) => sum + one, 0n),
    seatFeesWei: fees.reduce((sum, { amountWei }) => sum + BigInt(amountWei), 0n),
    lossWei: lossBy(jobs),
    refuses: !findsCommittee(counter - BODIES, purses),
  };
}

/** Whether a job of {@link VALUE_WEI} does, by seeds of its own. */
function findsCommittee(counter: number, purses: Purses): boolean {
  const situation = { valueWei: VALUE_WEI, posture: "undisputed", coalition: COALITION } as const;
  const lots = stageLots(counter, []);
  const { job } = play(STRATEGIES[0] as Strategy, { ...situation, lots, purses, ownLots: () => lots });
  return seatsOf(job.rounds.flat()) > 0;
}

/** What the coalition has less by jobs of its own. */
export function lossBy(jobs: readonly Played[]): bigint {
  return jobs.reduce((sum, job) => sum - gainOf(COALITION, job), 0n);
}
