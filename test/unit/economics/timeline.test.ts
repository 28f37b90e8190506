import assert from "node:assert/strict";
import { test } from "node:test";
import { timelineOf } from "../../../src/economics/timeline.ts";
import { workSeconds } from "../../../src/economics/work-time.ts";
import { NO_ODDS, type Pins } from "../../../src/model/course.ts";

const settings = {
  seed: "s",
  odds: NO_ODDS,
  graceSeconds: 50,
  commitSeconds: 100,
  revealSeconds: 200,
  challengeSeconds: 1_000,
  juryCommitSeconds: 300,
  juryRevealSeconds: 400,
  rulingSeconds: 2_000,
  committeeSize: 3,
  jurySize: 5,
  seedBlocks: 4,
};
const job = (id: string, dependencies: string[], course: Pins = {}) => ({
  id,
  dependencies,
  deadlineDays: 1,
  energyBudget: 0n,
  course,
  onFailure: "retry" as const,
});
const worked = (jobId: string) =>
  workSeconds({ jobId, seed: "s", deadlineDays: 1, deadlineSeconds: 86_400, energyBudgetWad: 0n });

test("a job begins when those that it depends on are settled, in whichever order the plan has them", () => {
  const spans = timelineOf([job("LAST", ["FIRST", "SIDE"]), job("FIRST", []), job("SIDE", [])], settings);
  const [last, first, side] = spans;
  assert.equal(first?.submitted, worked("FIRST"));
  assert.equal(last?.assigned, Math.max(worked("FIRST"), worked("SIDE")) + 1_100);
  assert.equal(side?.assigned, 0);
});

test("a span leaves a second for each step of every job", () => {
  const [only] = timelineOf([job("ONLY", [])], settings);
  assert.equal(only?.settled, worked("ONLY") + 1_100 + 24);
  assert.equal(only?.lastSubmitted, worked("ONLY") + 24);
});

test("a chain of twenty thousand jobs is laid out without recursion", () => {
  const jobs = Array.from({ length: 20_000 }, (_, n) => job(`J${n}`, n < 19_999 ? [`J${n + 1}`] : []));
  const spans = timelineOf(jobs, settings);
  assert.ok((spans[0]?.assigned ?? 0) > (spans[1]?.assigned ?? Infinity));
});

test("a job whose committee may go wrong may take another committee and a hearing, and those after it as long", () => {
  const [first, second] = timelineOf([job("FIRST", [], { dissent: 1 }), job("SECOND", ["FIRST"])], settings);
  const steps = 14 + 2 * (4 + 6) + (4 + 10) + 24;
  const [soonest, latest] = [100 + 1_000, 2 * (100 + 200) + 300 + 400 + 2_000];
  assert.equal(first?.settled, worked("FIRST") + latest + steps);
  assert.equal(second?.assigned, worked("FIRST") + soonest);
  assert.equal(second?.lastSubmitted, worked("FIRST") + latest + worked("SECOND") + steps);
});

test("a late job is handed in after its deadline", () => {
  const [only] = timelineOf([job("ONLY", [], { late: true })], settings);
  assert.ok((only?.submitted ?? 0) > 86_400 && (only?.submitted ?? 0) <= 86_425);
});
