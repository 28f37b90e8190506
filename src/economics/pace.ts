import type { Plan } from "../model/plan.ts";
import { DAY_SECONDS, WAD } from "../model/units.ts";
import { ceilDiv, max, min } from "./fixed-point.ts";
import { part } from "./shares.ts";

/** In so many parts ticks divide the time that a layer's jobs may take. */
const PARTS = 16;
/** A layer that takes longer than its plan says is followed for as long again. */
const MOST_TICKS = 2 * PARTS;

/** How {@link cadenceOf} computes it, for people. */
export const CADENCE_FORMULA = `the time until the layer's last job is due / ${PARTS}, rounded up to whole days; the first tick comes as the layer's jobs begin, the last one once all of them are settled, and there are no more than ${MOST_TICKS}`;

/** When the thermostat ticks while a layer's jobs run. */
export interface Cadence {
  readonly intervalSeconds: bigint;
  readonly most: number;
}

/** What a layer's plan lets one expect of its jobs. Seconds count from the first assignment. */
export interface Pace {
  /** By the jobs' ids: when each is settled if it and all before it take their whole deadlines and one committee. */
  readonly dueSeconds: ReadonlyMap<string, bigint>;
  /** When the last one is. */
  readonly lastSeconds: bigint;
  /** All rewards and bonuses. */
  readonly plannedWei: bigint;
}

/** @param terms the plan whose windows the jobs have */
export function paceOf(
  { jobs, schedule }: Pick<Plan, "jobs" | "schedule">,
  terms: Pick<Plan, "protocol">,
): Pace {
  const { commitSeconds, revealSeconds, challengeSeconds } = terms.protocol.windows;
  const judgedSeconds = BigInt(commitSeconds + revealSeconds + challengeSeconds);
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const dueSeconds = new Map<string, bigint>();
  for (const job of schedule.waves.flat().flatMap((id) => byId.get(id) ?? [])) {
    const before = job.dependencies.reduce((latest, id) => max(latest, dueSeconds.get(id) ?? 0n), 0n);
    dueSeconds.set(job.id, before + BigInt(job.deadlineSeconds) + judgedSeconds);
  }
  return {
    dueSeconds,
    lastSeconds: [...dueSeconds.values()].reduce(max, 0n),
    plannedWei: jobs.reduce(
      (sum, { rewardWei, validatorBonusBps }) => sum + rewardWei + part(rewardWei, validatorBonusBps),
      0n,
    ),
  };
}

/** A function of the plan alone, whatever becomes of its jobs: see {@link CADENCE_FORMULA}. */
export function cadenceOf({ lastSeconds }: Pace): Cadence {
  const days = max(1n, ceilDiv(lastSeconds, BigInt(PARTS * DAY_SECONDS)));
  return { intervalSeconds: days * BigInt(DAY_SECONDS), most: MOST_TICKS };
}

/** What a layer's jobs have come to. */
export interface Progress {
  /** Since the first assignment. */
  readonly elapsedSeconds: bigint;
  readonly paidWei: bigint;
  /** Ids of jobs that are over, however they ended. */
  readonly settled: ReadonlySet<string>;
}

/** What has been paid against the even pace of the plan; 1 is on pace. WAD, what deviates from it rounded toward zero. */
export function emissionWad(
  { plannedWei, lastSeconds }: Pace,
  { elapsedSeconds, paidWei }: Progress,
): bigint {
  if (plannedWei === 0n || lastSeconds === 0n) return WAD;
  const accruedWei = (plannedWei * min(elapsedSeconds, lastSeconds)) / lastSeconds;
  return WAD + ((paidWei - accruedWei) * WAD) / plannedWei;
}

/** How many of the jobs are due and not settled, as a part of all. WAD, rounded down. */
export function backlogWad({ dueSeconds }: Pace, { elapsedSeconds, settled }: Progress): bigint {
  if (dueSeconds.size === 0) return 0n;
  const waiting = [...dueSeconds].filter(([id, due]) => due <= elapsedSeconds && !settled.has(id));
  return (BigInt(waiting.length) * WAD) / BigInt(dueSeconds.size);
}

/** Work on one job, active time. */
export interface Stint {
  readonly from: bigint;
  /** When it is late. */
  readonly deadline: bigint;
  /** `null` while it goes on. */
  readonly until: bigint | null;
}

/** What part of the time that was worked after one moment and until another lay past deadlines. WAD, rounded down. */
export function latenessWad(stints: Iterable<Stint>, since: bigint, now: bigint): bigint {
  let [worked, late] = [0n, 0n];
  for (const { from, deadline, until } of stints) {
    const end = until === null ? now : min(until, now);
    worked += max(0n, end - max(from, since));
    late += max(0n, end - max(deadline, since));
  }
  return worked === 0n ? 0n : (late * WAD) / worked;
}

/** How a tick's readings are computed, by their names, for people. */
export const TICK_FORMULAS = {
  emission:
    "1 + (paid − accrued) / planned: planned all rewards and bonuses of the layer's plan, paid what its jobs' escrows have paid of them, accrued what of planned has run up evenly from the first assignment until the last job is due",
  backlog:
    "jobs that are due and not settled / jobs: a job is due once its deadline and its committee's windows for commits, reveals and challenge have passed since the last job that it waits for was due",
  lateness:
    "time that agents have worked past deadlines since the last tick / all time that they have worked since then",
} as const;
