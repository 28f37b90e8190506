import type { Cast } from "../model/cast.ts";
import type { SetPointReadings } from "../model/thermodynamics.ts";
import { ownerDelay } from "../observe/call-preview.ts";
import { readThermostat } from "../observe/thermostat.ts";
import { setPointCall } from "../records/set-point-call.ts";
import type { Driver } from "./driver.ts";
import { performOwnerCall } from "./owner-call.ts";

/**
 * Applies a set-point as council.
 *
 * @returns what the thermostat said before and after; what was sent is in the driver's records.
 */
export async function applySetPoint(driver: Driver, cast: Cast, baseWad: bigint): Promise<SetPointReadings> {
  const call = setPointCall(baseWad);
  const delaySeconds = await ownerDelay(driver, cast, call);
  const before = await readThermostat(driver);
  await performOwnerCall(driver, cast, call);
  const after = await readThermostat(driver);
  return { delaySeconds, before, after, block: driver.chain.clock.block };
}
