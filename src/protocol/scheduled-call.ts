import type { Account } from "../model/cast.ts";
import type { TransactionRecord } from "../model/record.ts";
import type { Driver } from "./driver.ts";

/**
 * Makes a restricted call whose role has an execution delay: schedules it with the AccessManager, waits the delay out,
 * then calls.
 *
 * @param call.delaySeconds the role's execution delay.
 * @param call.triesEarly tries the call before the delay is over as well, and expects it to be refused.
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
    readonly triesEarly?: boolean;
  },
): Promise<TransactionRecord[]> {
  const target = driver.book.get(call.contract);
  const data = target.type.abi.encodeFunctionData(call.function, call.args);
  const asSoonAsAllowed = 0;
  const scheduled = await driver.mine({
    steps: [
      {
        from: call.from,
        contract: "AccessManager",
        function: "schedule",
        args: [target.address, data, asSoonAsAllowed],
      },
    ],
  });
  const allowedAt = driver.now() + BigInt(call.delaySeconds);
  const step = { from: call.from, contract: call.contract, function: call.function, args: call.args };
  const early = call.triesEarly ? await driver.mine({ steps: [{ ...step, expect: "reverted" }] }) : [];
  const executed = await driver.mine({ at: allowedAt, steps: [step] });
  return [...scheduled, ...early, ...executed];
}
