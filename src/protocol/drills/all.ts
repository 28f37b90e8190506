import type { Cast } from "../../model/cast.ts";
import type { DrillReadings, OwnReadings } from "../../model/drill-readings.ts";
import type { Plan } from "../../model/plan.ts";
import { readSteadyState } from "../../observe/steady-state.ts";
import { jobScriptOf } from "../../records/drills/job-script.ts";
import { ownSceneOf } from "../../records/drills/own/own-scene.ts";
import { type DrillScene, nationalScenes } from "../../records/drills/scene.ts";
import type { Driver } from "../driver.ts";
import { runJobDrill } from "./job-drill.ts";
import { playOwnDrill } from "./own-drill.ts";

/**
 * Rehearses the plan's drills one after the other, in plan order, each between two readings of the steady state.
 *
 * @returns what was read, a drill each.
 */
export async function runNationalDrills(driver: Driver, cast: Cast, plan: Plan): Promise<DrillReadings[]> {
  const readings: DrillReadings[] = [];
  const scenes = nationalScenes(plan, cast);
  for (const [index, scene] of scenes.entries()) {
    driver.tell({ kind: "drill", id: scene.drill.id, number: index + 1, of: scenes.length });
    const before = await readSteadyState(driver);
    const own = await rehearse(driver, scene);
    readings.push({ before, own, after: await readSteadyState(driver) });
  }
  return readings;
}

function rehearse(driver: Driver, scene: DrillScene): Promise<OwnReadings> {
  const own = ownSceneOf(scene);
  if (own !== null) return playOwnDrill(driver, own);
  const script = jobScriptOf(scene);
  if (script !== null) return runJobDrill(driver, scene, script);
  throw new Error(`the national layer has no drill "${scene.drill.kind}"`);
}
