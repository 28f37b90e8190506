import type { Plan } from "../../model/plan.ts";
import type { ClosingReadings } from "../../model/planetary-readings.ts";
import { employingRegion } from "../../model/regions.ts";
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
    const told = [1n, merkleRoot(receipts), receipts.length];
    const report = { ...executor, function: "reportTelemetry", args: told };
    const returned = { ...executor, function: "returnRemainder", args: [] };
    return [
      report,
      ...Array<Step>(holding.has(region) ? returnsOf(project.planetary, region) : 0).fill(returned),
    ];
  });
  await driver.mine({ steps });
  await anchorConsensus(driver, cast, consensus);
  await claimAll(driver, cast);
  return { positions: await readPositions(driver, cast), final: await readSteadyState(driver) };
}

/** A return frees the bonds of so many jobs at once. Each job has bonds, so that each of these calls returns something. */
function returnsOf(plan: Plan, region: string): number {
  const jobs = plan.jobs.filter((job) => employingRegion(plan, job.region) === region);
  return Math.max(1, Math.ceil(jobs.length / MOST_FREED));
}
