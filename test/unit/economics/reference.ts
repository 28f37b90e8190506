/** Reference arithmetic of high precision, written independently of `src/economics`: plain series on rationals. */

const SCALE = 10n ** 90n;

/** exp(-numerator/denominator) in units of 10^-90, by halving the argument until its Taylor series converges fast. */
export function expOfMinus(numerator: bigint, denominator: bigint): bigint {
  const argument = (numerator * SCALE) / denominator;
  if (argument > 200n * SCALE) return 0n;
  const halvings = 24n;
  let value = taylorOfMinus(argument >> halvings);
  for (let i = 0n; i < halvings; i++) value = (value * value) / SCALE;
  return value;
}

function taylorOfMinus(argument: bigint): bigint {
  let term = SCALE;
  let sum = SCALE;
  for (let n = 1n; term !== 0n; n++) {
    term = -(term * argument) / (SCALE * n);
    sum += term;
  }
  return sum;
}

/** The Maxwell–Boltzmann weights in units of 10^-90, from the definition. */
export function referenceWeights(
  states: readonly { energyWad: bigint; degeneracy: bigint }[],
  temperatureWad: bigint,
): bigint[] {
  const ground = states.reduce(
    (lowest, state) => (lowest === undefined || state.energyWad < lowest ? state.energyWad : lowest),
    undefined as bigint | undefined,
  );
  const terms = states.map(
    (state) => state.degeneracy * expOfMinus(state.energyWad - (ground ?? 0n), temperatureWad),
  );
  const partition = terms.reduce((sum, term) => sum + term, 0n);
  return terms.map((term) => (term * SCALE) / partition);
}

export const REFERENCE_SCALE = SCALE;
