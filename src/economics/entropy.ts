import { WAD } from "../model/units.ts";
import { min } from "./fixed-point.ts";

/** Temperatures count as at most this, in WAD. */
const MAX_QUANTITY = (1n << 96n) - 1n;

/** What governance sets in the reward engine. */
export interface RewardParameters {
  /** κ, the part of the free energy that is given out. */
  readonly kappaWad: bigint;
  /** The most that an epoch gives out. */
  readonly epochCapWei: bigint;
  /** The most that one entry's cost and value count each. */
  readonly amountCapWei: bigint;
  /** The most that one entry's uncertainties count each. */
  readonly uncertaintyCapWad: bigint;
}

/** What one attested part of the work cost, brought and made certain. */
export interface EnergyEntry {
  readonly costWei: bigint;
  readonly valueWei: bigint;
  readonly uPreWad: bigint;
  readonly uPostWad: bigint;
}

/** The energy balance of an epoch. */
export interface EnergyBalance {
  /** dH = costs - value: the net effort put in. */
  readonly deltaHWei: bigint;
  /** dS = Σ (uPre - uPost): the uncertainty removed. */
  readonly deltaSWad: bigint;
}

/** The epoch's dH and dS; what an entry states beyond a cap counts as the cap. */
export function energyBalance(entries: readonly EnergyEntry[], caps: RewardParameters): EnergyBalance {
  let deltaHWei = 0n;
  let deltaSWad = 0n;
  for (const entry of entries) {
    deltaHWei += min(entry.costWei, caps.amountCapWei) - min(entry.valueWei, caps.amountCapWei);
    deltaSWad += min(entry.uPreWad, caps.uncertaintyCapWad) - min(entry.uPostWad, caps.uncertaintyCapWad);
  }
  return { deltaHWei, deltaSWad };
}

/** The free energy `max(0, T·dS - dH)` in wei, rounded down. */
export function freeEnergyWei({ deltaHWei, deltaSWad }: EnergyBalance, temperatureWad: bigint): bigint {
  const scaled = min(temperatureWad, MAX_QUANTITY) * deltaSWad - deltaHWei * WAD;
  return scaled <= 0n ? 0n : scaled / WAD;
}

/** The epoch's budget `min(κ·free, cap, reserve)` in wei, rounded down. */
export function budgetWei(freeWei: bigint, parameters: RewardParameters, reserveWei: bigint): bigint {
  return min((freeWei * parameters.kappaWad) / WAD, min(parameters.epochCapWei, reserveWei));
}
