import type { Cast } from "../../src/model/cast.ts";
import type { DrillKind, Plan } from "../../src/model/plan.ts";
import { builtIn } from "../../src/plan/drills.ts";
import type { DrillScene } from "../../src/records/drills/scene.ts";

/** A drill that is about no job of its own. */
export function sceneOf(cast: Cast, plan: Plan, kind: DrillKind): DrillScene {
  const job = plan.jobs[0] as Plan["jobs"][number];
  return { cast, plan, job, drill: builtIn("x", kind) };
}
