import { PLAN } from "../../errors/plan-errors.ts";
import { GLOBAL } from "../../model/regions.ts";
import { nearest } from "../../support/nearest.ts";
import { fieldName, type Path } from "../plan-finding.ts";
import { present, type Rule, values } from "./context.ts";

interface Place {
  readonly known: ReadonlySet<unknown>;
  /** What a reference may name, for people. */
  readonly among: string;
}

const REGIONS = "the id of a region or coordination layer of this plan, or GLOBAL";

/** Regions, layers, cities and jobs that a plan refers to are in it. */
export const referencesExist: Rule = (draft, { report }) => {
  const defined = values([...(draft.regions ?? []), ...(draft.coordinationLayers ?? [])]);
  const regions = new Set<unknown>([GLOBAL, ...defined.map(({ id }) => id)]);
  const places = new Set<unknown>([...regions, ...values(draft.jobs).map(({ city }) => city)]);
  const ofJobs = { known: regions, among: REGIONS };
  const ofAgents = { known: places, among: `${REGIONS}, or the city of a job` };
  const jobs = new Set<unknown>(values(draft.jobs).map(({ id }) => id));
  const check = (region: string, { known, among }: Place, path: Path) => {
    if (!known.has(region))
      report(
        PLAN.UNKNOWN_REGION,
        { field: fieldName(path), region, near: nearest(region, names(known)), among },
        path,
      );
  };
  for (const [index, { region }] of present(draft.jobs)) {
    if (region !== undefined) check(region, ofJobs, ["jobs", index, "region"]);
  }
  for (const [index, agent] of present(draft.participants?.agents)) {
    for (const [position, place] of present(agent.regions)) {
      check(place, ofAgents, ["participants", "agents", index, "regions", position]);
    }
  }
  for (const [index, { job }] of present(draft.drills)) {
    const path = ["drills", index, "job"];
    if (job !== undefined && !jobs.has(job))
      report(PLAN.UNKNOWN_JOB, { field: fieldName(path), job, near: nearest(job, names(jobs)) }, path);
  }
};

function names(known: ReadonlySet<unknown>): string[] {
  return [...known].filter((name) => typeof name === "string");
}
