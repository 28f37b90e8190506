import assert from "node:assert/strict";
import { resolve } from "node:path";
import { test } from "node:test";
import type { Plan } from "../../../src/model/plan.ts";
import { loadPlan } from "../../../src/plan/load.ts";
import { castOf } from "../../../src/protocol/cast.ts";
import { supplyOf } from "../../../src/protocol/supply.ts";

const ROOT = resolve(import.meta.dirname, "../../..");

async function base(): Promise<Plan> {
  const result = await loadPlan("test/fixtures/plans/base.json", { root: ROOT });
  assert.ok(result.ok);
  return result.plan;
}

const stakesOf = (plan: Plan, plans: readonly Plan[]) =>
  castOf(plan, plans).people.map(({ handle, stakes }) => ({ handle, stakes }));

test("people of a file that is the plan of two layers stake once", async () => {
  const plan = await base();
  assert.deepEqual(stakesOf(plan, [plan, plan]), stakesOf(plan, [plan]));
  const other = { ...plan, sha256: "f".repeat(64) };
  assert.notDeepEqual(stakesOf(plan, [plan, other]), stakesOf(plan, [plan]));
});

test("what a person keeps at hand lasts for every drill that can slash its stake", async () => {
  const plan = await base();
  const spareOf = (drills: Plan["drills"]) =>
    castOf({ ...plan, drills }, [{ ...plan, drills }]).people.find(({ handle }) => handle.startsWith("north"))
      ?.spareWei ?? 0n;
  const expiry = { id: "x", kind: "expiry", job: "FIRST", adjustment: null } as const;
  const job = plan.jobs.find(({ id }) => id === "FIRST");
  const many = Array.from({ length: 50 }, (_, n) => ({ ...expiry, id: `x${n}` }));
  assert.ok(spareOf(many) >= 50n * (job?.agentStakeWei ?? 0n));
  assert.ok(spareOf([expiry]) < spareOf(many));
});

test("the employer can pay fees and bonuses beyond twice the budget", async () => {
  const plan = await base();
  const jobs = plan.jobs.map((job) => ({ ...job, validatorBonusBps: 10_000, validatorBonusCapBps: 20_000 }));
  const dear = { ...plan, jobs, drills: [], budget: { ...plan.budget, totalWei: 700n * 10n ** 18n } };
  const project = { shared: null, national: dear, planetary: null, files: [] };
  assert.ok(supplyOf(project).employerWei >= 3n * 700n * 10n ** 18n);
});
