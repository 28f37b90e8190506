import type { Cast } from "../model/cast.ts";
import type { CouncilCall } from "../model/proposal.ts";
import { councilDelay } from "../observe/council-preview.ts";
import type { Driver } from "./driver.ts";
import { callAfterDelay } from "./scheduled-call.ts";

/** Makes the call by its proper path: the owner, as council, schedules it, waits the delay out, and calls. */
export async function performCouncilCall(driver: Driver, cast: Cast, call: CouncilCall): Promise<void> {
  const delaySeconds = Number(await councilDelay(driver, cast));
  await callAfterDelay(driver, { ...call, from: cast.owner, delaySeconds });
}
