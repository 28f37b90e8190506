import { WAD } from "../../economics/fixed-point.ts";
import type { Kpis } from "../../economics/pid.ts";
import type { MeasuredJob } from "./job.ts";

/** What {@link readingsOf} computes, for reports. */
export const READING_FORMULAS = {
  emission: "what the jobs' escrows paid to anybody but the employer / the jobs' planned rewards",
  backlog: "jobs that are not finalized / jobs",
  sla: "jobs that were submitted at or after their soft deadline / jobs",
} as const;

/** The thermostat's three readings, measured over the jobs of both layers. WAD, rounded down. */
export function readingsOf(jobs: readonly MeasuredJob[]): Kpis {
  const plannedWei = jobs.reduce((sum, { job }) => sum + job.rewardWei, 0n);
  const paidWei = jobs.reduce((sum, { measured }) => sum + measured.costWei, 0n);
  const part = (those: readonly MeasuredJob[]) =>
    jobs.length === 0 ? 0n : (BigInt(those.length) * WAD) / BigInt(jobs.length);
  return {
    emissionWad: plannedWei === 0n ? 0n : (paidWei * WAD) / plannedWei,
    backlogWad: part(jobs.filter(({ measure }) => measure.outcome === "open")),
    slaWad: part(jobs.filter(({ measure }) => measure.late)),
  };
}
