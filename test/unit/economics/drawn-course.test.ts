import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type CourseInput, drawCourse, isTroubled } from "../../../src/economics/drawn-course.ts";
import { NO_ODDS, type Odds } from "../../../src/model/course.ts";

const GRACE_SECONDS = 7 * 86_400;
const bps = fc.integer({ min: 0, max: 10_000 });
const odds: fc.Arbitrary<Odds> = fc.record({
  lateBps: bps,
  poorBps: bps,
  dissentBps: bps,
  silentBps: bps,
  disputeBps: bps,
});
const inputs: fc.Arbitrary<CourseInput> = fc.record({
  deadlineDays: fc.integer({ min: 1, max: 3_650 }),
  deadlineSeconds: fc.constant(86_400),
  energyBudgetWad: fc.bigInt({ min: 0n, max: 2n ** 100n }),
  jobId: fc.string({ minLength: 1 }),
  seed: fc.string(),
  odds,
  pins: fc.constant({}),
  graceSeconds: fc.integer({ min: 3_600, max: GRACE_SECONDS }),
  committeeSize: fc.integer({ min: 3, max: 15 }),
});
const attempts = fc.integer({ min: 1, max: 5 });
const INPUT: CourseInput = {
  deadlineDays: 1,
  deadlineSeconds: 86_400,
  energyBudgetWad: 0n,
  jobId: "JOB",
  seed: "seed",
  odds: NO_ODDS,
  pins: {},
  graceSeconds: GRACE_SECONDS,
  committeeSize: 3,
};

describe("the drawn course of a job", () => {
  it("is the same whenever it is drawn, and has a place for each seat of two committees", () => {
    fc.assert(
      fc.property(inputs, attempts, (input, attempt) => {
        const course = drawCourse(input, attempt);
        assert.deepEqual(course, drawCourse({ ...input }, attempt));
        assert.deepEqual(
          course.rounds.map(({ length }) => length),
          [input.committeeSize, input.committeeSize],
        );
      }),
    );
  });

  it("is late by half of the grace at most, and otherwise on time", () => {
    fc.assert(
      fc.property(inputs, attempts, (input, attempt) => {
        const { late, workSeconds } = drawCourse(input, attempt);
        const overSeconds = workSeconds - input.deadlineSeconds;
        assert.equal(late, overSeconds > 0);
        assert.ok(overSeconds <= input.graceSeconds / 2);
      }),
    );
  });

  it("goes to plan without odds, and never with odds of all", () => {
    fc.assert(
      fc.property(inputs, attempts, (input, attempt) => {
        const smooth = drawCourse({ ...input, odds: NO_ODDS }, attempt);
        assert.deepEqual([isTroubled(smooth), smooth.late, smooth.poor], [false, false, false]);
        const all = {
          lateBps: 10_000,
          poorBps: 10_000,
          dissentBps: 10_000,
          silentBps: 0,
          disputeBps: 10_000,
        };
        const rough = drawCourse({ ...input, odds: all }, attempt);
        assert.deepEqual([rough.late, rough.poor, rough.disputed], [true, true, true]);
        assert.ok(rough.rounds.flat().every((conduct) => conduct === "dissent"));
      }),
    );
  });

  it("never loses what was drawn where odds rise", () => {
    fc.assert(
      fc.property(inputs, odds, (input, more) => {
        const higher = Math.max(input.odds.poorBps, more.poorBps);
        const before = drawCourse(input);
        const after = drawCourse({ ...input, odds: { ...input.odds, poorBps: higher } });
        assert.ok(!before.poor || after.poor);
        assert.deepEqual({ ...after, poor: before.poor }, before);
      }),
    );
  });

  it("happens about as often as its odds say", () => {
    const often = Array.from({ length: 4_000 }, (_, index) =>
      drawCourse({ ...INPUT, jobId: `J${index}`, odds: { ...NO_ODDS, lateBps: 1_000, silentBps: 300 } }),
    );
    const late = often.filter((course) => course.late).length;
    const silent = often
      .flatMap(({ rounds }) => rounds[0] ?? [])
      .filter((conduct) => conduct === "silent").length;
    assert.ok(Math.abs(late - 400) < 80, `${late} of 4000 late`);
    assert.ok(Math.abs(silent - 360) < 80, `${silent} of 12000 silent`);
  });

  it("is what the plan says of the first attempt, and drawn for later ones", () => {
    const pins = { late: true, poor: true, silent: 1, dissent: 1, disputed: true };
    const first = drawCourse({ ...INPUT, pins });
    assert.deepEqual(first.rounds, [
      ["silent", "dissent", "true"],
      ["silent", "dissent", "true"],
    ]);
    assert.deepEqual([first.late, first.poor, first.disputed], [true, true, true]);
    assert.deepEqual(drawCourse({ ...INPUT, pins }, 2), drawCourse(INPUT, 2));
  });

  it("is another one for another seed, another job or another attempt", () => {
    const often = { ...INPUT, odds: { ...NO_ODDS, poorBps: 5_000 } };
    const poorOf = (input: CourseInput, attempt: number) => drawCourse(input, attempt).poor;
    const ids = Array.from({ length: 64 }, (_, index) => `J${index}`);
    const drawn = [
      ids.map((jobId) => poorOf({ ...often, jobId }, 1)),
      ids.map((jobId) => poorOf({ ...often, jobId, seed: "another" }, 1)),
      ids.map((jobId) => poorOf({ ...often, jobId }, 2)),
    ];
    assert.equal(new Set(drawn.map(String)).size, 3);
  });
});
