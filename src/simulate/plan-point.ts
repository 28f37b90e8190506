import type { Shares } from "../economics/shares.ts";
import { SHARE_ROLES } from "../model/enums.ts";
import type { Project } from "../model/loaded-project.ts";
import type { Plan } from "../model/plan.ts";
import { REWARD_EPOCH_SECONDS, rewardParameters } from "../records/planetary-settings.ts";
import { thermostatConfig } from "../records/settings.ts";
import type { MeanWork, Point } from "./point.ts";

/** What is stated of a sweep and no plan says. */
const UNPLANNED = { participants: 10, accuracyBps: 9_500, loadBps: 10_000, shock: 0, stakesBps: 12_500 };

/** The plans of a mission: the nation's thermostat and shares, and the layer whose work the reward engine pays. */
type Plans = Pick<Project, "national" | "planetary">;

/** The point that a mission stands at: its thermostat, shares and price, and the means of its jobs. */
export function pointOfMission({ national, planetary }: Plans, epochs: number): Point {
  const { minTickSeconds: _, baseWad, ...controller } = thermostatConfig(national);
  const paying = planetary ?? national;
  const rewards = rewardParameters(paying);
  return {
    controller,
    referenceWad: baseWad,
    temperatureWad: baseWad,
    rewards,
    shares: SHARE_ROLES.map((role) => BigInt(national.protocol.shares[`${role}Bps`])) as unknown as Shares,
    epochSeconds: REWARD_EPOCH_SECONDS,
    // So that no epoch goes short.
    reserveWei: rewards.epochCapWei * BigInt(epochs),
    epochs,
    work: meanWork(paying),
    ...UNPLANNED,
  };
}

function meanWork({ jobs }: Plan): MeanWork {
  const mean = (amountOf: (job: Plan["jobs"][number]) => bigint) =>
    jobs.reduce((sum, job) => sum + amountOf(job), 0n) / BigInt(Math.max(1, jobs.length));
  return {
    rewardWei: mean((job) => job.rewardWei),
    energyWad: mean((job) => job.energyBudgetWad),
    entropyWad: mean((job) => job.expectedEntropyWad),
  };
}
