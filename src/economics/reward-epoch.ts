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
  const divisions = roles.map((share) => divideShare(share, referenceWad, budget, participants));
  const payoutsWei = sumColumns(divisions.map(({ payoutsWei }) => payoutsWei));
  const paidWei = sum(payoutsWei);
  return {
    paidWei,
    remainderWei: budget - paidWei,
    roles: divisions.map(({ settlement }) => settlement),
    payoutsWei,
    weightsWad: sumColumns(divisions.map(({ weightsWad }) => weightsWad)),
  };
}

/** Divides a role's share; everybody else enters without value, hence without weight. */
function divideShare(share: RoleShare, referenceWad: bigint, budget: bigint, participants: readonly Entry[]) {
  const states = participants.map((each) => (each.role === share.role ? each : { ...each, valueWei: 0n }));
  const terms = boltzmannTerms(states, relativeTemperatureWad(share.temperatureWad, referenceWad));
  const shareWei = (budget * share.shareBps) / BPS;
  const payoutsWei = divide(shareWei, terms);
  const settlement: RoleSettlement = {
    role: share.role,
    temperatureWad: share.temperatureWad,
    chemicalPotentialWad: terms.groundWad,
    shareWei,
    paidWei: sum(payoutsWei),
  };
  return { settlement, payoutsWei, weightsWad: divide(WAD, terms) };
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, each) => total + each, 0n);
}

function sumColumns(rows: readonly (readonly bigint[])[]): bigint[] {
  return (rows[0] ?? []).map((_, column) => sum(rows.map((row) => row[column] ?? 0n)));
}
