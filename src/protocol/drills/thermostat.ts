import type { OwnReadings, TickReading } from "../../model/drill-readings.ts";
import { readTick } from "../../observe/drill-states.ts";
import type { DrillScene } from "../../records/drills/scene.ts";
import { TICK_SECONDS, tickKpis } from "../../records/drills/tick-kpis.ts";
import { attestedTick } from "../attested-tick.ts";
import type { Driver } from "../driver.ts";

/**
 * The operator brings two KPI readings that the oracle's signers attest, an hour apart, and the controller takes its
 * steps; the second one makes its integral and its derivative speak.
 */
export async function tickTwice(driver: Driver, { cast, plan }: DrillScene): Promise<OwnReadings> {
  const ticks: TickReading[] = [];
  for (const kpis of tickKpis(plan)) {
    const before = await readTick(driver);
    ticks.push(before);
    const step = await attestedTick(driver, cast, kpis, before.activeSeconds + TICK_SECONDS);
    await driver.mine({ at: driver.now() + TICK_SECONDS, steps: [step] });
  }
  return { kind: "thermostat", ticks };
}
