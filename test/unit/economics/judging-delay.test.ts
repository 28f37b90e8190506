import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { courseSeconds } from "../../../src/economics/course-time.ts";
import { lateVoteSeconds, leastJudgingDelaySeconds } from "../../../src/economics/judging-delay.ts";

const DAY = 86_400;
const SEED_BLOCKS = 4;
const WINDOWS = {
  commitSeconds: DAY,
  revealSeconds: DAY,
  challengeSeconds: 2 * DAY,
  approvalSeconds: 0,
  juryCommitSeconds: DAY,
  juryRevealSeconds: DAY,
  rulingSeconds: 3 * DAY,
  guardianPauseSeconds: DAY,
  votingDelaySeconds: DAY,
  votingPeriodSeconds: 5 * DAY,
};

describe("the least delay of those who judge", () => {
  it("is a job from its submission to the last ruling, with guardians pausing for half of the time", () => {
    const draws = 5 * (SEED_BLOCKS * 12 + 3_600);
    const course = (2 * (1 + 1) + 3 * (2 + 1 + 1) + 3) * DAY + draws;
    assert.equal(leastJudgingDelaySeconds(WINDOWS, SEED_BLOCKS, 0), 2 * course + DAY);
    const held = { ...WINDOWS, approvalSeconds: 10 * DAY };
    assert.equal(leastJudgingDelaySeconds(held, SEED_BLOCKS, 0), 2 * (course + 10 * DAY) + DAY);
  });

  it("outlasts both rounds of the committee, which come before any verdict", () => {
    const longer = { ...WINDOWS, commitSeconds: 3 * DAY };
    const more =
      leastJudgingDelaySeconds(longer, SEED_BLOCKS, 0) - leastJudgingDelaySeconds(WINDOWS, SEED_BLOCKS, 0);
    assert.equal(more, 2 * 2 * 2 * DAY);
  });

  it("is a vote with two extensions and its timelock where that takes longer", () => {
    const slow = { ...WINDOWS, votingDelaySeconds: 20 * DAY, votingPeriodSeconds: 40 * DAY };
    assert.equal(leastJudgingDelaySeconds(slow, SEED_BLOCKS, 0), (20 + 40 + 2) * DAY);
    assert.equal(leastJudgingDelaySeconds(slow, SEED_BLOCKS, 3 * DAY), (20 + 40 + 2 + 3) * DAY);
    assert.equal(
      leastJudgingDelaySeconds(WINDOWS, SEED_BLOCKS, 31 * DAY),
      leastJudgingDelaySeconds(WINDOWS, SEED_BLOCKS, 0),
    );
    assert.equal(leastJudgingDelaySeconds(WINDOWS, SEED_BLOCKS, 34 * DAY), 42 * DAY);
    assert.equal(lateVoteSeconds(60), 60);
  });

  it("outlasts the longest course of a job, however its pauses fall", () => {
    const seconds = fc.integer({ min: 60, max: 90 * DAY });
    const windows = fc.record({
      ...Object.fromEntries(Object.keys(WINDOWS).map((name) => [name, seconds])),
      guardianPauseSeconds: fc.integer({ min: 3_600, max: 30 * DAY }),
    }) as fc.Arbitrary<typeof WINDOWS>;
    const shares = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(windows, shares, (own, pauses) => {
        const activeSeconds = courseSeconds(own, SEED_BLOCKS, DAY);
        assert.ok(rawSeconds(activeSeconds, own, pauses) <= leastJudgingDelaySeconds(own, SEED_BLOCKS, 0));
      }),
    );
  });
});

/** How long so much active time takes if a guardian pauses as soon as it may, for these parts of its longest pause. */
function rawSeconds(activeSeconds: number, own: typeof WINDOWS, pauses: readonly number[]): number {
  let [left, raw] = [activeSeconds, 0];
  for (let n = 0; left > 0; n++) {
    const pausedSeconds = Math.ceil(own.guardianPauseSeconds * (pauses[n % pauses.length] ?? 1));
    raw += pausedSeconds + Math.min(left, pausedSeconds);
    left -= pausedSeconds;
  }
  return raw;
}
