import type { Cast } from "../../model/cast.ts";
import type { Drill, DrillKind, Job, Plan } from "../../model/plan.ts";

/** What a drill is about, by the plan alone. */
export interface DrillScene {
  readonly cast: Cast;
  readonly plan: Plan;
  readonly drill: Drill;
  /** The plan's job whose terms the drill borrows. */
  readonly job: Job;
}

/** The drills that need the planetary layer; it rehearses them in its own course. */
const PLANETARY: readonly DrillKind[] = ["reward", "quadratic-proposal"];

/** The drills that the national layer rehearses, one after the other, in plan order. */
export function nationalScenes(plan: Plan, cast: Cast): DrillScene[] {
  const all = [...plan.jobs, ...plan.borrowed];
  const jobs = new Map(all.map((job) => [job.id, job]));
  return plan.drills
    .filter(({ kind, own }) => !PLANETARY.includes(kind) && own?.stage !== "global")
    .map((drill) => ({ cast, plan, drill, job: jobs.get(drill.job ?? "") ?? (all[0] as Job) }));
}
