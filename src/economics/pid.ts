import type { Kpis } from "../model/thermodynamics.ts";
import { WAD } from "../model/units.ts";
import { max, min } from "./fixed-point.ts";

/** The controller's gains (WAD; `ki` per second, `kd` seconds) and the bounds of its integral and output. */
export interface Gains {
  readonly kp: bigint;
  readonly ki: bigint;
  readonly kd: bigint;
  readonly integralLimit: bigint;
  readonly outputLimit: bigint;
}

/** What a step starts from. */
export interface PidInput {
  readonly error: bigint;
  readonly measurement: bigint;
  readonly lastMeasurement: bigint;
  readonly integral: bigint;
  readonly dtSeconds: bigint;
  /** What the output may be, given the base and the temperature bounds. */
  readonly lower: bigint;
  readonly upper: bigint;
}

export interface PidStep {
  readonly integral: bigint;
  readonly derivative: bigint;
  readonly output: bigint;
}

/** Σ valueᵢ·weightᵢ in WAD, each term divided on its own, as `PidMath.weigh`. */
export function weigh(values: Kpis, weights: Kpis): bigint {
  return (
    (values.emissionWad * weights.emissionWad) / WAD +
    (values.backlogWad * weights.backlogWad) / WAD +
    (values.slaWad * weights.slaWad) / WAD
  );
}

/** Each value minus its target, as `PidMath.errors`. */
export function errorsOf(values: Kpis, targets: Kpis): Kpis {
  return {
    emissionWad: values.emissionWad - targets.emissionWad,
    backlogWad: values.backlogWad - targets.backlogWad,
    slaWad: values.slaWad - targets.slaWad,
  };
}

/**
 * One step of the thermostat's controller as `PidMath.step`: clamped output, an integral that stops where the output
 * would leave its bounds, a derivative on the measurement. All divisions round toward zero.
 */
export function pidStep(gains: Gains, input: PidInput): PidStep {
  const { error, integral, dtSeconds } = input;
  const { integralLimit, outputLimit } = gains;
  const lower = max(input.lower, -outputLimit);
  const upper = min(input.upper, outputLimit);
  const candidate = clamp(integral + (gains.ki * error * dtSeconds) / WAD, -integralLimit, integralLimit);
  const derivative = dtSeconds > 0n ? slope(gains, input) : 0n;
  const proportional = (gains.kp * error) / WAD;
  const raw = proportional + candidate + derivative;
  const windsUp = (raw > upper && error > 0n) || (raw < lower && error < 0n);
  const kept = windsUp ? integral : candidate;
  return {
    integral: kept,
    derivative,
    output: clamp(proportional + kept + derivative, -outputLimit, outputLimit),
  };
}

function slope({ kd }: Gains, { measurement, lastMeasurement, dtSeconds }: PidInput): bigint {
  return (kd * (measurement - lastMeasurement)) / WAD / dtSeconds;
}

/** The lower bound gives way where the bounds cross, as in `PidMath.clamp`. */
export function clamp(value: bigint, lower: bigint, upper: bigint): bigint {
  return min(max(value, lower), upper);
}
