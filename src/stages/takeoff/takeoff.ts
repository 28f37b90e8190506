import type { Plan, Project } from "../../model/plan.ts";
import type { TransactionRecord } from "../../model/record.ts";
import { type Admission, admit } from "../../protocol/admission.ts";
import { type Cast, castOf } from "../../protocol/cast.ts";
import { claimAll, type Position, readPositions } from "../../protocol/claims.ts";
import { runNationalDrills } from "../../protocol/drills/all.ts";
import type { DrillRecord } from "../../protocol/drills/drill.ts";
import type { Driver } from "../../protocol/driver.ts";
import { textDigest } from "../../protocol/lifecycle.ts";
import { type JobRun, runMission } from "../../protocol/mission.ts";
import { deployNational, type NationalDeployment } from "../../protocol/national.ts";
import { readSteadyState, type SteadyState } from "../../protocol/steady-state.ts";
import { supplyOf } from "../../protocol/supply.ts";
import { workSecondsOf } from "../work-time.ts";

/** Everything that the takeoff did on chain. */
export interface Takeoff {
  readonly plan: Plan;
  readonly hasPlanet: boolean;
  readonly emptyLayer: Project["emptyLayer"];
  readonly cast: Cast;
  readonly deployment: NationalDeployment;
  readonly admission: Admission;
  readonly runs: readonly JobRun[];
  readonly drills: readonly DrillRecord[];
  readonly claims: readonly TransactionRecord[];
  readonly positions: readonly Position[];
  readonly final: SteadyState;
}

/** Deploys the national layer, runs the national plan on it, rehearses its drills, and lets everybody collect. */
export async function takeOff(driver: Driver, project: Project): Promise<Takeoff> {
  const plan = project.national;
  const plans = [plan, ...(project.shared ? [project.shared] : [])];
  const cast = castOf(project.shared ?? plan, plans);
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
