import type { Project } from "../../src/model/loaded-project.ts";
import type { Plan } from "../../src/model/plan.ts";

/** A project of a nation, alone unless `others` says otherwise. */
export function projectOf<Others extends Partial<Project>>(
  national: Plan,
  others?: Others,
): Project & Others {
  const alone: Project = {
    shared: null,
    national,
    planetary: null,
    emptyLayer: null,
    files: [],
    deliverables: [],
  };
  return { ...alone, ...others } as Project & Others;
}
