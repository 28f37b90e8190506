import type { Drill, DrillKind } from "../model/plan.ts";
import type { PlanDocument } from "./schema.ts";

type JobDocument = PlanDocument["jobs"][number];

/** Drills about the judgement of a job. */
const CONTESTED: readonly DrillKind[] = [
  "non-reveal",
  "quorum-missed",
  "rejection",
  "dispute-won",
  "dispute-lost",
  "owner-ruling",
  "expiry",
];

/** Drills that replay the terms of one of the plan's jobs. */
export const ON_A_JOB: readonly DrillKind[] = [...CONTESTED, "delay"];

/** @returns the plan's drills, or one of each kind that the plan gives rise to */
export function resolveDrills({ drills, jobs, regions }: PlanDocument): Drill[] {
  const first = jobs[0];
  if (!first) return [];
  if (!drills) return defaultDrills(jobs, first, regions.length > 0);
  return drills.map(({ id, kind, job, adjustment }) => {
    const borrowed = jobs.find((candidate) => candidate.id === job) ?? first;
    return {
      id,
      kind,
      job: ON_A_JOB.includes(kind) ? borrowed.id : null,
      adjustment: kind === "delay" ? (adjustment ?? borrowed.thermodynamicProfile.adjustmentOnDelay) : null,
    };
  });
}

function defaultDrills(jobs: readonly JobDocument[], first: JobDocument, hasRegions: boolean): Drill[] {
  const simple: readonly DrillKind[] = ["pause", "thermostat", "parameters"];
  const planetary: readonly DrillKind[] = hasRegions ? ["reward", "quadratic-proposal"] : [];
  return [
    ...[...simple, ...planetary].map((kind): Drill => ({ id: kind, kind, job: null, adjustment: null })),
    ...CONTESTED.map((kind): Drill => ({ id: kind, kind, job: first.id, adjustment: null })),
    ...delayDrills(jobs),
  ];
}

function delayDrills(jobs: readonly JobDocument[]): Drill[] {
  const drills = new Map<string, Drill>();
  for (const { id, thermodynamicProfile } of jobs) {
    const adjustment = thermodynamicProfile.adjustmentOnDelay;
    if (drills.has(adjustment)) continue;
    drills.set(adjustment, { id: `delay-${adjustment}`, kind: "delay", job: id, adjustment });
  }
  return [...drills.values()];
}
