import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { courseSeconds, shortestWindowSeconds } from "../../../src/economics/course-time.ts";

const WINDOWS = {
  commitSeconds: 1,
  revealSeconds: 10,
  challengeSeconds: 100,
  juryCommitSeconds: 1_000,
  juryRevealSeconds: 10_000,
  rulingSeconds: 100_000,
  approvalSeconds: 1_000_000,
};

describe("the longest course of a job", () => {
  it("has two rounds, a challenge that is held, three hearings with two appeals, a ruling, and five draws", () => {
    assert.equal(courseSeconds(WINDOWS, 1, 86_400), 1_133_322 + 5 * (12 + 3_600));
    assert.equal(courseSeconds(WINDOWS, 128, 86_400), 1_133_322 + 5 * (128 * 12 + 3_600));
  });

  it("waits five blocks for a draw where days are short", () => {
    assert.deepEqual([1, 1_440, 1_464, 86_400].map(shortestWindowSeconds), [60, 60, 61, 3_600]);
  });
});
