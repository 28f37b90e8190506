/**
 * simulate: many reward epochs at many points, by the mirrors of the contracts, and whether the contracts agree. Knows
 * formulas and sums; knows nothing of files and flags.
 */

import type { RewardParameters } from "../economics/entropy.ts";
import type { Shares } from "../economics/shares.ts";
import type { Controller } from "../economics/tick.ts";

/** What a simulation depends on. The same point and seed give the same outcome. */
export interface Point {
  /** The thermostat as it is created; its reference is the plan's initial temperature. */
  readonly controller: Controller;
  readonly referenceWad: bigint;
  /** What the council sets the base to before the first epoch. */
  readonly temperatureWad: bigint;
  readonly rewards: RewardParameters;
  readonly shares: Shares;
  readonly epochSeconds: number;
  /** What the reward engine has to give out in all. */
  readonly reserveWei: bigint;
  readonly epochs: number;
  /** At most 32, so that an epoch is settled in one part. */
  readonly participants: number;
  /** Of ten thousand pieces of work, how many are good. */
  readonly accuracyBps: number;
  /** Jobs that come in an epoch for each agent, in basis points. */
  readonly loadBps: number;
  /** Jobs for each agent that come all at once after a third of the epochs. */
  readonly shock: number;
  /** What an agent has to stake, as a part of what a job asks at the reference temperature. */
  readonly stakesBps: number;
  /** What one piece of work is in the mean. */
  readonly work: MeanWork;
}

export interface MeanWork {
  readonly rewardWei: bigint;
  readonly energyWad: bigint;
  readonly entropyWad: bigint;
}
