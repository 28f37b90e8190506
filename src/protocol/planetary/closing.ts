import type { ClosingReadings } from "../../model/planetary-readings.ts";
import { holdingRegions } from "../../observe/executor-funds.ts";
import { readPositions } from "../../observe/positions.ts";
import { readSteadyState } from "../../observe/steady-state.ts";
import { merkleRoot } from "../../records/merkle.ts";
import type { Committed } from "../../records/planetary/fold-closing.ts";
import type { PlanetarySources } from "../../records/planetary/fold-planet.ts";
import { executorName, executorRegions } from "../../records/planetary-settings.ts";
import { claimAll } from "../claims.ts";
import type { Driver, Step } from "../driver.ts";
import { anchorConsensus } from "./anchor.ts";

/**
 * Each region reports the root of its receipts and returns what is left; the validators' consensus is anchored; then
 * everybody collects.
 */
export async function closePlanet(
  driver: Driver,
  { project, cast }: PlanetarySources,
  { consensus, ofRegion }: Committed,
): Promise<ClosingReadings> {
  const regions = executorRegions(project.planetary);
  const holding = await holdingRegions(driver, regions);
  const steps = regions.flatMap((region): Step[] => {
    const receipts = ofRegion(region);
    const executor = { from: cast.operator, contract: executorName(region) };
    const told = [1n, merkleRoot(receipts), receipts.length];
    const report = { ...executor, function: "reportTelemetry", args: told };
    return holding.has(region) ? [report, { ...executor, function: "returnRemainder", args: [] }] : [report];
  });
  await driver.mine({ steps });
  await anchorConsensus(driver, cast, consensus);
  await claimAll(driver, cast);
  return { positions: await readPositions(driver, cast), final: await readSteadyState(driver) };
}
