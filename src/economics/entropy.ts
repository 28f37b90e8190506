import { WAD } from "../model/units.ts";
import { floorDiv, min } from "./fixed-point.ts";

/** Temperatures count as at most this, in WAD. */
const MAX_QUANTITY = (1n << 96n) - 1n;

/** What governance sets in the reward engine. */
export interface RewardParameters {
  /** What a nat of uncertainty is worth at the reference temperature. */
  readonly natPriceWei: bigint;
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

/** τ = T/T₀ in WAD, rounded down. @param referenceWad T₀, the thermostat's reference, above zero. */
export function relativeTemperatureWad(temperatureWad: bigint, referenceWad: bigint): bigint {
  return min((min(temperatureWad, MAX_QUANTITY) * WAD) / referenceWad, MAX_QUANTITY);
}

/** `τ·price·dS` in wei, rounded down: what the uncertainty removed is worth. @param relativeWad τ */
export function entropyWei(deltaSWad: bigint, relativeWad: bigint, natPriceWei: bigint): bigint {
  return floorDiv(deltaSWad * natPriceWei * relativeWad, WAD * WAD);
}

/** The free energy `max(0, τ·price·dS - dH)` in wei, rounded down. @param relativeWad τ */
export function freeEnergyWei(
  { deltaHWei, deltaSWad }: EnergyBalance,
  relativeWad: bigint,
  natPriceWei: bigint,
): bigint {
  const free = entropyWei(deltaSWad, relativeWad, natPriceWei) - deltaHWei;
  return free <= 0n ? 0n : free;
}

/** The epoch's budget `min(κ·free, cap, reserve)` in wei, rounded down. */
export function budgetWei(freeWei: bigint, parameters: RewardParameters, reserveWei: bigint): bigint {
  return min((freeWei * parameters.kappaWad) / WAD, min(parameters.epochCapWei, reserveWei));
}
