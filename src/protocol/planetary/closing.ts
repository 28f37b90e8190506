import type { FileDigest } from "../../model/artefact.ts";
import type { ClosingReadings } from "../../model/planetary-readings.ts";
import { holdingRegions } from "../../observe/executor-funds.ts";
import { readPositions } from "../../observe/positions.ts";
import { readSteadyState } from "../../observe/steady-state.ts";
import { merkleRoot } from "../../records/merkle.ts";
import type { Committed } from "../../records/planetary/fold-closing.ts";
import type { PlanetarySources } from "../../records/planetary/fold-planet.ts";
import { executorRegions, MOST_FREED } from "../../records/planetary-settings.ts";
import { claimAll } from "../claims.ts";
import type { Driver, Step } from "../driver.ts";
import { anchorConsensus } from "./anchor.ts";
import { regionalPoster } from "./regional-poster.ts";

/** Of a job's last attempt: those before it have no bonds left. */
const LAST_POST = /\/jobs\/[^_/][^/]*\/post\.json$/;

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
    const executor = regionalPoster(cast, region);
    // Where no job of a region was posted there is nothing to tell.
    const told = receipts.length === 0 ? [] : [[1n, merkleRoot(receipts), receipts.length]];
    const returned = { ...executor, function: "returnRemainder", args: [] };
    return [
      ...told.map((args) => ({ ...executor, function: "reportTelemetry", args })),
      ...Array<Step>(holding.has(region) ? returnsOf(receipts) : 0).fill(returned),
    ];
  });
  await driver.mine({ steps });
  await anchorConsensus(driver, cast, consensus);
  await claimAll(driver, cast);
  return { positions: await readPositions(driver, cast), final: await readSteadyState(driver) };
}

/** A return frees the bonds of so many jobs at once. Each posted job has bonds, so that each of these calls returns something. */
function returnsOf(receipts: readonly FileDigest[]): number {
  const posted = receipts.filter(({ path }) => LAST_POST.test(path));
  return Math.max(1, Math.ceil(posted.length / MOST_FREED));
}
