import type { Cast } from "../model/cast.ts";
import type { OwnerCall } from "../model/proposal.ts";
import { ownerDelay } from "../observe/call-preview.ts";
import type { Driver } from "./driver.ts";
import { callAfterDelay } from "./scheduled-call.ts";

/** Makes the owner's call by its proper path: at once, or scheduled, and called once the delay of its role is over. */
export async function performOwnerCall(driver: Driver, cast: Cast, call: OwnerCall): Promise<void> {
  const { contract, function: name, args } = call;
  const step = { from: cast.owner, contract, function: name, args };
  const delaySeconds = Number(await ownerDelay(driver, cast, call));
  if (delaySeconds === 0) await driver.mine({ steps: [step] });
  else await callAfterDelay(driver, { ...step, delaySeconds });
}
