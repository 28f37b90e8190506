import { OmniError } from "../errors/error.ts";
import { STAGE } from "../errors/stage-errors.ts";
import type { Project } from "../model/loaded-project.ts";
import { formatIssue } from "../plan/format.ts";
import { loadProject } from "../plan/project.ts";
import { typedFolder } from "../system/root.ts";
import { inLog } from "../system/workflow-log.ts";
import type { ScriptContext } from "./script.ts";

/**
 * Loads the plan that a script was given, with the readings if it was given any.
 *
 * @throws OMNI2004 if it is invalid; every issue goes to stderr first.
 */
export async function openProject({
  planPath,
  readingsPath,
}: Pick<ScriptContext, "planPath" | "readingsPath">): Promise<Project> {
  const result = await loadProject(planPath, {
    folder: typedFolder(process.env),
    readings: readingsPath ?? undefined,
  });
  if (result.ok) return result.project;
  for (const issue of result.issues) process.stderr.write(`${inLog(formatIssue(issue))}\n`);
  throw new OmniError(STAGE.PLAN_INVALID, { plan: planPath, issues: result.issues.length });
}
