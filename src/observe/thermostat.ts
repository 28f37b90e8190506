import type { Read } from "../model/record.ts";
import type { ChainState, Kpis, ThermostatReading } from "../model/thermodynamics.ts";
import { sharesOf } from "./share-room.ts";
import type { Views } from "./views.ts";

/** Reads thermostat and role shares at the latest block. */
export async function readChainState(views: Views): Promise<ChainState> {
  const [targets, weights, shares, nextShares, governedShares] = await views.read([
    view("Thermostat", "kpiTargets"),
    view("Thermostat", "kpiWeights"),
    view("IncentivePolicy", "roleShares"),
    view("IncentivePolicy", "nextRoleShares"),
    view("IncentivePolicy", "governedShares"),
  ]);
  return {
    block: views.chain.clock.block,
    thermostat: await readThermostat(views),
    targets: kpisOf(targets?.[0]),
    weights: kpisOf(weights?.[0]),
    shares: sharesOf(shares?.[0]),
    nextShares: sharesOf(nextShares?.[0]),
    governedShares: sharesOf(governedShares?.[0]),
  };
}

/** Reads the thermostat at the latest block. */
export async function readThermostat(views: Views): Promise<ThermostatReading> {
  const [reference, base, raise, temperature, bounds, pid] = await views.read([
    view("Thermostat", "referenceTemperatureWad"),
    view("Thermostat", "baseTemperatureWad"),
    view("Thermostat", "raiseWad"),
    view("Thermostat", "temperatureWad"),
    view("Thermostat", "bounds"),
    view("Thermostat", "pidState"),
  ]);
  return {
    referenceWad: reference?.[0],
    baseWad: base?.[0],
    raiseWad: raise?.[0],
    outputWad: pid?.[0].outputWad,
    temperatureWad: temperature?.[0],
    minWad: bounds?.[0].minWad,
    maxWad: bounds?.[0].maxWad,
    emergencyWad: bounds?.[0].emergencyWad,
  };
}

function view(contract: string, name: string): Read {
  return { contract, function: name, args: [] };
}

function kpisOf({ emissionWad, backlogWad, slaWad }: Kpis): Kpis {
  return { emissionWad, backlogWad, slaWad };
}
