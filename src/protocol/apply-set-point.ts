import type { Cast } from "../model/cast.ts";
import type { SetPointReadings } from "../model/thermodynamics.ts";
import { councilDelay } from "../observe/council-preview.ts";
import { readThermostat } from "../observe/thermostat.ts";
import { setPointCall } from "../records/set-point-call.ts";
import { performCouncilCall } from "./council-call.ts";
import type { Driver } from "./driver.ts";

/**
 * Applies a set-point as council.
 *
 * @returns what the thermostat said before and after; what was sent is in the driver's records.
 */
export async function applySetPoint(driver: Driver, cast: Cast, baseWad: bigint): Promise<SetPointReadings> {
  const delaySeconds = await councilDelay(driver, cast);
  const before = await readThermostat(driver);
  await performCouncilCall(driver, cast, setPointCall(baseWad));
  const after = await readThermostat(driver);
  return { delaySeconds, before, after, block: driver.chain.clock.block };
}
