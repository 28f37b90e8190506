import type { DrillStep, DrillValue } from "../../model/drill-definition.ts";
import { readTick } from "../../observe/drill-states.ts";
import { type CallSources, meaningOf } from "../../records/drills/own/drill-calls.ts";
import { kpisOf } from "../../records/drills/own/drill-kpis.ts";
import { addressMeant } from "../../records/drills/own/drill-values.ts";
import { TICK_SECONDS } from "../../records/drills/tick-kpis.ts";
import { attestedTick } from "../attested-tick.ts";
import type { Driver } from "../driver.ts";

/** An hour after the latest block, with the thermostat's next reading as its signers attest it. */
export async function tickStep(driver: Driver, step: DrillStep, sources: CallSources) {
  const { activeSeconds } = await readTick(driver);
  const whom = (name: string) => {
    const word: DrillValue | undefined = step.with[name];
    return typeof word === "string" ? addressMeant(word, meaningOf(sources)) : null;
  };
  const { scene } = sources;
  const choice = { without: whom("without"), including: whom("including") };
  const kpis = kpisOf(step, scene);
  const call = await attestedTick(driver, scene.national, kpis, activeSeconds + TICK_SECONDS, choice);
  return { at: driver.now() + TICK_SECONDS, call };
}
