import { scaledStakeWei } from "../economics/stake-scaling.ts";
import { ROLE } from "../model/enums.ts";
import { BPS, WHOLE_BPS } from "../model/units.ts";
import type { Draws } from "./draw.ts";
import { roleAt } from "./epoch-work.ts";
import type { Point } from "./point.ts";

/** How {@link nextBacklog} goes, for reports. */
export const BACKLOG_FORMULA =
  "backlog + jobs that come − jobs that all agents' stakes suffice for, at least 0; agents × load × (5000 + a draw below 10001) / 10000 come, rounded down, and agents × shock more after a third of the epochs; a job asks the contracts' scaled stake at the temperature of the epoch before";

/** How many of a point's participants are agents, at least one. */
export function agentsOf({ participants }: Pick<Point, "participants">): number {
  return Array.from({ length: participants }, (_, place) => roleAt(place)).filter(
    (role) => role === ROLE.agent,
  ).length;
}

/** The epoch in which the shock comes. */
export function shockEpoch({ epochs }: Pick<Point, "epochs">): number {
  return Math.floor(epochs / 3);
}

/**
 * Jobs that nobody has taken at the end of an epoch. The hotter it is, the less stake a job asks, and the more of them
 * the same agents can take: that is what the thermostat steers by.
 */
export function nextBacklog(
  point: Point,
  agents: number,
  { backlog, epoch, temperatureWad }: { backlog: number; epoch: number; temperatureWad: bigint },
  draws: Draws,
): number {
  const spread = WHOLE_BPS / 2 + draws(WHOLE_BPS + 1);
  const regular = (BigInt(agents * point.loadBps) * BigInt(spread)) / (BPS * BPS);
  const burst = epoch === shockEpoch(point) ? agents * point.shock : 0;
  const askedWei = scaledStakeWei(point.work.rewardWei, point.referenceWad, temperatureWad);
  const stakesWei = (BigInt(agents * point.stakesBps) * point.work.rewardWei) / BPS;
  // Work for nothing asks no stake: nobody waits.
  if (askedWei === 0n) return 0;
  return Math.max(0, backlog + Number(regular) + burst - Number(stakesWei / askedWei));
}
