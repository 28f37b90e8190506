import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { attemptsDrawn, MOST_ATTEMPTS, workerOf } from "../../../src/economics/attempts.ts";
import type { CourseInput } from "../../../src/economics/drawn-course.ts";
import { NO_ODDS } from "../../../src/model/course.ts";

const inputs: fc.Arbitrary<CourseInput> = fc.record({
  deadlineDays: fc.constant(1),
  deadlineSeconds: fc.constant(86_400),
  energyBudgetWad: fc.constant(0n),
  jobId: fc.string({ minLength: 1 }),
  seed: fc.string(),
  odds: fc.integer({ min: 0, max: 10_000 }).map((poorBps) => ({ ...NO_ODDS, poorBps })),
  pins: fc.constantFrom({}, { poor: true }, { poor: false }),
  graceSeconds: fc.constant(3_600),
  committeeSize: fc.constant(3),
});

describe("the attempts at a job", () => {
  it("end with the first result that is not poor, or with the last that there may be", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const courses = attemptsDrawn(input, "retry");
        const poor = courses.map((course) => course.poor);
        assert.ok(courses.length >= 1 && courses.length <= MOST_ATTEMPTS);
        assert.ok(poor.slice(0, -1).every(Boolean));
        assert.ok(!poor.at(-1) || courses.length === MOST_ATTEMPTS);
      }),
    );
  });

  it("are one where a job is given up", () => {
    fc.assert(fc.property(inputs, (input) => attemptsDrawn(input, "give up").length === 1));
  });
});

describe("who makes an attempt", () => {
  const named = (...handles: string[]) => handles.map((handle) => ({ handle }));
  const agents = named("a", "b", "c");

  it("is the job's agent, each time where it retries", () => {
    const job = { agent: "b", onFailure: "retry" } as const;
    assert.deepEqual(
      [1, 2, 8].map((attempt) => workerOf({ agents, validators: [] }, job, attempt)),
      ["b", "b", "b"],
    );
  });

  it("is the next of the plan's agents where substitutes are to, those who judge passed over", () => {
    const job = { agent: "b", onFailure: "substitute" } as const;
    const of = (validators: readonly { handle: string }[]) =>
      [1, 2, 3, 4].map((attempt) => workerOf({ agents, validators }, job, attempt));
    assert.deepEqual(of([]), ["b", "c", "a", "b"]);
    assert.deepEqual(of(named("c")), ["b", "a", "b", "a"]);
    assert.deepEqual(of(named("a", "c")), ["b", "b", "b", "b"]);
  });
});
