import type { Cast } from "../model/cast.ts";
import type { TransactionRecord } from "../model/record.ts";
import { personAt } from "../records/casting.ts";
import { textArg, uintArg } from "../records/events.ts";
import type { Step } from "./driver.ts";

/** What brings every stake back to where it was that these transactions slashed or paid out. */
export function restakeSteps(cast: Cast, records: readonly TransactionRecord[]): Step[] {
  return records
    .flatMap(({ events }) => events)
    .filter(({ name }) => name === "StakeSlashed" || name === "StakeWithdrawn")
    .map(({ args }) => ({
      from: personAt(cast, textArg(args, "account")).account,
      contract: "StakeManager",
      function: "depositStake",
      args: [uintArg(args, "role"), uintArg(args, "amountWei")],
    }));
}
