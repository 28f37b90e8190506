import type { Cast } from "../../model/cast.ts";
import type { OwnerPauseReadings } from "../../model/owner-pause.ts";
import type { Plan } from "../../model/plan.ts";
import { readSwitch } from "../../observe/drill-states.ts";
import { readSteadyState } from "../../observe/steady-state.ts";
import { guardedCalls } from "../../records/drills/guarded-calls.ts";
import type { Driver, Step } from "../driver.ts";
import { askRefused } from "./ask-refused.ts";
import { type Lifelines, prepareLifelines } from "./lifelines.ts";

/**
 * The owner pauses everything, every module refuses one guarded call, the pause outlasts a guardian's, claims and
 * withdrawals go through meanwhile, and the owner lets the system run again.
 *
 * @returns what was read on the way; the driver keeps what was sent.
 */
export async function pauseAsOwner(driver: Driver, cast: Cast, plan: Plan): Promise<OwnerPauseReadings> {
  const lifelines = await prepareLifelines(driver, cast, plan);
  const standstill = await standStill(driver, cast, plan, lifelines);
  await driver.mine({ steps: [byOwner(cast, "resume"), byOwner(cast, "resume")] });
  await driver.mine({ steps: [lifelines.restake] });
  return { before: lifelines.before, ...standstill, after: await readSteadyState(driver) };
}

/** Everything between the pause and the resumption. */
async function standStill(driver: Driver, cast: Cast, plan: Plan, { claim, withdraw }: Lifelines) {
  await driver.mine({ steps: [byOwner(cast, "pause"), byOwner(cast, "pause")] });
  const guardian: Step = { ...byOwner(cast, "guardianResume"), from: cast.guardian, expect: "reverted" };
  await driver.mine({ steps: [guardian] });
  const paused = await readSwitch(driver);
  const longest = driver.now() + BigInt(plan.protocol.windows.guardianPauseSeconds) + 1n;
  const tried = await askRefused(driver, guardedCalls(driver.book.entries(), cast, plan), longest);
  const during = await readSteadyState(driver);
  const outlasted = await readSwitch(driver);
  await driver.mine({ steps: [claim, withdraw] });
  return { during, paused, outlasted, tried };
}

function byOwner({ owner }: Cast, name: string): Step {
  return { from: owner, contract: "SystemPause", function: name, args: [] };
}
