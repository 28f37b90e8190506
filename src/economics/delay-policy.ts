import { BPS } from "../model/units.ts";
import { ceilDiv, min } from "./fixed-point.ts";
import { clamp } from "./pid.ts";

/** The thermostat's temperature: its base moved by the controller's output, inside its bounds. */
export interface Temperature {
  readonly baseWad: bigint;
  readonly outputWad: bigint;
  readonly minWad: bigint;
  readonly maxWad: bigint;
  readonly emergencyWad: bigint;
}

export function temperatureWad({ baseWad, outputWad, minWad, maxWad }: Temperature): bigint {
  return clamp(baseWad + outputWad, minWad, maxWad);
}

/**
 * The temperature after `Thermostat.raiseTowardsEmergency`: a part of the way to the emergency temperature.
 *
 * @returns null where it refuses, being there already.
 */
export function raisedTemperatureWad(thermostat: Temperature, stepBps: bigint): bigint | null {
  const beforeWad = temperatureWad(thermostat);
  if (beforeWad >= thermostat.emergencyWad) return null;
  const stepWad = ceilDiv((thermostat.emergencyWad - beforeWad) * stepBps, BPS);
  return temperatureWad({ ...thermostat, baseWad: min(thermostat.baseWad + stepWad, thermostat.maxWad) });
}

/**
 * The validators' bonus after `JobRegistry` doubles it, up to what was escrowed for it.
 *
 * @returns null where it refuses, having nothing to add.
 */
export function doubledBonusWei(bonusWei: bigint, capWei: bigint): bigint | null {
  const doubledWei = min(2n * bonusWei, capWei);
  return doubledWei === bonusWei ? null : doubledWei;
}
