import assert from "node:assert/strict";
import { test } from "node:test";
import type { DrawnCourse } from "../../../src/economics/drawn-course.ts";
import type { JobRun } from "../../../src/model/layer-run.ts";
import type { TransactionRecord } from "../../../src/model/record.ts";
import { attemptTitle, drawnInWords, vainInWords } from "../../../src/reports/course-in-words.ts";

const SMOOTH: DrawnCourse = { workSeconds: 9, late: false, poor: false, rounds: [], disputed: false };
const JOB = { deadlineSeconds: 86_400 };

test("nothing is told of a course in which all goes to plan", () => {
  assert.equal(drawnInWords({ ...SMOOTH, rounds: [["true", "true"]] }, JOB), null);
});

test("each thing that does not go to plan is told once", () => {
  const course: DrawnCourse = {
    workSeconds: 86_400 * 2 + 86_399,
    late: true,
    poor: true,
    rounds: [
      ["true", "silent"],
      ["dissent", "true"],
    ],
    disputed: true,
  };
  assert.deepEqual(drawnInWords(course, JOB)?.split("; "), [
    "the work ends 1.9 days past its deadline",
    "the result deserves to be rejected",
    "member 2 of the committee commits and never reveals",
    "member 1 of a second committee votes for the contrary of what is so",
    "a verdict that is right is disputed",
  ]);
});

test("a later attempt says which it is", () => {
  const title = (attempt: number) => attemptTitle({ job: { id: "A" }, attempt } as JobRun);
  assert.deepEqual([title(1), title(2)], ["A", "A, attempt 2"]);
});

test("what was drawn of members that nobody sat as is said to have come to nothing", () => {
  const drawn = (...members: readonly string[]) =>
    ({ events: [{ name: "CommitteeDrawn", args: { members } }] }) as unknown as TransactionRecord;
  const rounds = [
    ["true", "true", "dissent"],
    ["silent", "true", "true"],
  ] as const;
  assert.deepEqual(vainInWords({ rounds }, [drawn("0x1", "0x2")]), [
    "2 people had all seats, nobody was member 3",
    "no second committee sat",
  ]);
  assert.deepEqual(vainInWords({ rounds }, [drawn("0x1", "0x2", "0x3"), drawn("0x1")]), []);
});
