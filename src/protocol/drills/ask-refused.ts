import type { TriedCalls } from "../../model/drill-readings.ts";
import { tryFromContracts } from "../../observe/drill-states.ts";
import type { GuardedCall } from "../../records/drills/guarded-calls.ts";
import type { Driver, Step } from "../driver.ts";

/**
 * Makes the calls and expects each to fail.
 *
 * @param at seconds; by default one second after the latest block.
 * @returns how those calls were answered that could only be tried.
 */
export async function askRefused(
  driver: Driver,
  calls: readonly GuardedCall[],
  at?: bigint,
): Promise<TriedCalls> {
  const steps = calls.flatMap(({ from, ...read }): Step[] =>
    "contract" in from ? [] : [{ from, ...read, expect: "reverted" }],
  );
  await driver.mine({ ...(at === undefined ? {} : { at }), steps });
  return tryFromContracts(driver, calls);
}
