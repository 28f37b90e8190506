import type { OwnReadings, StandingReading } from "../../model/drill-readings.ts";
import { readJudgingDelay, readStanding } from "../../observe/drill-states.ts";
import { revokedValidator } from "../../records/drills/revoked-validator.ts";
import type { DrillScene } from "../../records/drills/scene.ts";
import { syncSteps } from "../admission.ts";
import type { Driver, Step } from "../driver.ts";

/**
 * The guardian suspends a validator, the registrar revokes its role, and gives it back once that has taken effect. How it
 * stands is read when the revocation is scheduled, in the second before it takes effect, in that second, and when the role
 * is held again.
 */
export async function revokeValidator(driver: Driver, { cast }: DrillScene): Promise<OwnReadings> {
  const { person, remainingRoles } = revokedValidator(cast);
  const { address } = person.account;
  const delaySeconds = await readJudgingDelay(driver);
  const change = (from: Step["from"], name: string, ...args: unknown[]): Step => {
    return { from, contract: "IdentityRegistry", function: name, args: [address, ...args] };
  };
  const standings: StandingReading[] = [];
  const mine = async (steps: readonly Step[], at = driver.now() + 1n) => {
    await driver.mine({ at, steps });
    standings.push(await readStanding(driver, address));
  };
  await mine([change(cast.guardian, "suspend"), change(cast.registrar, "setRoles", remainingRoles)]);
  await mine([], driver.now() + delaySeconds - 1n);
  await mine([change(cast.registrar, "setRoles", person.roles)]);
  await mine([], driver.now() + delaySeconds);
  // Both changes, so that work can be handed in again.
  await driver.mine({ steps: syncSteps(cast.registrar, 1) });
  return { kind: "revocation", delaySeconds, standings };
}
