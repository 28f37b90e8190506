import { foretellTick, type TickStep } from "../../../economics/tick.ts";
import type { TickReading } from "../../../model/drill-readings.ts";
import type { Plan } from "../../../model/plan.ts";
import type { TransactionRecord } from "../../../model/record.ts";
import type { Kpis } from "../../../model/thermodynamics.ts";
import { TICK_SECONDS } from "../../../records/drills/tick-kpis.ts";
import { thermostatConfig } from "../../../records/settings.ts";
import { tickSeen } from "../../../records/tick-seen.ts";
import { formatAmount as degrees } from "../../../support/amount.ts";

/** A tick as its mirror foretells it, and as it was. @param terms the plan that fixes the thermostat's settings. */
export function tellTick(
  terms: Plan,
  kpis: Kpis,
  reading: TickReading,
  record: TransactionRecord | undefined,
): Record<"expected" | "happened", string> & Pick<TickStep, "beforeWad" | "afterWad"> {
  const at = reading.activeSeconds + TICK_SECONDS;
  const foretold = foretellTick(reading, thermostatConfig(terms), { kpis, measuredAt: at, broughtAt: at });
  const seen = tickSeen(record, foretold.beforeWad);
  const { beforeWad, afterWad } = seen;
  return { expected: tickText(foretold), happened: tickText(seen), beforeWad, afterWad };
}

function tickText({ errorWad, integral, derivative, output, beforeWad, afterWad }: TickStep): string {
  return `error ${degrees(errorWad)}, integral ${degrees(integral)}, derivative ${degrees(derivative)}, output ${degrees(output)}: temperature ${degrees(beforeWad)} to ${degrees(afterWad)}`;
}
