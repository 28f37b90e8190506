import { workerOf } from "../../economics/attempts.ts";
import { courseOf } from "../../economics/drawn-course.ts";
import type { Cast } from "../../model/cast.ts";
import type { TakeoffReadings } from "../../model/layer-run.ts";
import type { Project } from "../../model/loaded-project.ts";
import { readPositions } from "../../observe/positions.ts";
import { readSteadyState } from "../../observe/steady-state.ts";
import { resultHashOf } from "../../records/deliverable.ts";
import { judgingDelayOf } from "../../records/settings.ts";
import { admit } from "../admission.ts";
import { claimAll } from "../claims.ts";
import { runNationalDrills } from "../drills/all.ts";
import type { Driver } from "../driver.ts";
import { sendMission } from "../run-mission.ts";
import { supplyOf } from "../supply.ts";
import { deployNational } from "./national-layer.ts";

/**
 * Deploys the national layer, runs the national plan on it, rehearses its drills, and lets everybody collect.
 *
 * @returns what was read on the way; the driver keeps what was sent.
 */
export async function takeOff(driver: Driver, project: Project, cast: Cast): Promise<TakeoffReadings> {
  const plan = project.national;
  const supply = supplyOf(project);
  const start = BigInt(plan.chain.startTimeSeconds);
  if (start > driver.now()) await driver.mine({ at: start, steps: [] });
  const judgingDelaySeconds = judgingDelayOf(project);
  await deployNational(driver, cast, plan, { supplyWei: supply.totalWei, judgingDelaySeconds });
  await admit(driver, cast, supply.employerWei);
  const ticks = await sendMission(driver, plan, {
    cast,
    terms: plan,
    posterOf: () => ({ from: cast.employer, contract: "JobRegistry" }),
    courseOf: (job, attempt) => courseOf(plan, job, attempt),
    workerOf: (job, attempt) => workerOf(plan.participants, job, attempt),
    resultHashOf: (job) => resultHashOf(plan, job),
    ticking: { plan, terms: plan, national: cast, supplied: project.readings?.national ?? [] },
  });
  const drills = await runNationalDrills(driver, cast, plan);
  await claimAll(driver, cast);
  const positions = await readPositions(driver, cast);
  return { ticks, drills, positions, final: await readSteadyState(driver) };
}
