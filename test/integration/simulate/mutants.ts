/** An error that is planted into a function of a mirror: a text of its file, and what stands there instead. */
export interface Mutant {
  readonly file: string;
  readonly function: string;
  readonly text: string;
  readonly instead: string;
}

function mutant(file: string, name: string, text: string, instead: string): Mutant {
  return { file: `src/economics/${file}.ts`, function: name, text, instead };
}

/**
 * Of every mirror function with which epochs are settled one. `epochsBetween` has none: nothing raises the temperature of a
 * simulated thermostat, so that nothing of it fades.
 */
export const MUTANTS: readonly Mutant[] = [
  mutant("fixed-point", "min", "return a < b ? a : b;", "return a < b ? b : a;"),
  mutant("fixed-point", "max", "return a > b ? a : b;", "return a > b ? b : a;"),
  mutant("fixed-point", "floorDiv", "truncated - 1n : truncated", "truncated - 1n : truncated + 1n"),
  mutant("fixed-point", "expWad", "(exponentWad << 78n)", "((exponentWad - 1_000n) << 77n)"),
  mutant(
    "fixed-point",
    "numerator",
    "57155421227552351082224309758442n",
    "57155421227552351083224309758442n",
  ),
  mutant(
    "fixed-point",
    "denominator",
    "26449188498355588339934803723976023n",
    "26459188498355588339934803723976023n",
  ),
  mutant("boltzmann", "boltzmannTerms", "own - (groundWad ?? 0n)", "own"),
  mutant("boltzmann", "capped", "min(energyWad, MAX_QUANTITY)", "min(energyWad, 400n * WAD)"),
  mutant(
    "boltzmann",
    "relativeEnergiesWad",
    "(energyWad * WAD * valueSumWei)",
    "(energyWad * WAD * valueSumWei * 2n)",
  ),
  mutant(
    "boltzmann",
    "exponential",
    "(gapWad * WAD) / temperature",
    "(gapWad * WAD) / (temperature + 1_000n)",
  ),
  mutant(
    "boltzmann",
    "divide",
    "(amount * each) / partition",
    "(amount * each + partition - 1n) / partition",
  ),
  mutant("boltzmann", "sum", "total + each", "total + each + 1n"),
  mutant("entropy", "energyBalance", "deltaHWei += min", "deltaHWei += 1n + min"),
  mutant("entropy", "relativeTemperatureWad", "* WAD) / referenceWad", "* WAD) / (referenceWad + 1n)"),
  mutant("entropy", "entropyWei", "deltaSWad * natPriceWei * relativeWad", "deltaSWad * natPriceWei * WAD"),
  mutant("entropy", "freeEnergyWei", "- deltaHWei;", "- deltaHWei + 100n;"),
  mutant("entropy", "budgetWei", "kappaWad) / WAD", "kappaWad) / (WAD - 1n)"),
  mutant(
    "reward-epoch",
    "settleEpoch",
    "min(each.valueWei, input.parameters.amountCapWei)",
    "min(each.valueWei, 1_000n * WAD)",
  ),
  mutant(
    "reward-epoch",
    "divideBudget",
    "(budget * share.shareBps) / BPS",
    "(budget * share.shareBps) / BPS + 1n",
  ),
  mutant("reward-epoch", "placesOf", "let place = 0;", "let place = 1;"),
  mutant("reward-epoch", "spread", "total += part;", "total = part;"),
  mutant("pid", "weigh", "(values.slaWad * weights.slaWad) / WAD", "0n"),
  mutant(
    "pid",
    "errorsOf",
    "values.emissionWad - targets.emissionWad",
    "targets.emissionWad - values.emissionWad",
  ),
  mutant("pid", "pidStep", "gains.ki * error * dtSeconds", "gains.ki * error"),
  mutant("pid", "slope", "measurement - lastMeasurement", "lastMeasurement - measurement"),
  mutant("pid", "clamp", "min(max(value, lower), upper)", "max(value, lower)"),
  mutant("tick", "foretellTick", "outputWad: step.output }", "outputWad }"),
  mutant(
    "delay-policy",
    "temperatureWad",
    "baseWad + raiseWad + outputWad",
    "baseWad + raiseWad + outputWad / 2n",
  ),
  mutant("delay-policy", "leftOfRaiseWad", "return raiseWad >> epochs;", "return (raiseWad >> epochs) + 1n;"),
];
