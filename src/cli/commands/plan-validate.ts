import { EXIT } from "../../errors/error.ts";
import type { Plan, Project } from "../../model/plan.ts";
import { formatIssue, formatSchedule } from "../../plan/format.ts";
import { loadProject } from "../../plan/project.ts";
import { runPaths } from "../../run/paths.ts";
import { toJson } from "../../support/json.ts";
import { printable } from "../../support/text.ts";
import { loadOptions } from "../project.ts";

export interface ValidateOptions {
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** `omnisovereign plan validate [FILE]` */
export async function planValidate(
  file: string | undefined,
  { strict, json }: ValidateOptions,
): Promise<number> {
  const { plan } = runPaths(file === undefined ? {} : { plan: file }, process.env);
  const result = await loadProject(plan, loadOptions(strict));
  const issues = result.ok ? result.warnings : result.issues;
  if (json) process.stdout.write(toJson({ format: "omnisovereign-plan-check/1", valid: result.ok, issues }));
  else {
    for (const issue of issues) console.log(formatIssue(issue));
    if (result.ok) console.log(plansOf(result.project).map(scheduleOf).join("\n\n"));
  }
  return result.ok ? EXIT.done : EXIT.planInvalid;
}

function plansOf({ shared, national, planetary }: Project): readonly Plan[] {
  return [shared, national, planetary].filter((plan) => plan !== null);
}

function scheduleOf(plan: Plan): string {
  return `${printable(plan.path)} is valid: ${printable(plan.initiative)}\n${formatSchedule(plan)}`;
}
