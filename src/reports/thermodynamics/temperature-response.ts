import {
  budgetWei,
  type EnergyBalance,
  freeEnergyWei,
  type RewardParameters,
  relativeTemperatureWad,
} from "../../economics/entropy.ts";
import { ceilDiv, max } from "../../economics/fixed-point.ts";
import { type BudgetDivision, divideBudget, type RoleShare } from "../../economics/reward-epoch.ts";
import { scaledStakeWei } from "../../economics/stake-scaling.ts";
import { SHARE_ROLE_BITS, SHARE_ROLES } from "../../model/enums.ts";
import type { Job, Plan } from "../../model/plan.ts";
import type { ArgumentRecord } from "../../model/record.ts";
import type { TemperatureResponse } from "../../model/thermodynamics.ts";
import { BPS } from "../../model/units.ts";
import { textArg, uintArg } from "../../records/events.ts";

/** A tenth less, nothing, a tenth more. */
const CHANGES_BPS = [-1_000n, 0n, 1_000n];

/** What an epoch was settled by, as its events say. */
export interface SettledBy extends BudgetDivision, EnergyBalance {
  readonly temperatureWad: bigint;
  readonly reserveWei: bigint;
  readonly parameters: RewardParameters;
}

interface EpochEvents {
  /** `EpochSettled` and `BudgetFixed`. */
  readonly settled: ArgumentRecord;
  readonly fixed: ArgumentRecord;
  /** `RoleShareDivided` of each role, and `AttestationKept` of each entry. */
  readonly roles: readonly ArgumentRecord[];
  readonly kept: readonly ArgumentRecord[];
}

/** @param terms the plan whose thermostat and terms the contracts got */
export function settledBy({ settled, fixed, roles, kept }: EpochEvents, terms: Plan): SettledBy {
  const parameters = fixed.parameters as ArgumentRecord;
  return {
    deltaHWei: BigInt(textArg(settled, "deltaHWei")),
    deltaSWad: BigInt(textArg(settled, "deltaSWad")),
    temperatureWad: uintArg(settled, "temperatureWad"),
    referenceWad: terms.governance.thermostat.initialTemperatureWad,
    reserveWei: uintArg(fixed, "reserveWei"),
    parameters: {
      natPriceWei: uintArg(parameters, "natPriceWei"),
      kappaWad: uintArg(parameters, "kappaWad"),
      epochCapWei: uintArg(parameters, "epochCapWei"),
      amountCapWei: uintArg(parameters, "amountCapWei"),
      uncertaintyCapWad: uintArg(parameters, "uncertaintyCapWad"),
    },
    roles: roles.map((role) => roleShare(role, uintArg(settled, "budgetWei"), terms)),
    participants: kept.map((args) => ({
      role: Number(uintArg(args, "role")),
      energyWad: uintArg(args, "energyWad"),
      valueWei: uintArg(args, "valueWei"),
    })),
  };
}

/** The share in basis points follows from what it came to; where that is nothing, it is taken as planned. */
function roleShare(args: ArgumentRecord, budget: bigint, { protocol }: Plan): RoleShare {
  const bit = Number(uintArg(args, "role"));
  const name = SHARE_ROLES.find((role) => SHARE_ROLE_BITS[role] === bit);
  const plannedBps = name === undefined ? 0n : BigInt(protocol.shares[`${name}Bps`]);
  return {
    role: bit,
    shareBps: budget === 0n ? plannedBps : ceilDiv(uintArg(args, "shareWei") * BPS, budget),
    temperatureWad: uintArg(args, "temperatureWad"),
  };
}

/** What an epoch would have come to at other temperatures. @param jobs that ask their agents for stakes */
export function responsesOf(by: SettledBy, jobs: readonly Job[]): TemperatureResponse[] {
  return CHANGES_BPS.map((changeBps) => responseOf(by, jobs, changeBps));
}

/** The thermostat's bounds are left out of account, and roles keep their distance from its temperature. */
function responseOf(by: SettledBy, jobs: readonly Job[], changeBps: bigint): TemperatureResponse {
  const addedWad = (by.temperatureWad * changeBps) / BPS;
  const temperatureWad = max(1n, by.temperatureWad + addedWad);
  const relativeWad = relativeTemperatureWad(temperatureWad, by.referenceWad);
  const freeWei = freeEnergyWei(by, relativeWad, by.parameters.natPriceWei);
  const budget = budgetWei(freeWei, by.parameters, by.reserveWei);
  const roles = by.roles.map((role) => ({
    ...role,
    temperatureWad: max(1n, role.temperatureWad + addedWad),
  }));
  const { roles: divided, remainderWei } = divideBudget(budget, { ...by, roles });
  return {
    changeBps,
    temperatureWad,
    stakesWei: jobs.reduce(
      (sum, { agentStakeWei }) => sum + scaledStakeWei(agentStakeWei, by.referenceWad, temperatureWad),
      0n,
    ),
    freeWei,
    budgetWei: budget,
    roles: divided.map(({ role, paidWei }) => ({
      role: SHARE_ROLES.find((name) => SHARE_ROLE_BITS[name] === role) ?? String(role),
      paidWei,
    })),
    remainderWei,
  };
}
