import type { Account } from "../model/cast.ts";
import type { Read, TransactionRecord } from "../model/record.ts";
import type { Driver, Step } from "./driver.ts";

/**
 * Makes a restricted call whose role has an execution delay: schedules it with the AccessManager, waits the delay out,
 * then calls.
 *
 * @param call.delaySeconds the role's execution delay.
 * @returns what was sent, in that order.
 */
export async function callAfterDelay(
  driver: Driver,
  call: {
    readonly from: Account;
    readonly contract: string;
    readonly function: string;
    readonly args: readonly unknown[];
    readonly delaySeconds: number;
  },
): Promise<TransactionRecord[]> {
  const scheduled = await driver.mine({ steps: [scheduleStep(driver, call.from, call)] });
  const allowedAt = driver.now() + BigInt(call.delaySeconds);
  const step = { from: call.from, contract: call.contract, function: call.function, args: call.args };
  const executed = await driver.mine({ at: allowedAt, steps: [step] });
  return [...scheduled, ...executed];
}

/** Schedules a restricted call with the AccessManager, for as soon as its role's delay allows. */
export function scheduleStep({ book }: Driver, from: Account, call: Read): Step {
  const { address, type } = book.get(call.contract);
  const data = type.abi.encodeFunctionData(call.function, call.args);
  const asSoonAsAllowed = 0;
  return { from, contract: "AccessManager", function: "schedule", args: [address, data, asSoonAsAllowed] };
}
