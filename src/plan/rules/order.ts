import { PLAN } from "../../errors/plan-errors.ts";
import { nearest } from "../../support/nearest.ts";
import { scheduleJobs } from "../schedule.ts";
import { present, type Rule, type RuleContext, values } from "./context.ts";

interface OrderedJob {
  readonly index: number;
  readonly id: string;
  readonly dependencies: readonly string[];
}

/** Dependencies exist and form no cycle. */
export const dependenciesAreOrdered: Rule = (draft, context) => {
  const jobs = new Map<string, OrderedJob>();
  for (const [index, { id, dependencies }] of present(draft.jobs)) {
    if (id !== undefined && !jobs.has(id)) jobs.set(id, { index, id, dependencies: values(dependencies) });
  }
  for (const [index, job] of present(draft.jobs)) {
    checkDependencies(index, job.id ?? "", present(job.dependencies), jobs, context);
  }
  reportCycles(jobs, context);
};

function checkDependencies(
  index: number,
  job: string,
  dependencies: readonly (readonly [number, string])[],
  jobs: ReadonlyMap<string, OrderedJob>,
  { report }: RuleContext,
): void {
  const seen = new Set<string>();
  for (const [position, dependency] of dependencies) {
    const path = ["jobs", index, "dependencies", position];
    if (!jobs.has(dependency))
      report(PLAN.UNKNOWN_DEPENDENCY, { job, dependency, near: nearest(dependency, jobs.keys()) }, path);
    else if (seen.has(dependency)) report(PLAN.REPEATED_DEPENDENCY, { job, dependency }, path);
    seen.add(dependency);
  }
}

function reportCycles(jobs: ReadonlyMap<string, OrderedJob>, { report }: RuleContext): void {
  const scheduling = scheduleJobs([...jobs.values()].map((job) => ({ ...job, deadlineDays: 0 })));
  if (scheduling.ok) return;
  for (const cycle of scheduling.cycles) {
    const first = jobs.get(cycle[0] ?? "");
    const position = first?.dependencies.indexOf(cycle[1] ?? cycle[0] ?? "") ?? 0;
    report(PLAN.CYCLE, { cycle }, ["jobs", first?.index ?? 0, "dependencies", position]);
  }
}
