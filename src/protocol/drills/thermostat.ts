import type { Cast } from "../../model/cast.ts";
import type { OwnReadings, TickReading } from "../../model/drill-readings.ts";
import type { Kpis } from "../../model/thermodynamics.ts";
import { readTick } from "../../observe/drill-states.ts";
import type { DrillScene } from "../../records/drills/scene.ts";
import { TICK_SECONDS, tickKpis } from "../../records/drills/tick-kpis.ts";
import type { Driver } from "../driver.ts";
import { signAsOracle } from "../oracle.ts";

const READING_TYPE = {
  Reading: [
    { name: "thermostat", type: "address" },
    { name: "emissionWad", type: "int256" },
    { name: "backlogWad", type: "int256" },
    { name: "slaWad", type: "int256" },
    { name: "measuredAt", type: "uint48" },
    { name: "sequence", type: "uint64" },
    { name: "deadline", type: "uint48" },
  ],
};

/**
 * The operator brings two KPI readings that the oracle's signers attest, an hour apart, and the controller takes its
 * steps; the second one makes its integral and its derivative speak.
 */
export async function tickTwice(driver: Driver, { cast, plan }: DrillScene): Promise<OwnReadings> {
  const ticks: TickReading[] = [];
  for (const kpis of tickKpis(plan)) {
    const before = await readTick(driver);
    ticks.push(before);
    const args = await attest(driver, cast, kpis, before.activeSeconds + TICK_SECONDS);
    await driver.mine({
      at: driver.now() + TICK_SECONDS,
      steps: [{ from: cast.operator, contract: "Thermostat", function: "tick", args }],
    });
  }
  return { kind: "thermostat", ticks };
}

/** @returns the arguments of `tick`: the thermostat's next reading, and who signed it. */
async function attest(driver: Driver, cast: Cast, kpis: Kpis, measuredAt: bigint): Promise<unknown[]> {
  const [last] = await driver.read([{ contract: "Thermostat", function: "lastSequence", args: [] }]);
  const reading = {
    thermostat: driver.book.get("Thermostat").address,
    ...kpis,
    measuredAt,
    sequence: (last?.[0] as bigint) + 1n,
    deadline: measuredAt + TICK_SECONDS,
  };
  return [reading, signAsOracle(driver, cast, READING_TYPE, reading)];
}
