import { workerOf } from "../../economics/attempts.ts";
import { courseOf } from "../../economics/drawn-course.ts";
import type { Cast } from "../../model/cast.ts";
import type { TickReading } from "../../model/drill-readings.ts";
import { ROLE } from "../../model/enums.ts";
import type { PlanetaryReadings } from "../../model/planetary-readings.ts";
import { employingRegion, regionOf } from "../../model/regions.ts";
import { readPosted } from "../../observe/posted-jobs.ts";
import { readShareRoom } from "../../observe/share-room.ts";
import { holdersOf, nationalCast } from "../../records/casting.ts";
import { resultHashOf } from "../../records/deliverable.ts";
import { planetaryScenes } from "../../records/drills/own/own-scene.ts";
import { foldRuns } from "../../records/fold-job.ts";
import { budgetsOf, requestsOf } from "../../records/planetary/budgets.ts";
import type { PlanetarySources } from "../../records/planetary/fold-planet.ts";
import { approvalCall, motionsOf } from "../../records/planetary/motions.ts";
import { potsOf } from "../../records/planetary/pots.ts";
import { committedWei, regionNeeds } from "../../records/planetary/region-needs.ts";
import { judgingDelayOf } from "../../records/settings.ts";
import { playOwnDrills } from "../drills/own-drill.ts";
import type { Driver } from "../driver.ts";
import { sendMission } from "../run-mission.ts";
import { anchorNation } from "./anchor.ts";
import { decide } from "./council.ts";
import { DayRoom } from "./day-room.ts";
import { dividePots } from "./division.ts";
import { admitNewcomers, equipRegionOperators } from "./newcomers.ts";
import { approveAsOwner } from "./owner-budgets.ts";
import { deployPlanetary } from "./planetary-layer.ts";
import { regionalPoster } from "./regional-poster.ts";
import { settleEpochs } from "./reward-epochs.ts";
import { fundRegions } from "./treasury.ts";

/**
 * Anchors the national layer, opens the council, funds the regions, runs their jobs, settles their rewards and rehearses the
 * drills that the plan defines.
 *
 * @returns what was read on the way; what was sent is in the driver's records.
 */
export async function runPlanet(driver: Driver, mission: PlanetarySources): Promise<PlanetaryReadings> {
  const { project, cast, nationalReceipts } = mission;
  const plan = project.planetary;
  const proved = await anchorNation(driver, cast, nationalReceipts);
  const national = nationalCast(project, driver.chain.accounts);
  await admitNewcomers(driver, national, cast, judgingDelayOf(project));
  await equipRegionOperators(driver, cast);
  await deployPlanetary(driver, cast, plan);
  const budgeting = await setBudgets(driver, mission);
  await fundRegions(driver, cast, project);
  const ticks = await runRegionalJobs(driver, mission, national);
  const runs = foldRuns(plan.jobs, driver.records, cast);
  const terms = project.national;
  await settleEpochs(driver, { cast, national, plan, terms }, runs);
  const drills = await playOwnDrills(driver, planetaryScenes(plan, { cast, national, terms }));
  return { proved, ...budgeting, ticks, drills };
}

/** The council approves pots and divides them by votes; where there is none, the owner sets the budgets. */
async function setBudgets(
  driver: Driver,
  { project, cast }: PlanetarySources,
): Promise<Pick<PlanetaryReadings, "shares" | "sitting">> {
  const plan = project.planetary;
  if (holdersOf(cast.people, ROLE.council).length === 0) {
    await approveAsOwner(driver, cast, budgetsOf(driver.book, project, false).map(approvalCall));
    return { shares: null, sitting: null };
  }
  const shares = await readShareRoom(driver);
  const pots = potsOf(plan, requestsOf(driver.book, project));
  const sitting = await decide(driver, cast, plan, motionsOf(plan, pots, shares.value));
  await dividePots(driver, cast, plan, pots);
  return { shares, sitting };
}

/** Each region's executor employs for its jobs; they may depend on what the nation has settled. */
async function runRegionalJobs(
  driver: Driver,
  { project, cast }: PlanetarySources,
  nation: Cast,
): Promise<readonly TickReading[]> {
  const { national, planetary: plan, readings } = project;
  const room = new DayRoom(regionNeeds(project));
  return sendMission(driver, plan, {
    cast,
    terms: national,
    ticking: { plan, terms: national, national: nation, supplied: readings?.planetary ?? [] },
    settled: await readPosted(driver, national.jobs),
    posterOf: (job) => regionalPoster(cast, employingRegion(plan, job.region)),
    disputes: (job) => regionOf(plan, employingRegion(plan, job.region)).approvalSeconds === 0,
    readyToPost: (lane, job) =>
      room.take(lane, employingRegion(plan, job.region), committedWei(national, job)),
    courseOf: (job, attempt) => courseOf(plan, job, attempt),
    workerOf: (job, attempt) => workerOf(plan.participants, job, attempt),
    resultHashOf: (job) => resultHashOf(plan, job),
  });
}
