import assert from "node:assert/strict";
import { test } from "node:test";
import { timelineOf } from "../../../src/economics/timeline.ts";
import { workSeconds } from "../../../src/economics/work-time.ts";

const settings = { seed: "s", commitSeconds: 100, challengeSeconds: 1_000, committeeSize: 3, seedBlocks: 4 };
const job = (id: string, dependencies: string[]) => ({ id, dependencies, deadlineDays: 1, energyBudget: 0n });
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
  assert.equal(only?.settled, worked("ONLY") + 1_100 + 20);
  assert.equal(only?.lastSubmitted, worked("ONLY") + 20);
});

test("a chain of twenty thousand jobs is laid out without recursion", () => {
  const jobs = Array.from({ length: 20_000 }, (_, n) => job(`J${n}`, n < 19_999 ? [`J${n + 1}`] : []));
  const spans = timelineOf(jobs, settings);
  assert.ok((spans[0]?.assigned ?? 0) > (spans[1]?.assigned ?? Infinity));
});
