import { WAD } from "../model/units.ts";
import { expWad, max, min } from "./fixed-point.ts";

/** Energies, values and temperatures count as at most this. */
const MAX_QUANTITY = (1n << 96n) - 1n;

/** Added to every exponent; cancels in the weights, and moves the rounding of the exponential below their last digit. */
const EXPONENT_SHIFT_WAD = 32n * WAD;

/** A part that a share is divided over. Every wei of value is a state; they share the energy. */
export interface BoltzmannState {
  readonly energyWad: bigint;
  /** Without any it has no weight. */
  readonly valueWei: bigint;
}

/** Unnormalised weights on a common arbitrary scale. */
export interface BoltzmannTerms {
  readonly terms: readonly bigint[];
  /** Z, the sum of the terms; zero if and only if nothing has value. */
  readonly partition: bigint;
  /** μ, the lowest E among what has value; zero without any. */
  readonly groundWad: bigint;
}

/**
 * The terms g·exp((μ - E)/T) of the Maxwell–Boltzmann distribution with g the value and E the energy for it against that
 * of all together, as `Boltzmann` and `RewardEngineMB` compute them on chain in phases.
 *
 * @param temperatureWad as a multiple of the reference temperature, since E is a number as well; zero counts as one WAD unit.
 */
export function boltzmannTerms(states: readonly BoltzmannState[], temperatureWad: bigint): BoltzmannTerms {
  const temperature = max(1n, min(temperatureWad, MAX_QUANTITY));
  const counted = states.map(capped);
  const relative = relativeEnergiesWad(counted);
  const groundWad = relative.reduce<bigint | null>(
    (lowest, each) => (each === null || (lowest !== null && lowest <= each) ? lowest : each),
    null,
  );
  const terms = counted.map(({ valueWei }, index) => {
    const own = relative[index] ?? null;
    return own === null ? 0n : valueWei * exponential(own - (groundWad ?? 0n), temperature);
  });
  return { terms, partition: sum(terms), groundWad: groundWad ?? 0n };
}

function capped({ energyWad, valueWei }: BoltzmannState): BoltzmannState {
  return { energyWad: min(energyWad, MAX_QUANTITY), valueWei: min(valueWei, MAX_QUANTITY) };
}

/** E of each in WAD, rounded down; `null` without value. */
function relativeEnergiesWad(states: readonly BoltzmannState[]): (bigint | null)[] {
  const valued = states.filter(({ valueWei }) => valueWei > 0n);
  const energySumWad = sum(valued.map(({ energyWad }) => energyWad));
  const valueSumWei = sum(valued.map(({ valueWei }) => valueWei));
  return states.map(({ energyWad, valueWei }) => {
    if (valueWei === 0n) return null;
    if (energySumWad === 0n) return 0n;
    return (energyWad * WAD * valueSumWei) / (valueWei * energySumWad);
  });
}

/** Of the lowest E, which every role with value has. */
const GROUND_TERM = expWad(EXPONENT_SHIFT_WAD);

function exponential(gapWad: bigint, temperature: bigint): bigint {
  if (gapWad === 0n) return GROUND_TERM;
  return expWad(EXPONENT_SHIFT_WAD - (gapWad * WAD) / temperature);
}

/** The states' weights in WAD, each rounded down; all zero if none has value. */
export function boltzmannWeightsWad(states: readonly BoltzmannState[], temperatureWad: bigint): bigint[] {
  return divide(WAD, boltzmannTerms(states, temperatureWad));
}

/** The parts of `amount` that fall to the states, each rounded down; all zero if none has value. */
export function divide(amount: bigint, { terms, partition }: BoltzmannTerms): bigint[] {
  return terms.map((each) => (partition === 0n ? 0n : (amount * each) / partition));
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, each) => total + each, 0n);
}
