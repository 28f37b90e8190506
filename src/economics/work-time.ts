import type { Job, Plan } from "../model/plan.ts";
import { BPS, WAD } from "../model/units.ts";
import { sha256OfText } from "../support/digest.ts";

const SHORTEST_BPS = 4_000n;
const ENERGY_BPS = 2_750n;
const CHANCE_BPS = 2_750n;
/** Energy a day at which half of the energy's part is reached: 1,000 units. */
const HALF_ENERGY_WAD = 1_000n * WAD;

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
 * How long an agent works on a job, on the virtual clock: between 40 % and 95 % of the deadline.
 *
 * `deadline × (4000 + energy + chance) / 10000`, all divisions rounding down, where
 * `energy = 2750 × e / (e + 1000)` for e units of energy a day, and
 * `chance = h mod 2751` for the first eight bytes h (big-endian) of
 * SHA-256("omnisovereign/work-time/1\n" + seed + "\n" + job id).
 *
 * @returns whole seconds, at least 1
 */
export function workSeconds(input: WorkTimeInput): number {
  const shareBps = SHORTEST_BPS + energyBps(input) + chanceBps(input);
  const seconds = (BigInt(input.deadlineSeconds) * shareBps) / BPS;
  return Math.max(1, Number(seconds));
}

/** The simulated time that a job of a plan takes, seconds. */
export function workSecondsOf(plan: Plan, job: Job): bigint {
  return BigInt(workSeconds({ ...job, jobId: job.id, seed: plan.chain.seed }));
}

function energyBps({ energyBudgetWad, deadlineDays }: WorkTimeInput): bigint {
  const perDayWad = energyBudgetWad / BigInt(deadlineDays);
  return (ENERGY_BPS * perDayWad) / (perDayWad + HALF_ENERGY_WAD);
}

function chanceBps({ seed, jobId }: WorkTimeInput): bigint {
  const digest = sha256OfText(`omnisovereign/work-time/1\n${seed}\n${jobId}`);
  return BigInt(`0x${digest.slice(0, 16)}`) % (CHANCE_BPS + 1n);
}
