import { JOB_ENERGY_FORMULAS } from "../../economics/job-energy.ts";
import { NAT_PRICE_FORMULA } from "../../economics/nat-price.ts";
import { CADENCE_FORMULA, TICK_FORMULAS } from "../../economics/pace.ts";
import { SET_POINT_FORMULA } from "../../economics/set-point.ts";
import { part } from "../../economics/shares.ts";
import type { Kpis } from "../../model/thermodynamics.ts";
import { WAD } from "../../model/units.ts";
import { EMITTED } from "../../records/measured-course.ts";
import type { MeasuredJob } from "./job-measure.ts";

/** What {@link readingsOf} computes, for reports. */
const READING_FORMULAS = {
  emission:
    "what the jobs' escrows paid out of rewards and bonuses, refunds aside: to agents, validators, operators, as employers' rebates, and as unearned to the treasury / the jobs' planned rewards and bonuses",
  backlog: "jobs that are not finalized / jobs",
  sla: "jobs that were submitted at or after their soft deadline / jobs",
} as const;

/** How each measured quantity of the report is computed, by its name there. */
export const FORMULAS = {
  ...JOB_ENERGY_FORMULAS,
  ...READING_FORMULAS,
  tickEmission: TICK_FORMULAS.emission,
  tickBacklog: TICK_FORMULAS.backlog,
  tickLateness: TICK_FORMULAS.lateness,
  cadence: CADENCE_FORMULA,
  natPrice: `what the plan says; by default ${NAT_PRICE_FORMULA}`,
  setPoint: SET_POINT_FORMULA,
} as const;

/** The thermostat's three readings, measured over the jobs of both layers. WAD, rounded down. */
export function readingsOf(jobs: readonly MeasuredJob[]): Kpis {
  const plannedWei = jobs.reduce(
    (sum, { job }) => sum + job.rewardWei + part(job.rewardWei, job.validatorBonusBps),
    0n,
  );
  const paidWei = jobs
    .flatMap(({ payments }) => payments)
    .filter(({ reason }) => EMITTED.has(reason))
    .reduce((sum, { amountWei }) => sum + amountWei, 0n);
  const ratio = (those: readonly MeasuredJob[]) =>
    jobs.length === 0 ? 0n : (BigInt(those.length) * WAD) / BigInt(jobs.length);
  return {
    emissionWad: plannedWei === 0n ? 0n : (paidWei * WAD) / plannedWei,
    backlogWad: ratio(jobs.filter(({ measure }) => measure.outcome === "open")),
    slaWad: ratio(jobs.filter(({ measure }) => measure.late)),
  };
}
