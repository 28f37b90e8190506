import assert from "node:assert/strict";
import { test } from "node:test";
import { firstPlace, outlineOf } from "../../../src/support/outline.ts";

const json = (value: unknown) => JSON.stringify(value, null, 2);
const DOCUMENT = {
  format: "a/1",
  jobs: [
    { id: "A", paid: "1" },
    { id: "B", paid: "2" },
  ],
  none: [],
};

const placeIn = (path: string, before: string, after: string) =>
  firstPlace(outlineOf(path, before), path, after);

test("an outline tells the field in which another document differs first", () => {
  assert.match(outlineOf("a.json", json(DOCUMENT)), /^json4:([0-9a-f]{6}){6}$/);
  const changed = { ...DOCUMENT, jobs: [DOCUMENT.jobs[0], { id: "B", paid: "3" }] };
  assert.equal(placeIn("a.json", json(DOCUMENT), json(changed)), "/jobs/1/paid");
  assert.equal(placeIn("a.json", json(DOCUMENT), json(DOCUMENT)), null);
});

test("what came between is told where it came, and what was cut where it ends", () => {
  const longer = { ...DOCUMENT, jobs: [...DOCUMENT.jobs, { id: "C", paid: "4" }] };
  assert.equal(placeIn("a.json", json(DOCUMENT), json(longer)), "/jobs/2/id");
  const { none: _, ...shorter } = DOCUMENT;
  assert.equal(placeIn("a.json", json(DOCUMENT), json(shorter)), "after /jobs/1/paid");
});

test("a large document is told of less deeply", () => {
  const large = { jobs: Array.from({ length: 90 }, (_, index) => ({ id: index, paid: "1" })) };
  const changed = { jobs: large.jobs.map((job) => (job.id === 7 ? { ...job, paid: "2" } : job)) };
  assert.match(outlineOf("a.json", json(large)), /^json2:/);
  assert.equal(placeIn("a.json", json(large), json(changed)), "/jobs/7");
});

test("other texts, and JSON that is none, are told of by lines", () => {
  assert.equal(placeIn("a.md", "one\ntwo\n", "one\nthree\n"), "line 2");
  assert.equal(placeIn("a.json", "{", "{\n"), "line 2");
});

test("a text that is too long has no outline, which tells nothing", () => {
  assert.equal(outlineOf("a.md", "\n".repeat(20_000)), "");
  assert.equal(firstPlace("", "a.md", "x"), null);
});
