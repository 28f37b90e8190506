import type { PlanFile, Project } from "../model/loaded-project.ts";
import type { LayerId } from "../model/plan.ts";

const LAYERS: Readonly<Record<string, LayerId>> = { takeoff: "national", global: "planetary" };

/** What a stage's scripts read beside what earlier ones left: every plan, and what the jobs of the stage's layer hand in. */
export function planInputs(project: Project, stage: string): PlanFile[] {
  const layer = LAYERS[stage];
  return [...project.files, ...(layer === undefined ? [] : deliverablesOf(project, layer))];
}

/** What the jobs of a layer hand in. */
export function deliverablesOf(project: Project, layer: LayerId): PlanFile[] {
  const own = new Set(project[layer]?.jobs.map(({ deliverable }) => deliverable?.path));
  return project.deliverables.filter(({ path }) => own.has(path));
}
