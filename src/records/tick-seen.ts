import type { TickStep } from "../economics/tick.ts";
import type { ArgumentRecord, TransactionRecord } from "../model/record.ts";
import type { Kpis } from "../model/thermodynamics.ts";
import { eventOf, uintArg } from "./events.ts";

/** The reading that a `tick` brought, with the active time at which it was measured. */
export function readingOf({ args }: TransactionRecord): { readonly kpis: Kpis; readonly measuredAt: bigint } {
  const reading = args.reading as ArgumentRecord;
  return {
    kpis: {
      emissionWad: uintArg(reading, "emissionWad"),
      backlogWad: uintArg(reading, "backlogWad"),
      slaWad: uintArg(reading, "slaWad"),
    },
    measuredAt: uintArg(reading, "measuredAt"),
  };
}

/**
 * What a tick did, by its events.
 *
 * @param record of a `tick` that went through.
 * @param beforeWad where it says nothing of the temperature.
 */
export function tickSeen(record: TransactionRecord | undefined, beforeWad: bigint): TickStep {
  const ticked = eventOf(record, "Ticked").args;
  const changed = record?.events.find(({ name }) => name === "TemperatureChanged")?.args;
  return {
    errorWad: uintArg(ticked, "errorWad"),
    integral: uintArg(ticked, "integralWad"),
    derivative: uintArg(ticked, "derivativeWad"),
    output: uintArg(ticked, "outputWad"),
    beforeWad: changed ? uintArg(changed, "beforeWad") : beforeWad,
    afterWad: changed ? uintArg(changed, "afterWad") : beforeWad,
  };
}
