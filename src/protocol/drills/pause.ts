import { max } from "../../economics/fixed-point.ts";
import type { OwnReadings } from "../../model/drill-readings.ts";
import { readGuardian } from "../../observe/drill-states.ts";
import { guardedCalls } from "../../records/drills/guarded-calls.ts";
import type { DrillScene } from "../../records/drills/scene.ts";
import type { Driver, Step } from "../driver.ts";
import { askRefused } from "./ask-refused.ts";

/** The guardian stops the system, one guarded call of every module is refused, the guardian lets it run again. */
export async function pauseAsGuardian(driver: Driver, { cast, plan }: DrillScene): Promise<OwnReadings> {
  const pause: Step = { from: cast.guardian, contract: "SystemPause", function: "guardianPause", args: [] };
  const guardian = await readGuardian(driver);
  await driver.mine({ at: max(driver.now() + 1n, guardian.readyAt), steps: [pause, pause] });
  const tried = await askRefused(driver, guardedCalls(driver.book.entries(), cast, plan));
  await driver.mine({ steps: [{ ...pause, function: "guardianResume" }] });
  return { kind: "pause", guardian, tried };
}
