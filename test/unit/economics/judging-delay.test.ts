import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { lateVoteSeconds, leastJudgingDelaySeconds } from "../../../src/economics/judging-delay.ts";

const DAY = 86_400;
const WINDOWS = {
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
  it("is a dispute with two appeals and a ruling, with guardians pausing for half of the time", () => {
    assert.equal(leastJudgingDelaySeconds(WINDOWS), (2 * (3 * (2 + 1 + 1) + 3) + 1) * DAY);
    const held = { ...WINDOWS, approvalSeconds: 10 * DAY };
    assert.equal(leastJudgingDelaySeconds(held), (2 * (3 * (2 + 1 + 1) + 10 + 3) + 1) * DAY);
  });

  it("is a vote with two extensions where that takes longer", () => {
    const slow = { ...WINDOWS, votingDelaySeconds: 20 * DAY, votingPeriodSeconds: 40 * DAY };
    assert.equal(leastJudgingDelaySeconds(slow), (20 + 40 + 2) * DAY);
    assert.equal(lateVoteSeconds(60), 60);
  });

  it("outlasts every course of a dispute, however its pauses fall", () => {
    const seconds = fc.integer({ min: 60, max: 90 * DAY });
    const windows = fc.record({
      ...Object.fromEntries(Object.keys(WINDOWS).map((name) => [name, seconds])),
      guardianPauseSeconds: fc.integer({ min: 3_600, max: 30 * DAY }),
    }) as fc.Arbitrary<typeof WINDOWS>;
    const shares = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(windows, shares, (own, pauses) => {
        const { challengeSeconds, approvalSeconds, juryCommitSeconds, juryRevealSeconds, rulingSeconds } =
          own;
        const hearing = challengeSeconds + juryCommitSeconds + juryRevealSeconds;
        assert.ok(
          rawSeconds(3 * hearing + approvalSeconds + rulingSeconds, own, pauses) <=
            leastJudgingDelaySeconds(own),
        );
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
