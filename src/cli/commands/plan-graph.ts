import { EXIT } from "../../errors/error.ts";
import { loadPlan } from "../../plan/load.ts";
import { reasonAgainstDrawing } from "../../render/mermaid-limits.ts";
import { mermaidPlan } from "../../render/mermaid-plan.ts";
import { inLog } from "../../system/workflow-log.ts";
import { planPath, printIssues } from "../named-plan.ts";
import { loadOptions } from "../project-folder.ts";

/** `omnisovereign plan graph [FILE]` */
export async function planGraph(file: string | undefined): Promise<number> {
  const result = await loadPlan(planPath(file), loadOptions());
  if (!result.ok) {
    printIssues(result.issues);
    return EXIT.planInvalid;
  }
  const diagram = mermaidPlan(result.plan);
  const reason = reasonAgainstDrawing(diagram);
  if (reason !== null) console.error(inLog(`Warning: ${reason}`));
  process.stdout.write(diagram);
  return EXIT.done;
}
