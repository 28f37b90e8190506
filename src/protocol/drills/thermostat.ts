import type { OwnReadings, TickReading } from "../../model/drill-readings.ts";
import { readTick } from "../../observe/drill-states.ts";
import type { DrillScene } from "../../records/drills/scene.ts";
import { TICK_SECONDS, tickKpis } from "../../records/drills/tick-kpis.ts";
import type { Driver } from "../driver.ts";

/**
 * The operator reports KPI readings twice, an hour apart, and the controller takes its steps; the second one makes its
 * integral and its derivative speak.
 */
export async function tickTwice(driver: Driver, { cast, plan }: DrillScene): Promise<OwnReadings> {
  const ticks: TickReading[] = [];
  for (const kpis of tickKpis(plan)) {
    ticks.push(await readTick(driver));
    await driver.mine({
      at: driver.now() + TICK_SECONDS,
      steps: [{ from: cast.operator, contract: "Thermostat", function: "tick", args: [kpis] }],
    });
  }
  return { kind: "thermostat", ticks };
}
