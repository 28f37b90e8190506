import { BPS, WAD } from "../model/units.ts";
import { type BoltzmannState, boltzmannTerms, divide } from "./boltzmann.ts";
import {
  budgetWei,
  type EnergyBalance,
  type EnergyEntry,
  energyBalance,
  freeEnergyWei,
  type RewardParameters,
} from "./entropy.ts";
import { min } from "./fixed-point.ts";

/** An attested part in an epoch. */
export interface Participant extends EnergyEntry, BoltzmannState {
  /** The role's bit. */
  readonly role: number;
}

/** A role's part of the budget. */
export interface RoleShare {
  /** The role's bit. */
  readonly role: number;
  readonly shareBps: bigint;
  /** The thermostat's temperature for the role. */
  readonly temperatureWad: bigint;
}

/** What an epoch is settled by: all but the participants is that of its last second. */
export interface EpochInput {
  readonly participants: readonly Participant[];
  readonly roles: readonly RoleShare[];
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
  const freeWei = freeEnergyWei(balance, input.temperatureWad);
  const budget = budgetWei(freeWei, input.parameters, input.reserveWei);
  const counted = input.participants.map((each) => ({
    ...each,
    valueWei: min(each.valueWei, input.parameters.amountCapWei),
  }));
  const divisions = input.roles.map((share) => divideShare(share, budget, counted));
  const payoutsWei = sumColumns(divisions.map(({ payoutsWei }) => payoutsWei));
  const paidWei = sum(payoutsWei);
  return {
    ...balance,
    freeWei,
    budgetWei: budget,
    paidWei,
    remainderWei: budget - paidWei,
    roles: divisions.map(({ settlement }) => settlement),
    payoutsWei,
    weightsWad: sumColumns(divisions.map(({ weightsWad }) => weightsWad)),
  };
}

/** Divides a role's share; everybody else enters without value, hence without weight. */
function divideShare(share: RoleShare, budget: bigint, participants: readonly Participant[]) {
  const states = participants.map((each) => (each.role === share.role ? each : { ...each, valueWei: 0n }));
  const terms = boltzmannTerms(states, share.temperatureWad);
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
