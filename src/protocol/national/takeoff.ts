import { workSecondsOf } from "../../economics/work-time.ts";
import type { Project } from "../../model/loaded-project.ts";

import type { Takeoff } from "../../model/rehearsal.ts";
import { readPositions } from "../../observe/positions.ts";
import { readSteadyState } from "../../observe/steady-state.ts";
import { castOf } from "../../records/casting.ts";
import { textDigest } from "../../records/job-request.ts";
import { admit } from "../admission.ts";
import { claimAll } from "../claims.ts";
import { runNationalDrills } from "../drills/all.ts";

import type { Driver } from "../driver.ts";

import { runMission } from "../run-mission.ts";
import { supplyOf } from "../supply.ts";
import { deployNational } from "./national-layer.ts";

/** Deploys the national layer, runs the national plan on it, rehearses its drills, and lets everybody collect. */
export async function takeOff(driver: Driver, project: Project): Promise<Takeoff> {
  const plan = project.national;
  const plans = [plan, ...(project.shared ? [project.shared] : [])];
  const cast = castOf(project.shared ?? plan, plans, driver.chain.accounts);
  const supply = supplyOf(project);
  const start = BigInt(plan.chain.startTimeSeconds);
  if (start > driver.now()) await driver.mine({ at: start, steps: [] });
  const deployment = await deployNational(driver, cast, plan, supply.totalWei);
  const admission = await admit(driver, cast, supply.employerWei);
  const runs = await runMission(driver, plan, {
    cast,
    posterOf: () => ({ from: cast.employer, contract: "JobRegistry" }),
    workSecondsOf: (job) => workSecondsOf(plan, job),
    resultHashOf: (job) => textDigest(`deliverable of ${plan.initiative}/${job.id}`),
  });
  const drills = await runNationalDrills(driver, cast, plan);
  const claims = await claimAll(driver, cast);
  const positions = await readPositions(driver, cast);
  return {
    chain: { chainId: driver.chain.chainId, hardfork: driver.chain.hardfork },
    plan,
    hasPlanet: project.planetary !== null,
    emptyLayer: project.emptyLayer,
    cast,
    deployment,
    admission,
    runs,
    drills,
    claims,
    positions,
    final: await readSteadyState(driver),
  };
}
