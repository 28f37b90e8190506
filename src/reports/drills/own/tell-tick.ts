import {
  epochsBetween,
  leftOfRaiseWad,
  type Temperature,
  temperatureWad,
} from "../../../economics/delay-policy.ts";
import { errorsOf, type PidStep, pidStep, weigh } from "../../../economics/pid.ts";
import type { TickReading } from "../../../model/drill-readings.ts";
import type { Plan } from "../../../model/plan.ts";
import type { ArgumentRecord, TransactionRecord } from "../../../model/record.ts";
import type { Kpis } from "../../../model/thermodynamics.ts";
import { TICK_SECONDS } from "../../../records/drills/tick-kpis.ts";
import { eventOf, uintArg } from "../../../records/events.ts";
import { thermostatConfig } from "../../../records/settings.ts";
import { formatAmount as degrees } from "../../../support/amount.ts";

/** What one tick has to do, or did. */
interface Tick extends PidStep {
  readonly errorWad: bigint;
  readonly beforeWad: bigint;
  readonly afterWad: bigint;
}

/** A tick as its mirror foretells it, and as it was. @param terms the plan that fixes the thermostat's settings. */
export function tellTick(
  terms: Plan,
  kpis: Kpis,
  reading: TickReading,
  record: TransactionRecord | undefined,
): Record<"expected" | "happened", string> & Pick<Tick, "beforeWad" | "afterWad"> {
  const foretold = foretell(reading, thermostatConfig(terms), kpis);
  const seen = tickSeen(record, foretold);
  const { beforeWad, afterWad } = seen;
  return { expected: tickText(foretold), happened: tickText(seen), beforeWad, afterWad };
}

/** The controller's step by its mirror, from what the chain holds before it. */
function foretell(
  { activeSeconds, baseWad, integralWad, outputWad, measurementWad, lastTickAt, ...reading }: TickReading,
  { bounds, gains, targets, weights, fadeSeconds }: ReturnType<typeof thermostatConfig>,
  kpis: Kpis,
): Tick {
  const epochs = epochsBetween(activeSeconds, activeSeconds + TICK_SECONDS, fadeSeconds);
  const raiseWad = leftOfRaiseWad(reading.raiseWad, epochs);
  const before: Temperature = { ...bounds, baseWad, raiseWad, outputWad };
  const errorWad = weigh(errorsOf(kpis, targets), weights);
  const step = pidStep(gains, {
    error: errorWad,
    measurement: weigh(kpis, weights),
    lastMeasurement: measurementWad,
    integral: integralWad,
    dtSeconds: lastTickAt === 0n ? 0n : activeSeconds + TICK_SECONDS - lastTickAt,
    lower: bounds.minWad - baseWad - raiseWad,
    upper: bounds.maxWad - baseWad - raiseWad,
  });
  const afterWad = temperatureWad({ ...before, outputWad: step.output });
  return { ...step, errorWad, beforeWad: temperatureWad(before), afterWad };
}

function tickSeen(record: TransactionRecord | undefined, { beforeWad }: Tick): Tick {
  const ticked = eventOf(record, "Ticked").args;
  const changed: ArgumentRecord | undefined = record?.events.find(
    ({ name }) => name === "TemperatureChanged",
  )?.args;
  return {
    errorWad: uintArg(ticked, "errorWad"),
    integral: uintArg(ticked, "integralWad"),
    derivative: uintArg(ticked, "derivativeWad"),
    output: uintArg(ticked, "outputWad"),
    beforeWad: changed ? uintArg(changed, "beforeWad") : beforeWad,
    afterWad: changed ? uintArg(changed, "afterWad") : beforeWad,
  };
}

function tickText({ errorWad, integral, derivative, output, beforeWad, afterWad }: Tick): string {
  return `error ${degrees(errorWad)}, integral ${degrees(integral)}, derivative ${degrees(derivative)}, output ${degrees(output)}: temperature ${degrees(beforeWad)} to ${degrees(afterWad)}`;
}
