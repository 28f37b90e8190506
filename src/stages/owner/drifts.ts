import type { CommandCenter, MissionControl, ParameterMatrix } from "../../model/owner.ts";

/** Roles, permissions and judges that are not what the role table, the plans and their recorded changes make them. */
export function authorityDrifts({ roles, functions, judges }: CommandCenter): string[] {
  return [
    ...roles.filter(({ drift }) => drift).map(({ role, name, reason }) => `${role} of ${name} ${reason}`),
    ...functions
      .filter(({ drift }) => drift)
      .map(({ contract, function: name, reason }) => `${contract}.${name} ${reason}`),
    ...judges.filter(({ drift }) => drift).map(({ name, reason }) => `who judges: ${name} ${reason}`),
  ];
}

/** Jobs that are not what a plan says, or that are in none. */
export function jobDrifts({ jobs }: MissionControl): string[] {
  return jobs.flatMap(({ jobId, drift }) => drift.map((difference) => `job ${jobId} ${difference}`));
}

export function parameterDrifts({ parameters }: ParameterMatrix): string[] {
  return parameters
    .filter(({ drift }) => drift)
    .map(({ contract, parameter, reason }) => `${contract}.${parameter} ${reason}`);
}
