import { BPS } from "../model/units.ts";
import { max, min } from "./fixed-point.ts";
import { clamp } from "./pid.ts";

/** The thermostat's temperature: its base, what policies raised, and the controller's output, inside its bounds. */
export interface Temperature {
  readonly baseWad: bigint;
  readonly raiseWad: bigint;
  readonly outputWad: bigint;
  readonly minWad: bigint;
  readonly maxWad: bigint;
  readonly emergencyWad: bigint;
}

/** A job's reward, and the rewards of all jobs in the hands of their agents at the same second. */
export interface RewardPart {
  readonly ownWei: bigint;
  readonly totalWei: bigint;
}

export function temperatureWad({ baseWad, raiseWad, outputWad, minWad, maxWad }: Temperature): bigint {
  return clamp(baseWad + raiseWad + outputWad, minWad, maxWad);
}

/** What a policy moves of a step, as `IncentivePolicy` does: the job's part of all work under way, rounded down. */
export function partOfStep(fullBps: bigint, { ownWei, totalWei }: RewardPart): bigint {
  return ownWei === 0n ? 0n : (fullBps * ownWei) / totalWei;
}

/**
 * What is raised after `Thermostat.raiseTowardsEmergency`: more by a part of the way to the emergency temperature.
 *
 * @returns null where it refuses, having nothing to add.
 */
export function raisedWad(thermostat: Temperature, stepBps: bigint): bigint | null {
  const { baseWad, raiseWad, maxWad, emergencyWad } = thermostat;
  const wayWad = max(0n, emergencyWad - temperatureWad(thermostat));
  const roomWad = max(0n, maxWad - baseWad - raiseWad);
  const stepWad = min((wayWad * stepBps) / BPS, roomWad);
  return stepWad === 0n ? null : raiseWad + stepWad;
}

/** How many epochs of `epochSeconds` begin after one active time and until another. */
export function epochsBetween(fromSeconds: bigint, toSeconds: bigint, epochSeconds: number): bigint {
  const length = BigInt(epochSeconds);
  return toSeconds / length - fromSeconds / length;
}

/** What is left of a raise after so many epochs have begun: each halves it, rounding down. */
export function leftOfRaiseWad(raiseWad: bigint, epochs: bigint): bigint {
  return raiseWad >> epochs;
}

/**
 * The validators' bonus after a policy doubles it, up to what was escrowed for it.
 *
 * @returns null where it refuses, having nothing to add.
 */
export function doubledBonusWei(bonusWei: bigint, capWei: bigint): bigint | null {
  const doubledWei = min(2n * bonusWei, capWei);
  return doubledWei === bonusWei ? null : doubledWei;
}
