/** One quantity of the report: its name, its unit, how it is computed. */
export interface Definition {
  readonly name: string;
  readonly unit: string;
  readonly formula: string;
  /** Whether it is, or contains, what a formula says in place of a measurement. */
  readonly simulated: boolean;
}

/** Formulas that live beside the code that computes them. */
export interface Formulas {
  readonly energy: string;
  readonly cost: string;
  readonly value: string;
  readonly uncertainty: string;
  readonly certainty: string;
  readonly natPrice: string;
  readonly emission: string;
  readonly backlog: string;
  readonly sla: string;
  readonly setPoint: string;
  readonly tickEmission: string;
  readonly tickBacklog: string;
  readonly tickLateness: string;
  readonly cadence: string;
}

/** The definitions that the report states, in its order. */
export function definitions(formulas: Formulas): Definition[] {
  const define = (name: string, unit: string, formula: string, simulated = false): Definition => {
    return { name, unit, formula, simulated };
  };
  return [
    define("energy of a job", "WAD energy units", formulas.energy, true),
    define("cost of a job", "wei", formulas.cost),
    define("value of a job", "wei", formulas.value, true),
    define("uncertainty of a job", "WAD nats", formulas.uncertainty, true),
    define("certainty of judges", "a part", formulas.certainty, true),
    define("dH, net effort put in", "wei", "Σ cost − Σ value", true),
    define("dS, uncertainty removed", "WAD nats", "Σ (uncertainty before − uncertainty after)", true),
    define("price of a nat", "wei", formulas.natPrice),
    define(
      "free energy",
      "wei",
      "max(0, T/T₀ × price × dS − dH), T₀ the thermostat's reference, rounded down, as the reward engine computes it",
      true,
    ),
    define("entropy of a role", "WAD nats", "Shannon entropy Σ p·ln(1/p) of what its recipients were paid"),
    define(
      "Boltzmann weight of an agent",
      "WAD",
      "g·exp((μ − E)·T₀/T)/Z: g the value of its jobs (planned: all, measured: approved), E = (energy / value) / (Σ energy / Σ value) over all agents of the layer with value, μ the lowest E",
      true,
    ),
    define("set-point's reading: emission", "WAD", formulas.emission),
    define("set-point's reading: backlog", "WAD", formulas.backlog),
    define("set-point's reading: sla", "WAD", formulas.sla),
    define("recommended set-point", "WAD", formulas.setPoint),
    define("interval of ticks", "seconds", formulas.cadence),
    define("tick's reading: emission", "WAD", formulas.tickEmission),
    define("tick's reading: backlog", "WAD", formulas.tickBacklog),
    define("tick's reading: lateness", "WAD", formulas.tickLateness),
  ];
}
