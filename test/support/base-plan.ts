import assert from "node:assert/strict";
import { resolve } from "node:path";
import type { Plan } from "../../src/model/plan.ts";
import { loadPlan } from "../../src/plan/load.ts";

const FOLDER = resolve(import.meta.dirname, "../fixtures/plans");

/** The small plan that is right. */
export async function basePlan(): Promise<Plan> {
  const result = await loadPlan("base.json", { folder: FOLDER });
  assert.ok(result.ok);
  return result.plan;
}
