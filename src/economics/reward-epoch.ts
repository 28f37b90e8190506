import { BPS, WAD } from "../model/units.ts";
import { type BoltzmannState, boltzmannTerms, divide } from "./boltzmann.ts";
import {
  budgetWei,
  type EnergyBalance,
  type EnergyEntry,
  energyBalance,
  freeEnergyWei,
  type RewardParameters,
  relativeTemperatureWad,
} from "./entropy.ts";
import { min } from "./fixed-point.ts";

/** What the engine keeps of an attested part. */
interface Entry extends BoltzmannState {
  /** The role's bit. */
  readonly role: number;
}

/** An attested part in an epoch. */
export interface Participant extends EnergyEntry, Entry {}

/** A role's part of the budget. */
export interface RoleShare {
  /** The role's bit. */
  readonly role: number;
  readonly shareBps: bigint;
  /** The thermostat's temperature for the role. */
  readonly temperatureWad: bigint;
}

/** What took part in an epoch, and what its budget is divided by. */
export interface BudgetDivision {
  readonly participants: readonly Entry[];
  readonly roles: readonly RoleShare[];
  /** The thermostat's reference: temperatures count as multiples of it. */
  readonly referenceWad: bigint;
}

/** What an epoch is settled by: all but the participants is that of its last second. */
export interface EpochInput extends BudgetDivision {
  readonly participants: readonly Participant[];
  readonly temperatureWad: bigint;
  /** What was recorded by then, less the budgets of earlier epochs. */
  readonly reserveWei: bigint;
  readonly parameters: RewardParameters;
}

export interface RoleSettlement {
  readonly role: number;
  readonly temperatureWad: bigint;
  /** μ, the lowest E among the role's participants with value; zero without any. */
  readonly chemicalPotentialWad: bigint;
  readonly shareWei: bigint;
  readonly paidWei: bigint;
}

/** What an epoch comes to; payouts and weights are in the order of the participants. */
export interface EpochSettlement extends EnergyBalance {
  readonly freeWei: bigint;
  readonly budgetWei: bigint;
  readonly paidWei: bigint;
  /** What the treasury gets: the budget less what is paid. */
  readonly remainderWei: bigint;
  readonly roles: readonly RoleSettlement[];
  readonly payoutsWei: readonly bigint[];
  readonly weightsWad: readonly bigint[];
}

/** Settles an epoch at once, to the wei as `RewardEngineMB` does on chain in phases and in any parts. */
export function settleEpoch(input: EpochInput): EpochSettlement {
  const balance = energyBalance(input.participants, input.parameters);
  const relativeWad = relativeTemperatureWad(input.temperatureWad, input.referenceWad);
  const freeWei = freeEnergyWei(balance, relativeWad, input.parameters.natPriceWei);
  const budget = budgetWei(freeWei, input.parameters, input.reserveWei);
  const participants = input.participants.map((each) => ({
    ...each,
    valueWei: min(each.valueWei, input.parameters.amountCapWei),
  }));
  return { ...balance, freeWei, budgetWei: budget, ...divideBudget(budget, { ...input, participants }) };
}

/** Divides a budget by role shares and weights. @param input values as they count */
export function divideBudget(
  budget: bigint,
  { participants, roles, referenceWad }: BudgetDivision,
): Omit<EpochSettlement, keyof EnergyBalance | "freeWei" | "budgetWei"> {
  const payoutsWei = participants.map(() => 0n);
  const weightsWad = participants.map(() => 0n);
  const settlements = roles.map((share) => {
    const places = placesOf(share.role, participants);
    const terms = boltzmannTerms(
      places.map((place) => participants[place] as Entry),
      relativeTemperatureWad(share.temperatureWad, referenceWad),
    );
    const shareWei = (budget * share.shareBps) / BPS;
    const paidWei = spread(divide(shareWei, terms), places, payoutsWei);
    spread(divide(WAD, terms), places, weightsWad);
    return {
      role: share.role,
      temperatureWad: share.temperatureWad,
      chemicalPotentialWad: terms.groundWad,
      shareWei,
      paidWei,
    };
  });
  const paidWei = settlements.reduce((sum, role) => sum + role.paidWei, 0n);
  return { paidWei, remainderWei: budget - paidWei, roles: settlements, payoutsWei, weightsWad };
}

/** Where a role's participants stand in the list: everybody else takes no part in the division of its share. */
function placesOf(role: number, participants: readonly Entry[]): number[] {
  const places: number[] = [];
  for (let place = 0; place < participants.length; place++) {
    if ((participants[place] as Entry).role === role) places.push(place);
  }
  return places;
}

/** Adds each part to what stands at its place. @returns the parts' sum */
function spread(parts: readonly bigint[], places: readonly number[], onto: bigint[]): bigint {
  let total = 0n;
  places.forEach((place, index) => {
    const part = parts[index] as bigint;
    onto[place] = (onto[place] as bigint) + part;
    total += part;
  });
  return total;
}
