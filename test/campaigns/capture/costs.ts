import { drawSeats } from "../../../src/economics/committee.ts";
import { seatLockWei } from "../../../src/economics/seats.ts";
import { seatsOf } from "../../../src/economics/vote-count.ts";
import { except, explains, type Fraction, plus, times } from "./binomial.ts";
import { type BreakEven, breakEvenOf, deepPurses, meanOf } from "./expected.ts";
import { gainOf, type Lots, type Played, Purses } from "./play.ts";
import { boundOf, nameOf, ofJury, PARTS } from "./probability.ts";
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
import {
  coalitionOf,
  hearingSeats,
  honestly,
  POSTURES,
  type Posture,
  play,
  playDust,
  playOwnJobs,
  STRATEGIES,
  type Strategy,
} from "./strategies.ts";

const THIRD = PARTS.at(-1) as Fraction;
const COALITION = coalitionOf([ACTORS.ally]);
const [VOTE, VETO] = STRATEGIES as readonly [Strategy, Strategy];
/** Counters of seeds below these are the odds'. */
const PLAY_SEEDS = 2 ** 40;
const FLOOD_SEEDS = 2 ** 41;
const BODIES = 8;

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

/** Strategies in all postures, for a third; those of nothing but votes for smaller parts as well. */
export function costRows(): readonly {
  readonly strategy: Strategy;
  readonly part: Fraction;
  readonly posture: Posture;
}[] {
  const voting = PARTS.slice(0, -1).flatMap((part) => [VOTE, VETO].map((strategy) => ({ strategy, part })));
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

/** The same without a flood, which was before. */
function calmed(strategy: Strategy): Strategy {
  return { ...strategy, floods: "nothing" };
}

/** Of jobs of a wei, which cost the same whoever of the honest is drawn for them. */
const EVERY_SEAT_HONEST: Lots = {
  committee: () => [{ account: HONEST_VALIDATORS[0]?.account as string, seats: TERMS.committeeSize }],
  jury: () => [],
};
const NOTHING: Fraction = { over: 0n, under: 1n };
const DUST_LOSS: Fraction = { over: lossBy(playDust(() => EVERY_SEAT_HONEST, deepPurses(true))), under: 1n };

/** No strategy captures more often. Good work is captured where it is rejected. */
function captureBound(
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
  const { job } = play(VOTE, { ...situation, lots, purses, ownLots: () => lots });
  return seatsOf(job.rounds.flat()) > 0;
}

function lossBy(jobs: readonly Played[]): bigint {
  return jobs.reduce((sum, job) => sum - gainOf(COALITION, job), 0n);
}

/** Draws of one job on the stage, by seeds from the stream itself. */
function stageLots(counter: number, barred: readonly string[]): Lots {
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

const STAGE_VALIDATORS = [...HONEST_VALIDATORS, { account: ACTORS.ally, weightWei: stakeFor(THIRD) }];
const STAGE_COUNCIL = candidates(
  [...HONEST_COUNCIL, ...ALLIED_COUNCIL].map((account) => ({ account, weightWei: 1n })),
  [],
);

function stagePurses(): Purses {
  // Councillors cover whatever they are drawn for.
  return new Purses(
    STAGE_VALIDATORS.map(({ account, weightWei }) => [account, weightWei] as const),
    10n ** 6n * seatLockWei({ rewardWei: VALUE_WEI, bonusCapWei: 0n }, TERMS),
  );
}

function minus(one: Fraction, { over, under }: Fraction): Fraction {
  return plus(one, { over: -over, under });
}

function floor({ over, under }: Fraction): bigint {
  const quotient = over / under;
  return over < 0n && quotient * under !== over ? quotient - 1n : quotient;
}
