import type { OwnReadings } from "../../model/drill-readings.ts";
import { holdsRole, tryAs } from "../../observe/drill-states.ts";
import type { DrillScene } from "../../records/drills/scene.ts";
import { selfGrant } from "../../records/drills/self-grant.ts";
import { executionDelayOf } from "../../records/settings.ts";
import type { Driver, Step } from "../driver.ts";
import { scheduleStep } from "../scheduled-call.ts";

/** The owner schedules a role for itself, the guardian cancels it, and it is refused once its delay is over. */
export async function cancelGrant(driver: Driver, { cast }: DrillScene): Promise<OwnReadings> {
  const { owner, guardian } = cast;
  const { call, data, role } = selfGrant(cast);
  await driver.mine({ steps: [scheduleStep(driver, owner, call)] });
  const allowedAt = driver.now() + BigInt(executionDelayOf("ADMIN"));
  const cancellation: Step = {
    from: guardian,
    contract: "AccessManager",
    function: "cancel",
    args: [owner.address, driver.book.get(call.contract).address, data],
  };
  await driver.mine({ steps: [cancellation] });
  await driver.mine({ at: allowedAt, steps: [{ ...call, from: owner, expect: "reverted" }] });
  const late = await tryAs(driver, owner, call);
  return { kind: "grant-cancelled", late, isHeld: await holdsRole(driver, role, owner.address) };
}
