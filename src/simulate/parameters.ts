import type { Shares } from "../economics/shares.ts";
import { DAY_SECONDS, WAD } from "../model/units.ts";
import type { Point } from "./point.ts";

/** Something that a sweep can vary. Values are written as plain decimals, 18 of them count. */
export interface Parameter {
  readonly name: string;
  /** What it is, and in what it counts. */
  readonly about: string;
  /** Bounds of its value, in WAD, at a point. */
  readonly bounds: (point: Point) => readonly [least: bigint, most: bigint];
  readonly set: (point: Point, valueWad: bigint) => Point;
}

const MOST_GAIN = 10n ** 24n;
const MOST_AMOUNT = 2n ** 96n - 1n;
const BPS_WAD = WAD / 10_000n;

/** Everything that a sweep can vary, by its name. */
export const PARAMETERS: readonly Parameter[] = [
  {
    name: "temperature",
    about: "base temperature that the council sets before the first epoch",
    bounds: ({ controller }) => [controller.bounds.minWad, controller.bounds.maxWad],
    set: (point, temperatureWad) => ({ ...point, temperatureWad }),
  },
  {
    name: "nat-price",
    about: "what a nat of uncertainty is worth at the reference temperature, tokens",
    bounds: () => [0n, MOST_AMOUNT],
    set: (point, natPriceWei) => ({ ...point, rewards: { ...point.rewards, natPriceWei } }),
  },
  {
    name: "kappa",
    about: "part of the free energy that an epoch gives out",
    bounds: () => [0n, WAD],
    set: (point, kappaWad) => ({ ...point, rewards: { ...point.rewards, kappaWad } }),
  },
  {
    name: "epoch-cap",
    about: "the most that an epoch gives out, tokens",
    bounds: () => [0n, MOST_AMOUNT],
    set: (point, epochCapWei) => ({ ...point, rewards: { ...point.rewards, epochCapWei } }),
  },
  gain("kp", "proportional gain of the thermostat"),
  gain("ki", "integral gain of the thermostat, a second"),
  gain("kd", "derivative gain of the thermostat, seconds"),
  {
    name: "epoch-days",
    about: "length of a reward epoch and of the time between two ticks, days",
    bounds: () => [WAD / 8n, 365n * WAD],
    set: (point, daysWad) => ({ ...point, epochSeconds: Number((daysWad * BigInt(DAY_SECONDS)) / WAD) }),
  },
  {
    name: "agents-share",
    about: "the agents' part of a budget; the others keep their proportions",
    bounds: () => [WAD / 100n, WAD],
    set: (point, shareWad) => ({ ...point, shares: withAgentsShare(point.shares, shareWad / BPS_WAD) }),
  },
  {
    name: "accuracy",
    about: "part of the work that is good",
    bounds: () => [0n, WAD],
    set: (point, partWad) => ({ ...point, accuracyBps: Number(partWad / BPS_WAD) }),
  },
  {
    name: "stakes",
    about: "what an agent has to stake, against what a job asks at the reference temperature",
    bounds: () => [0n, 100n * WAD],
    set: (point, partWad) => ({ ...point, stakesBps: Number(partWad / BPS_WAD) }),
  },
  {
    name: "load",
    about: "jobs that come in an epoch for each agent",
    bounds: () => [0n, 100n * WAD],
    set: (point, partWad) => ({ ...point, loadBps: Number(partWad / BPS_WAD) }),
  },
  {
    name: "shock",
    about: "jobs for each agent that come at once after a third of the epochs; whole",
    bounds: () => [0n, 1_000n * WAD],
    set: (point, jobsWad) => ({ ...point, shock: Number(jobsWad / WAD) }),
  },
  {
    name: "participants",
    about: "who takes part in every epoch; whole",
    bounds: () => [1n * WAD, 32n * WAD],
    set: (point, countWad) => ({ ...point, participants: Number(countWad / WAD) }),
  },
];

function gain(name: "kp" | "ki" | "kd", about: string): Parameter {
  return {
    name,
    about,
    bounds: () => [0n, MOST_GAIN],
    set: (point, value) => {
      const { controller } = point;
      return { ...point, controller: { ...controller, gains: { ...controller.gains, [name]: value } } };
    },
  };
}

/** What rounding leaves over is the employers'. */
function withAgentsShare([agents, validators, operators, employers]: Shares, bps: bigint): Shares {
  const others = 10_000n - bps;
  const before = validators + operators + employers;
  if (before === 0n) return [agents, validators, operators, employers];
  const [v, o] = [(validators * others) / before, (operators * others) / before];
  return [bps, v, o, others - v - o];
}
