import { EXIT } from "../../errors/error.ts";
import type { Project } from "../../model/loaded-project.ts";
import type { Plan } from "../../model/plan.ts";
import type { PlanIssue } from "../../model/plan-result.ts";
import { planDifferences } from "../../plan/differences.ts";
import { loadPlan } from "../../plan/load.ts";
import { loadProject } from "../../plan/project.ts";
import { toJson } from "../../support/json.ts";
import { inLog } from "../../system/workflow-log.ts";
import { planPath, refuse } from "../named-plan.ts";
import { type ComparedPlan, formatPlanDifferences } from "../plan-difference-report.ts";
import { loadOptions } from "../project-folder.ts";

/** `omnisovereign plan diff A B`: exit code 0 if the plans mean the same, 1 if not. */
export async function planDiff(a: string, b: string, { json }: { readonly json?: boolean }): Promise<number> {
  const [before, after] = [await load(a), await load(b)];
  if (!before.sides || !after.sides) return refuse([...before.issues, ...after.issues], json);
  const plans = compare(before.sides, after.sides);
  const isEqual = plans.every(({ differences }) => differences.length === 0);
  process.stdout.write(
    json
      ? toJson({ format: "omnisovereign-plan-diff/1", equal: isEqual, plans })
      : inLog(formatPlanDifferences(plans)),
  );
  return isEqual ? EXIT.done : EXIT.failed;
}

type Sides = Readonly<Record<ComparedPlan["plan"], Plan | null>>;

interface Loaded {
  /** Null if the plan or one of its layers is invalid. */
  readonly sides: Sides | null;
  /** That make it so. */
  readonly issues: readonly PlanIssue[];
}

async function load(file: string): Promise<Loaded> {
  const path = planPath(file);
  const result = await loadProject(path, loadOptions());
  if (!result.ok) return { sides: null, issues: result.issues };
  const asked = await loadPlan(path, loadOptions());
  return asked.ok
    ? { sides: sidesOf(asked.plan, result.project), issues: [] }
    : { sides: null, issues: asked.issues };
}

/** The plan that was asked for, and those that it binds. */
function sidesOf(asked: Plan, { national, planetary }: Project): Sides {
  return asked.layers.length === 0
    ? { asked, national: null, planetary: null }
    : { asked, national, planetary };
}

function compare(a: Sides, b: Sides): ComparedPlan[] {
  return (["asked", "national", "planetary"] as const).flatMap((plan) => {
    const [before, after] = [a[plan], b[plan]];
    return before && after ? [{ plan, differences: planDifferences(before, after) }] : [];
  });
}
