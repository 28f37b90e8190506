import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type JobToSchedule, scheduleJobs } from "../../../src/plan/schedule.ts";

function job(id: string, deadlineDays: number, ...dependencies: string[]): JobToSchedule {
  return { id, deadlineDays, dependencies };
}

/** Jobs that depend only on earlier ones. */
const acyclic = fc
  .array(fc.record({ days: fc.integer({ min: 1, max: 50 }), picks: fc.array(fc.nat(), { maxLength: 4 }) }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((specs) =>
    specs.map(({ days, picks }, index) =>
      job(`J${index}`, days, ...(index === 0 ? [] : picks.map((pick) => `J${pick % index}`))),
    ),
  );

describe("scheduling jobs", () => {
  it("finds waves, critical path and slack of a diamond", () => {
    const result = scheduleJobs([
      job("A", 3),
      job("B", 10, "A"),
      job("C", 4, "A"),
      job("D", 2, "B", "C"),
      job("E", 1),
    ]);
    assert.ok(result.ok);
    const { waves, criticalPath, jobs } = result.schedule;
    assert.deepEqual(waves, [["A", "E"], ["B", "C"], ["D"]]);
    assert.deepEqual(criticalPath, { jobs: ["A", "B", "D"], days: 15 });
    assert.deepEqual(
      jobs.map(({ slackDays }) => slackDays),
      [0, 0, 6, 0, 14],
    );
    assert.deepEqual(
      jobs.map(({ earliestStartDay }) => earliestStartDay),
      [0, 3, 3, 13, 0],
    );
  });

  it("names each cycle once, as a path", () => {
    const result = scheduleJobs([
      job("FREE", 1),
      job("A", 1, "FREE", "C"),
      job("B", 1, "A"),
      job("C", 1, "B"),
      job("AFTER", 1, "C"),
      job("X", 1, "Y"),
      job("Y", 1, "X"),
      job("SELF", 1, "SELF"),
    ]);
    assert.deepEqual(result, { ok: false, cycles: [["A", "C", "B"], ["X", "Y"], ["SELF"]] });
  });

  it("keeps every promise of a schedule for any acyclic plan", () => {
    fc.assert(
      fc.property(acyclic, (jobs) => {
        const result = scheduleJobs(jobs);
        assert.ok(result.ok);
        const { schedule } = result;
        const byId = new Map(schedule.jobs.map((scheduled) => [scheduled.id, scheduled]));
        for (const { id, dependencies } of jobs) {
          const own = byId.get(id);
          assert.ok(own && own.slackDays >= 0);
          for (const dependency of dependencies) {
            const earlier = byId.get(dependency);
            const days = jobs.find((candidate) => candidate.id === dependency)?.deadlineDays ?? 0;
            assert.ok(earlier && earlier.wave < own.wave);
            assert.ok(earlier.earliestStartDay + days <= own.earliestStartDay);
            assert.ok(earlier.latestStartDay + days <= own.latestStartDay);
          }
        }
        const { jobs: path, days } = schedule.criticalPath;
        assert.equal(
          path.reduce((sum, id) => sum + (jobs.find((one) => one.id === id)?.deadlineDays ?? 0), 0),
          days,
        );
        assert.ok(path.every((id) => byId.get(id)?.slackDays === 0));
        assert.deepEqual(schedule.waves.flat().sort(), jobs.map(({ id }) => id).sort());
      }),
    );
  });

  it("finds a real cycle whenever a back edge closes one", () => {
    fc.assert(
      fc.property(acyclic, (jobs) => {
        const [first] = jobs;
        const chain = jobs.map((one, index) => ({
          ...one,
          dependencies: index === 0 ? [] : [`J${index - 1}`],
        }));
        const closed = chain.map((one) =>
          one.id === first?.id ? { ...one, dependencies: [`J${jobs.length - 1}`] } : one,
        );
        const result = scheduleJobs(closed);
        assert.ok(!result.ok);
        assert.deepEqual(
          result.cycles.map((cycle) => cycle.length),
          [jobs.length],
        );
      }),
    );
  });

  it("schedules a chain of 100,000 jobs without recursion", () => {
    const chain = Array.from({ length: 100_000 }, (_, index) =>
      job(`J${index}`, 1, ...(index === 0 ? [] : [`J${index - 1}`])),
    );
    const result = scheduleJobs(chain);
    assert.ok(result.ok);
    assert.equal(result.schedule.criticalPath.days, 100_000);
    assert.equal(result.schedule.waves.length, 100_000);
  });
});
