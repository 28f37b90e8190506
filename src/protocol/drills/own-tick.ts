import type { DrillStep, DrillValue } from "../../model/drill-definition.ts";
import type { Kpis } from "../../model/thermodynamics.ts";
import { readTick } from "../../observe/drill-states.ts";
import { type CallSources, meaningOf } from "../../records/drills/own/drill-calls.ts";
import { kpisOf } from "../../records/drills/own/drill-kpis.ts";
import { addressMeant } from "../../records/drills/own/drill-values.ts";
import { TICK_SECONDS } from "../../records/drills/tick-kpis.ts";
import type { Driver } from "../driver.ts";
import { signAsOracle } from "../oracle.ts";

const READING_TYPE = {
  Reading: [
    { name: "thermostat", type: "address" },
    { name: "emissionWad", type: "int256" },
    { name: "backlogWad", type: "int256" },
    { name: "slaWad", type: "int256" },
    { name: "measuredAt", type: "uint48" },
    { name: "sequence", type: "uint64" },
    { name: "deadline", type: "uint48" },
  ],
};

/** An hour after the latest block, with the thermostat's next reading as its signers attest it. */
export async function tickStep(driver: Driver, step: DrillStep, sources: CallSources) {
  const { activeSeconds } = await readTick(driver);
  const [last] = await driver.read([{ contract: "Thermostat", function: "lastSequence", args: [] }]);
  const measuredAt = activeSeconds + TICK_SECONDS;
  const reading = {
    thermostat: driver.book.get("Thermostat").address,
    ...(kpisOf(step, sources.scene) satisfies Kpis),
    measuredAt,
    sequence: (last?.[0] as bigint) + 1n,
    deadline: measuredAt + TICK_SECONDS,
  };
  const whom = (name: string) => {
    const word: DrillValue | undefined = step.with[name];
    return typeof word === "string" ? addressMeant(word, meaningOf(sources)) : null;
  };
  const signatures = signAsOracle(driver, sources.scene.national, READING_TYPE, reading, {
    without: whom("without"),
    including: whom("including"),
  });
  return {
    at: driver.now() + TICK_SECONDS,
    call: { contract: "Thermostat", function: "tick", args: [reading, signatures] },
  };
}
