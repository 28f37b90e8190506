import { EXIT } from "../../errors/error.ts";
import type { Project } from "../../model/loaded-project.ts";
import type { Plan } from "../../model/plan.ts";
import { formatSchedule } from "../../plan/format.ts";
import { loadProject } from "../../plan/project.ts";
import { toJson } from "../../support/json.ts";
import { printable } from "../../support/text.ts";
import { inLog } from "../../system/workflow-log.ts";
import { issueLines } from "../actions.ts";
import { planPath } from "../named-plan.ts";
import { loadOptions } from "../project-folder.ts";

export interface ValidateOptions {
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** `omnisovereign plan validate [FILE]` */
export async function planValidate(
  file: string | undefined,
  { strict, json }: ValidateOptions,
): Promise<number> {
  const result = await loadProject(planPath(file), loadOptions(strict));
  const issues = result.ok ? result.warnings : result.issues;
  if (json) process.stdout.write(toJson({ format: "omnisovereign-plan-check/1", valid: result.ok, issues }));
  else {
    for (const line of issues.flatMap((issue) => issueLines(issue, process.env))) console.log(line);
    if (result.ok) console.log(inLog(schedulesOf(result.project).join("\n\n")));
  }
  return result.ok ? EXIT.done : EXIT.planInvalid;
}

/** One for each layer that has jobs; a file that is both layers has two. */
function schedulesOf({ shared, national, planetary, files }: Project): readonly string[] {
  const shownOf = new Map(files.map(({ path, shown }) => [path, shown]));
  const isBoth = planetary?.path === national.path;
  const layers: readonly (readonly [plan: Plan | null, part: string])[] = [
    [shared, ""],
    [national, isBoth ? ", its nation" : ""],
    [planetary, isBoth ? ", its planet" : ""],
  ];
  return layers.flatMap(([plan, part]) =>
    plan === null || plan.jobs.length === 0
      ? []
      : [
          `${printable(shownOf.get(plan.path) ?? plan.path)} is valid: ${printable(plan.initiative)}${part}\n${formatSchedule(plan)}`,
        ],
  );
}
