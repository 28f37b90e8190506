import { EXIT } from "../../errors/error.ts";
import { loadProject } from "../../plan/project.ts";
import { toJson } from "../../support/json.ts";
import { inLog } from "../../system/workflow-log.ts";
import { explain } from "../explain/explanation.ts";
import { formatExplanation } from "../explain/report.ts";
import { planPath, printIssues, refuse } from "../named-plan.ts";
import { loadOptions } from "../project-folder.ts";

/** `omnisovereign plan explain [FILE]` */
export async function planExplain(
  file: string | undefined,
  { json }: { readonly json?: boolean },
): Promise<number> {
  const result = await loadProject(planPath(file), loadOptions());
  if (!result.ok) return refuse(result.issues, json);
  printIssues(result.warnings);
  const explanation = explain(result.project, result.warnings);
  process.stdout.write(json ? toJson(explanation) : inLog(formatExplanation(explanation)));
  return EXIT.done;
}
