import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { attemptsOf } from "../../../src/economics/attempts.ts";
import type { DrawnCourse } from "../../../src/economics/drawn-course.ts";
import type { Job } from "../../../src/model/plan.ts";
import { loadProject } from "../../../src/plan/project.ts";

const SHARED_PLAN = "plans/omnisovereign/project-plan.omnisovereign.json";

/** Every attempt that is drawn for a job of the shared mission. */
interface Drawn {
  readonly job: Job;
  readonly attempts: readonly DrawnCourse[];
}

describe("the shared mission, by its own seed and the odds that stand if none are said", () => {
  let drawn: Drawn[];
  before(async () => {
    const result = await loadProject(SHARED_PLAN, { folder: process.cwd() });
    assert.ok(result.ok);
    const { national, planetary, shared } = result.project;
    drawn = [national, planetary, shared].flatMap((plan) =>
      plan === null ? [] : plan.jobs.map((job) => ({ job, attempts: attemptsOf(plan, job) })),
    );
  });

  it("pins nothing", () => {
    assert.ok(drawn.every(({ job }) => Object.keys(job.course).length === 0));
  });

  it("has a late job, a dissenting vote, a missing reveal and a dispute", () => {
    const courses = drawn.flatMap(({ attempts }) => attempts);
    const ofFirst = courses.flatMap(({ rounds }) => rounds[0] ?? []);
    assert.ok(courses.some(({ late }) => late));
    assert.ok(ofFirst.includes("dissent") && ofFirst.includes("silent"));
    assert.ok(courses.some(({ disputed }) => disputed));
  });

  it("has a rejected result that is done again and accepted", () => {
    const again = drawn.filter(({ attempts }) => attempts.length > 1);
    assert.ok(again.length > 0);
    assert.ok(again.every(({ attempts }) => attempts.at(-1)?.poor === false));
  });
});
