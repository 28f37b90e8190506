import type { TickReading } from "../model/drill-readings.ts";
import type { Kpis } from "../model/thermodynamics.ts";
import { epochsBetween, leftOfRaiseWad, type Temperature, temperatureWad } from "./delay-policy.ts";
import { errorsOf, type Gains, type PidStep, pidStep, weigh } from "./pid.ts";

/** What the thermostat got from its plan: `IThermostat.Config`, as far as a step depends on it. */
export interface Controller {
  readonly bounds: Pick<Temperature, "minWad" | "maxWad" | "emergencyWad">;
  readonly gains: Gains;
  readonly targets: Kpis;
  readonly weights: Kpis;
  readonly fadeSeconds: number;
}

/** What the controller starts a step from. */
export type TickStart = Omit<TickReading, "block">;

/** A reading, when it was measured and when it is brought, both active time and none before the start. */
export interface Brought {
  readonly kpis: Kpis;
  readonly measuredAt: bigint;
  readonly broughtAt: bigint;
}

/** What a tick does. */
export interface TickStep extends PidStep {
  readonly errorWad: bigint;
  readonly beforeWad: bigint;
  readonly afterWad: bigint;
}

/** One tick as `Thermostat.tick` takes it, digit for digit. */
export function foretellTick(
  start: TickStart,
  { bounds, gains, targets, weights, fadeSeconds }: Controller,
  { kpis, measuredAt, broughtAt }: Brought,
): TickStep {
  const { baseWad, outputWad, lastTickAt } = start;
  const raiseAt = (at: bigint) =>
    leftOfRaiseWad(start.raiseWad, epochsBetween(start.activeSeconds, at, fadeSeconds));
  const errorWad = weigh(errorsOf(kpis, targets), weights);
  const step = pidStep(gains, {
    error: errorWad,
    measurement: weigh(kpis, weights),
    lastMeasurement: start.measurementWad,
    integral: start.integralWad,
    dtSeconds: lastTickAt === 0n ? 0n : measuredAt - lastTickAt,
    lower: bounds.minWad - baseWad - raiseAt(measuredAt),
    upper: bounds.maxWad - baseWad - raiseAt(measuredAt),
  });
  const before: Temperature = { ...bounds, baseWad, raiseWad: raiseAt(broughtAt), outputWad };
  return {
    ...step,
    errorWad,
    beforeWad: temperatureWad(before),
    afterWad: temperatureWad({ ...before, outputWad: step.output }),
  };
}
