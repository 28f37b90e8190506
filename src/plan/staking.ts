import { attemptsDrawn, workerOf } from "../economics/attempts.ts";
import { seatLockOfTerms, seatLockWei } from "../economics/seats.ts";
import { part, partUp } from "../economics/shares.ts";
import { type JobSpan, type TimedJob, timelineOf } from "../economics/timeline.ts";
import type { Odds } from "../model/course.ts";
import { NO_ODDS } from "../model/course.ts";
import { DAY_SECONDS } from "../model/units.ts";
import { agentDemands, type Demand, type Seating } from "./demand.ts";
import { toBps } from "./ratios.ts";
import type { PlanDocument } from "./schema.ts";

/** What stakes depend on; a part of a plan document, whole or as far as it is usable. */
export interface StakingInput {
  readonly jobs: readonly (TimedJob & {
    readonly reward: bigint;
    readonly thermodynamicProfile: { readonly validatorBonus?: bigint | undefined };
  })[];
  readonly protocol: PlanDocument["protocol"];
  readonly thermostat: {
    readonly initialTemperature: bigint;
    readonly minimumTemperature?: bigint | undefined;
  };
  readonly seed: string;
  readonly odds: Odds;
  /** What a seat locks at most; undefined if these jobs' own rewards decide it. */
  readonly seatLockWei?: bigint | undefined;
}

/** When the plan's jobs run, by what is drawn for them. */
export function spansOf({ jobs, protocol, seed, odds }: Omit<StakingInput, "thermostat">): JobSpan[] {
  const { windows, committee } = protocol;
  const { size: committeeSize, ...sizes } = committee;
  return timelineOf(jobs, { ...windows, ...sizes, seed, odds, committeeSize });
}

/**
 * Whoever makes an attempt at each job that is drawn, in the jobs' order.
 *
 * @param agents one handle for each job
 */
export function workersOf(
  { jobs, protocol, seed, odds }: Omit<StakingInput, "thermostat">,
  agents: readonly string[],
  staff: Parameters<typeof workerOf>[0],
): string[][] {
  const { windows, committee } = protocol;
  const common = { seed, odds, graceSeconds: windows.graceSeconds, committeeSize: committee.size };
  return jobs.map(({ id, deadlineDays, energyBudget, course, onFailure }, index) => {
    const agent = agents[index] ?? "";
    if (onFailure !== "substitute") return [agent];
    const work = {
      jobId: id,
      deadlineDays,
      deadlineSeconds: deadlineDays * DAY_SECONDS,
      energyBudgetWad: energyBudget,
    };
    const attempts = attemptsDrawn({ ...common, ...work, pins: course }, onFailure);
    return [...new Set(attempts.map((_, attempt) => workerOf(staff, { agent, onFailure }, attempt + 1)))];
  });
}

/** The same jobs where all goes to plan. */
function undisturbed(input: StakingInput): StakingInput {
  return {
    ...input,
    odds: NO_ODDS,
    jobs: input.jobs.map((job) => ({ ...job, course: { late: job.course.late } })),
  };
}

/**
 * The most stake that each agent's jobs lock at once.
 *
 * @param workers of each job whoever may make an attempt at it, in the jobs' order
 */
export function demandsOfAgents(
  input: StakingInput,
  workers: readonly (readonly string[])[],
): Map<string, Demand> {
  const { jobs, protocol, thermostat } = input;
  const { initialTemperature, minimumTemperature = initialTemperature / 2n } = thermostat;
  const spans = spansOf(input);
  const staked = jobs.flatMap(({ id, reward }, index) =>
    (workers[index] ?? []).map((agent) => ({
      id,
      agent,
      agentStakeWei: partUp(reward, protocol.stakes.agentBps),
      span: spans[index] as JobSpan,
    })),
  );
  const climate = {
    initialWad: initialTemperature,
    minimumWad: minimumTemperature > 0n ? minimumTemperature : 1n,
  };
  return agentDemands(staked, climate);
}

/** What a seat locks at most. */
export function mostSeatLockWei({ seatLockWei, jobs, protocol }: StakingInput): bigint {
  const { validatorBps } = protocol.stakes;
  return seatLockWei ?? seatLockOfTerms(jobs.map(({ reward }) => partUp(reward, validatorBps)));
}

/**
 * What each job's committee locks where all goes to plan; where it does not, a committee that finds no stake is refused, and a
 * jury judges. The share of the nation's dearest job for a seat, but never more than the job's own reward
 * and bonus, which can have been doubled.
 *
 * @param excludedOf validators who cannot judge a job
 */
export function seatingsOf(
  input: StakingInput,
  excludedOf: (index: number) => ReadonlySet<string>,
): Seating[] {
  const spans = spansOf(undisturbed(input));
  const most = mostSeatLockWei(input);
  return input.jobs.map(({ id, reward, thermodynamicProfile }, index) => ({
    id,
    seatWei: seatLockWei(reward + part(reward, 2 * toBps(thermodynamicProfile.validatorBonus ?? 0n)), {
      seatLockWei: most,
    }),
    excluded: excludedOf(index),
    span: spans[index] as JobSpan,
  }));
}
