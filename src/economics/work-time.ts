import { BPS, WAD } from "../model/units.ts";
import { drawnBelow } from "./chance.ts";

const SHORTEST_BPS = 4_000n;
const ENERGY_BPS = 2_750n;
const CHANCE_BPS = 2_750n;
/** Energy a day at which half of the energy's part is reached: 1,000 units. */
const HALF_ENERGY_WAD = 1_000n * WAD;
/** A late job ends in the first half of its grace, so that whatever else happens it is handed in before it can expire. */
const TAIL = 2n;

/** How {@link workSeconds} and {@link lateSeconds} make up what nobody does; in receipts, beside what was drawn. */
export const WORK_FORMULA =
  'deadline × (4000 + energy + chance) / 10000, where energy = 2750 × e / (e + 1000) for e units of the energy budget a day of the deadline, and chance = h mod 2751 for the first eight bytes h of SHA-256("omnisovereign/work-time/1\\n" + seed + "\\n" + job id), all divisions rounding down, at least 1; of what is late, deadline + 1 + h mod ⌊grace / 2⌋ for those of SHA-256("omnisovereign/lateness/1\\n" + seed + "\\n" + job id); from the second attempt on job id is followed by "\\n" + attempt';

/** What the simulated work time of a job depends on. */
export interface WorkTimeInput {
  readonly deadlineSeconds: number;
  readonly deadlineDays: number;
  readonly energyBudgetWad: bigint;
  readonly jobId: string;
  /** The plan's `chain.seed`. */
  readonly seed: string;
}

/**
 * How long an agent works on a job that is on time, on the virtual clock: between 40 % and 95 % of the deadline.
 *
 * `deadline × (4000 + energy + chance) / 10000`, all divisions rounding down, where
 * `energy = 2750 × e / (e + 1000)` for e units of energy a day, and
 * `chance = h mod 2751` for the first eight bytes h (big-endian) of
 * SHA-256("omnisovereign/work-time/1\n" + seed + "\n" + job id).
 *
 * @returns whole seconds, at least 1
 */
export function workSeconds(input: WorkTimeInput): number {
  const chanceBps = drawnBelow(CHANCE_BPS + 1n, "work-time", [input.seed, input.jobId]);
  const shareBps = SHORTEST_BPS + energyBps(input) + chanceBps;
  const seconds = (BigInt(input.deadlineSeconds) * shareBps) / BPS;
  return Math.max(1, Number(seconds));
}

/**
 * How long an agent works on a job that is late: past its deadline, by half of the grace at most.
 *
 * `deadline + 1 + h mod ⌊grace / 2⌋` for the first eight bytes h (big-endian) of
 * SHA-256("omnisovereign/lateness/1\n" + seed + "\n" + job id).
 *
 * @param graceSeconds from the deadline until the job can expire, two at least.
 * @returns whole seconds
 */
export function lateSeconds(input: WorkTimeInput, graceSeconds: number): number {
  const tail = BigInt(graceSeconds) / TAIL;
  return input.deadlineSeconds + 1 + Number(drawnBelow(tail, "lateness", [input.seed, input.jobId]));
}

function energyBps({ energyBudgetWad, deadlineDays }: WorkTimeInput): bigint {
  const perDayWad = energyBudgetWad / BigInt(deadlineDays);
  return (ENERGY_BPS * perDayWad) / (perDayWad + HALF_ENERGY_WAD);
}
