import type { PlayedEpoch } from "../play.ts";

/** One figure of an epoch, and who computes it here and there. */
export interface Figure {
  readonly figure: string;
  readonly mirror: string;
  readonly contract: string;
  readonly value: bigint;
}

/** An epoch by its figures, in the order in which the contracts tell them. */
export function figuresOf({ tick, settlement, participants }: PlayedEpoch): readonly Figure[] {
  const thermostat = (figure: string, mirror: string, value: bigint): Figure => ({
    ...{ figure, mirror, contract: "Thermostat.tick", value },
  });
  const engine = (figure: string, mirror: string, value: bigint): Figure => ({
    ...{ figure, mirror, contract: "RewardEngineMB.settle", value },
  });
  const valued = participants.flatMap(({ valueWei }, place) => (valueWei === 0n ? [] : [place]));
  return [
    thermostat("error", "weigh", tick.errorWad),
    thermostat("integral", "pidStep", tick.integral),
    thermostat("derivative", "pidStep", tick.derivative),
    thermostat("output", "pidStep", tick.output),
    thermostat("temperature before", "temperatureWad", tick.beforeWad),
    thermostat("temperature", "temperatureWad", tick.afterWad),
    engine("net effort", "energyBalance", settlement.deltaHWei),
    engine("uncertainty removed", "energyBalance", settlement.deltaSWad),
    engine("free energy", "freeEnergyWei", settlement.freeWei),
    engine("budget", "budgetWei", settlement.budgetWei),
    ...valued.flatMap((place) => [
      engine(`weight of participant ${place + 1}`, "boltzmannTerms", settlement.weightsWad[place] as bigint),
      engine(`payout of participant ${place + 1}`, "divide", settlement.payoutsWei[place] as bigint),
    ]),
    ...settlement.roles.flatMap(({ role, chemicalPotentialWad, shareWei, paidWei }) => [
      engine(`lowest energy of role ${role}`, "boltzmannTerms", chemicalPotentialWad),
      engine(`share of role ${role}`, "divideBudget", shareWei),
      engine(`payments to role ${role}`, "divideBudget", paidWei),
    ]),
    engine("payments", "divideBudget", settlement.paidWei),
    engine("remainder", "divideBudget", settlement.remainderWei),
  ];
}
