import { foretellTick, type TickStep } from "../../economics/tick.ts";
import type { DrillResult } from "../../model/drill.ts";
import type { TickReading } from "../../model/drill-readings.ts";
import type { Kpis } from "../../model/thermodynamics.ts";
import { TICK_SECONDS, tickKpis } from "../../records/drills/tick-kpis.ts";
import { thermostatConfig } from "../../records/settings.ts";
import { tickSeen } from "../../records/tick-seen.ts";
import { formatAmount as degrees } from "../../support/amount.ts";
import { callsOf, type DrillPlay } from "./play.ts";

/** Tells of the thermostat's ticks, each against the controller's mirror. */
export function tellThermostat(
  play: DrillPlay,
  { ticks: readings }: { readonly ticks: readonly TickReading[] },
): DrillResult {
  const config = thermostatConfig(play.plan);
  const records = callsOf(play, "tick");
  const kpis = tickKpis(play.plan);
  const ticks = readings.map((reading, index) => {
    const at = reading.activeSeconds + TICK_SECONDS;
    const brought = { kpis: kpis[index] as Kpis, measuredAt: at, broughtAt: at };
    const expected = foretellTick(reading, config, brought);
    return { expected, happened: tickSeen(records[index], expected.beforeWad) };
  });
  const [first, second] = kpis;
  return {
    intervention: `two ticks an hour apart with simulated readings, attested by the oracle's signers: emission ${degrees(first?.emissionWad ?? 0n)}, backlog 0, lateness ${degrees(first?.slaWad ?? 0n)}, then ${degrees(second?.slaWad ?? 0n)}`,
    expected: ticks.map(({ expected }) => tickText(expected)).join("; "),
    happened: ticks.map(({ happened }) => tickText(happened)).join("; "),
    simulated: true,
    wayBack: "none needed: the next tick starts from here",
    idle: ticks.some(({ happened: { beforeWad, afterWad } }) => beforeWad !== afterWad)
      ? null
      : `no tick moved the temperature from ${degrees(ticks[0]?.happened.beforeWad ?? 0n)}`,
    transactions: play.transactions,
  };
}

function tickText({ errorWad, integral, derivative, output, beforeWad, afterWad }: TickStep): string {
  return `error ${degrees(errorWad)}, integral ${degrees(integral)}, derivative ${degrees(derivative)}, output ${degrees(output)}: temperature ${degrees(beforeWad)} to ${degrees(afterWad)}`;
}
