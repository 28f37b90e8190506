import type { Cast } from "../model/cast.ts";
import type { TransactionRecord } from "../model/record.ts";
import type { AppliedSetPoint } from "../model/thermodynamics.ts";
import { readThermostat } from "../observe/thermostat.ts";
import { type CouncilCall, councilDelay, performCouncilCall } from "./council-call.ts";
import type { Driver } from "./driver.ts";

/** The call that moves the thermostat's set-point. */
export function setPointCall(baseWad: bigint): CouncilCall {
  return { contract: "Thermostat", function: "setBaseTemperature", args: [baseWad] };
}

/** Applies a set-point as council, and reads back what it did. */
export async function applySetPoint(
  driver: Driver,
  cast: Cast,
  baseWad: bigint,
): Promise<{ readonly applied: AppliedSetPoint; readonly transactions: readonly TransactionRecord[] }> {
  const delaySeconds = await councilDelay(driver, cast);
  const before = await readThermostat(driver);
  const transactions = await performCouncilCall(driver, cast, setPointCall(baseWad));
  const applied = {
    role: "COUNCIL",
    by: cast.owner.label,
    delaySeconds,
    transactions: transactions.map(({ hash }) => hash),
    before,
    after: await readThermostat(driver),
    block: driver.chain.clock.block,
  };
  return { applied, transactions };
}
