import assert from "node:assert/strict";
import { resolve } from "node:path";
import { describe, it } from "node:test";
import type { Plan } from "../../../src/model/plan.ts";
import { loadPlan } from "../../../src/plan/load.ts";
import { mermaidPlan } from "../../../src/render/mermaid-plan.ts";

const ROOT = resolve(import.meta.dirname, "../../..");

async function plan(path: string): Promise<Plan> {
  const result = await loadPlan(path, { folder: ROOT });
  assert.ok(result.ok);
  return result.plan;
}

describe("the diagram of a plan", () => {
  it("groups jobs by jurisdiction, colours waves and marks the critical path", async (t) => {
    const diagram = mermaidPlan(await plan("plans/asi-takeoff/project-plan.json"));
    t.assert.fileSnapshot(diagram, "test/snapshots/national-plan.mmd", { serializers: [String] });
  });

  it("has the same lines for hostile titles as for harmless ones", async () => {
    const hostile = await plan("test/fixtures/plans/foreign.json");
    const harmless = { ...hostile, jobs: hostile.jobs.map((job) => ({ ...job, title: "Title" })) };
    const skeleton = (diagram: string) => diagram.replace(/"[^"\n]*"/g, '""');
    assert.equal(skeleton(mermaidPlan(hostile)), skeleton(mermaidPlan(harmless)));
  });

  it("marks no shortcut between two critical jobs as critical", async () => {
    const base = await plan("plans/asi-takeoff/project-plan.json");
    const jobs = base.jobs.map((job) =>
      job.id === "NATIONAL-AUDIT" ? { ...job, dependencies: ["GRID-SURVEY", ...job.dependencies] } : job,
    );
    const [links] = mermaidPlan({ ...base, jobs }).match(/linkStyle [\d,]+/) ?? [];
    assert.equal(links?.split(",").length, base.schedule.criticalPath.jobs.length - 1);
  });
});
