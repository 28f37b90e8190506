import { seatLockOfTerms, seatLockWei } from "../economics/seats.ts";
import { part, partUp } from "../economics/shares.ts";
import { type JobSpan, type TimedJob, timelineOf } from "../economics/timeline.ts";
import type { Drill, LayerId } from "../model/plan.ts";
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
  /** Whether its jobs run after another layer's drills, which may have moved the temperature. */
  readonly isLater: boolean;
  /** What a seat locks at most; undefined if these jobs' own rewards decide it. */
  readonly seatLockWei?: bigint | undefined;
}

/** @returns whether the plan's jobs can run after drills of a nation */
export function isLater(
  { layers, regions }: { readonly layers?: unknown; readonly regions?: readonly unknown[] | undefined },
  role: LayerId | undefined,
): boolean {
  return layers !== undefined || role === "planetary" || (regions ?? []).length > 0;
}

function spansOf({ jobs, protocol, seed }: StakingInput): JobSpan[] {
  const { windows, committee } = protocol;
  const { size: committeeSize, seedBlocks } = committee;
  return timelineOf(jobs, { ...windows, seed, committeeSize, seedBlocks });
}

/**
 * The most stake that each agent's jobs lock at once.
 *
 * @param agents one handle for each job, in the jobs' order
 */
export function demandsOfAgents(
  input: StakingInput,
  agents: readonly string[],
  drills: readonly Pick<Drill, "job">[],
): Map<string, Demand> {
  const { jobs, protocol, thermostat, isLater } = input;
  const { initialTemperature, minimumTemperature = initialTemperature / 2n } = thermostat;
  const spans = spansOf(input);
  const staked = jobs.map(({ id, reward }, index) => ({
    id,
    agent: agents[index] ?? "",
    agentStakeWei: partUp(reward, protocol.stakes.agentBps),
    span: spans[index] as JobSpan,
  }));
  const climate = {
    initialWad: initialTemperature,
    minimumWad: minimumTemperature > 0n ? minimumTemperature : 1n,
    moved: isLater,
  };
  return agentDemands(staked, climate, new Set(drills.flatMap(({ job }) => job ?? [])));
}

/** What a seat locks at most. */
export function mostSeatLockWei({ seatLockWei, jobs, protocol }: StakingInput): bigint {
  const { validatorBps } = protocol.stakes;
  return seatLockWei ?? seatLockOfTerms(jobs.map(({ reward }) => partUp(reward, validatorBps)));
}

/**
 * What each job's committee locks: the share of the nation's dearest job for a seat, but never more than the job's own reward
 * and bonus, which can have been doubled.
 *
 * @param excludedOf validators who cannot judge a job
 */
export function seatingsOf(
  input: StakingInput,
  excludedOf: (index: number) => ReadonlySet<string>,
): Seating[] {
  const spans = spansOf(input);
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
