import assert from "node:assert/strict";
import { resolve } from "node:path";
import { NO_ODDS } from "../../src/model/course.ts";
import type { Plan } from "../../src/model/plan.ts";
import { loadPlan } from "../../src/plan/load.ts";

const FOLDER = resolve(import.meta.dirname, "../fixtures/plans");

/** The small plan that is right; all goes to plan. */
export async function basePlan(): Promise<Plan> {
  const result = await loadPlan("base.json", { folder: FOLDER });
  assert.ok(result.ok);
  const { plan } = result;
  return { ...plan, chain: { ...plan.chain, odds: NO_ODDS } };
}
