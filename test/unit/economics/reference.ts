/** Reference arithmetic of high precision, written independently of `src/economics`: plain series on rationals. */

const SCALE = 10n ** 90n;
const WAD = 10n ** 18n;

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

/** The Maxwell–Boltzmann weights in units of 10^-90, from the definition: each wei of value is a state. */
export function referenceWeights(
  states: readonly { energyWad: bigint; valueWei: bigint }[],
  temperatureWad: bigint,
): bigint[] {
  const [energies, values] = [total(states, "energyWad"), total(states, "valueWei")];
  const relative = states.map(({ energyWad, valueWei }) =>
    energies === 0n ? 0n : (energyWad * values * SCALE) / (valueWei * energies),
  );
  const ground = relative.reduce((lowest, each) => (each < lowest ? each : lowest));
  const terms = states.map(
    ({ valueWei }, index) =>
      valueWei * expOfMinus(((relative[index] ?? 0n) - ground) * WAD, temperatureWad * SCALE),
  );
  const partition = terms.reduce((sum, term) => sum + term, 0n);
  return terms.map((term) => (term * SCALE) / partition);
}

function total<Name extends string>(states: readonly Readonly<Record<Name, bigint>>[], name: Name): bigint {
  return states.reduce((sum, state) => sum + state[name], 0n);
}

export const REFERENCE_SCALE = SCALE;
