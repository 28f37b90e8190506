import { weigh } from "../economics/pid.ts";
import {
  type EpochSettlement,
  type Participant,
  type RoleShare,
  settleEpoch,
} from "../economics/reward-epoch.ts";
import { foretellTick, type TickStart, type TickStep } from "../economics/tick.ts";
import { SHARE_ROLE_BITS, SHARE_ROLES } from "../model/enums.ts";
import type { Kpis } from "../model/thermodynamics.ts";
import { WAD } from "../model/units.ts";
import { sha256OfText } from "../support/digest.ts";
import { agentsOf, nextBacklog } from "./backlog.ts";
import { drawsOf } from "./draw.ts";
import { drawWork } from "./epoch-work.ts";
import type { Point } from "./point.ts";

/** What is measured once an epoch, for reports. */
export const READING_FORMULAS = {
  emission: "energy of the epoch's work / mean energy × participants",
  backlog: "jobs that nobody has taken / agents",
  sla: "poor pieces of work / participants",
} as const;

/** One epoch as the mirrors say that the contracts settle it. */
export interface PlayedEpoch {
  readonly epoch: number;
  readonly participants: readonly Participant[];
  readonly kpis: Kpis;
  readonly backlog: number;
  readonly poor: number;
  readonly tick: TickStep;
  readonly settlement: EpochSettlement;
}

/** Plays a point's epochs, one after the other: each is read, ticks, then settles at the temperature after that. */
export function* playEpochs(point: Point, seed: string): Generator<PlayedEpoch, void> {
  const draws = drawsOf(sha256OfText(`omnisovereign/simulate/1\n${seed}`));
  const agents = agentsOf(point);
  let start: TickStart = startOf(point);
  let backlog = 0;
  let reserveWei = point.reserveWei;
  let temperatureWad = point.temperatureWad;
  for (let epoch = 0; epoch < point.epochs; epoch++) {
    const { participants, poor } = drawWork(point, draws);
    backlog = nextBacklog(point, agents, { backlog, epoch, temperatureWad }, draws);
    const kpis = kpisOf(point, { participants, poor, backlog, agents });
    const measuredAt = BigInt(epoch * point.epochSeconds + 1);
    const tick = foretellTick(start, point.controller, { kpis, measuredAt, broughtAt: measuredAt });
    start = after(start, tick, kpis, measuredAt, point);
    temperatureWad = tick.afterWad;
    const settlement = settle(point, participants, temperatureWad, reserveWei);
    reserveWei -= settlement.budgetWei;
    yield { epoch, participants, kpis, backlog, poor, tick, settlement };
  }
}

function startOf({ temperatureWad }: Point): TickStart {
  return {
    activeSeconds: 0n,
    baseWad: temperatureWad,
    raiseWad: 0n,
    integralWad: 0n,
    outputWad: 0n,
    measurementWad: 0n,
    lastTickAt: 0n,
  };
}

function after(start: TickStart, tick: TickStep, kpis: Kpis, measuredAt: bigint, point: Point): TickStart {
  return {
    ...start,
    activeSeconds: measuredAt,
    integralWad: tick.integral,
    outputWad: tick.output,
    measurementWad: weigh(kpis, point.controller.weights),
    lastTickAt: measuredAt,
  };
}

function kpisOf(
  { work, participants: count }: Point,
  done: Pick<PlayedEpoch, "participants" | "poor" | "backlog"> & { readonly agents: number },
): Kpis {
  const energyWad = done.participants.reduce((sum, each) => sum + each.energyWad, 0n);
  const meantWad = work.energyWad * BigInt(count);
  return {
    emissionWad: meantWad === 0n ? WAD : (energyWad * WAD) / meantWad,
    backlogWad: (BigInt(done.backlog) * WAD) / BigInt(done.agents),
    slaWad: (BigInt(done.poor) * WAD) / BigInt(count),
  };
}

/** No role's temperature is set apart from the others'. */
function settle(
  { shares, referenceWad, rewards }: Point,
  participants: readonly Participant[],
  temperatureWad: bigint,
  reserveWei: bigint,
): EpochSettlement {
  const roles = SHARE_ROLES.map(
    (role, place): RoleShare => ({
      role: SHARE_ROLE_BITS[role],
      shareBps: shares[place] as bigint,
      temperatureWad,
    }),
  );
  return settleEpoch({ participants, roles, referenceWad, temperatureWad, reserveWei, parameters: rewards });
}
