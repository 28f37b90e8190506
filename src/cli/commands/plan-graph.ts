import { EXIT } from "../../errors/error.ts";
import { formatIssue } from "../../plan/format.ts";
import { loadPlan } from "../../plan/load.ts";
import { mermaidPlan } from "../../render/mermaid-plan.ts";
import { runPaths } from "../../run/paths.ts";
import { loadOptions } from "../project.ts";

/** `omnisovereign plan graph [FILE]` */
export async function planGraph(file: string | undefined): Promise<number> {
  const { plan } = runPaths(file === undefined ? {} : { plan: file }, process.env);
  const result = await loadPlan(plan, loadOptions());
  if (!result.ok) {
    for (const issue of result.issues) console.error(formatIssue(issue));
    return EXIT.planInvalid;
  }
  process.stdout.write(mermaidPlan(result.plan));
  return EXIT.done;
}
