import type { Cast } from "../../model/cast.ts";
import type { DrillRecord } from "../../model/drill.ts";
import type { DrillKind, Job, Plan } from "../../model/plan.ts";
import type { Driver } from "../driver.ts";
import { delayDrill } from "./delay.ts";
import { rehearse, type Scenario } from "./drill.ts";
import {
  disputeLostDrill,
  disputeWonDrill,
  expiryDrill,
  nonRevealDrill,
  ownerRulingDrill,
  quorumMissedDrill,
  rejectionDrill,
} from "./judgement.ts";
import { parametersDrill } from "./parameters.ts";
import { pauseDrill } from "./pause.ts";
import { thermostatDrill } from "./thermostat.ts";

/** The drills that the national layer can rehearse; the others need the planetary one. */
const NATIONAL: Partial<Record<DrillKind, Scenario>> = {
  pause: pauseDrill,
  thermostat: thermostatDrill,
  parameters: parametersDrill,
  "non-reveal": nonRevealDrill,
  rejection: rejectionDrill,
  "dispute-won": disputeWonDrill,
  "dispute-lost": disputeLostDrill,
  "quorum-missed": quorumMissedDrill,
  "owner-ruling": ownerRulingDrill,
  expiry: expiryDrill,
  delay: delayDrill,
};

/** Rehearses the plan's drills one after the other, in plan order. */
export async function runNationalDrills(driver: Driver, cast: Cast, plan: Plan): Promise<DrillRecord[]> {
  const all = [...plan.jobs, ...plan.borrowed];
  const jobs = new Map(all.map((job) => [job.id, job]));
  const records: DrillRecord[] = [];
  for (const drill of plan.drills) {
    const scenario = NATIONAL[drill.kind];
    const job = jobs.get(drill.job ?? "") ?? (all[0] as Job);
    if (scenario) records.push(await rehearse({ driver, cast, plan, drill, job }, scenario));
  }
  return records;
}
