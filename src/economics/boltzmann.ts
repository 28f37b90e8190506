import { WAD } from "../model/units.ts";
import { expWad, max, min } from "./fixed-point.ts";

/** Energies and temperatures count as at most this, in WAD. */
const MAX_QUANTITY = (1n << 96n) - 1n;

/** Degeneracies count as at most this. */
const MAX_DEGENERACY = (1n << 32n) - 1n;

/** Added to every exponent; cancels in the weights, and moves the rounding of the exponential below their last digit. */
const EXPONENT_SHIFT_WAD = 64n * WAD;

/** A state that a share is divided over. */
export interface BoltzmannState {
  readonly energyWad: bigint;
  /** How many equal parts it counts as; without any it has no weight. */
  readonly degeneracy: bigint;
}

/** Unnormalised weights on a common arbitrary scale. */
export interface BoltzmannTerms {
  readonly terms: readonly bigint[];
  /** Z, the sum of the terms; zero if and only if no state has a degeneracy. */
  readonly partition: bigint;
  /** μ, the lowest energy among the states with a degeneracy; the largest quantity without any. */
  readonly groundWad: bigint;
}

/**
 * The terms g·exp((μ - E)/T) of the Maxwell–Boltzmann distribution, as `Boltzmann.terms` computes them on chain.
 *
 * @param temperatureWad In the energies' unit; zero counts as one WAD unit.
 */
export function boltzmannTerms(states: readonly BoltzmannState[], temperatureWad: bigint): BoltzmannTerms {
  const temperature = max(1n, min(temperatureWad, MAX_QUANTITY));
  const groundWad = states
    .filter((state) => state.degeneracy !== 0n)
    .reduce((lowest, state) => min(lowest, state.energyWad), MAX_QUANTITY);
  const terms = states.map((state) => term(state, groundWad, temperature));
  return { terms, partition: terms.reduce((sum, each) => sum + each, 0n), groundWad };
}

function term(state: BoltzmannState, groundWad: bigint, temperature: bigint): bigint {
  if (state.degeneracy === 0n) return 0n;
  const gapWad = min(state.energyWad, MAX_QUANTITY) - groundWad;
  return min(state.degeneracy, MAX_DEGENERACY) * expWad(EXPONENT_SHIFT_WAD - (gapWad * WAD) / temperature);
}

/** The states' weights in WAD, each rounded down; all zero if no state has a degeneracy. */
export function boltzmannWeightsWad(states: readonly BoltzmannState[], temperatureWad: bigint): bigint[] {
  return divide(WAD, boltzmannTerms(states, temperatureWad));
}

/** The parts of `amount` that fall to the states, each rounded down; all zero if no state has a degeneracy. */
export function divide(amount: bigint, { terms, partition }: BoltzmannTerms): bigint[] {
  return terms.map((each) => (partition === 0n ? 0n : (amount * each) / partition));
}
