import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Plan } from "../../../../src/model/plan.ts";
import { bearsDissent, votesEachOf } from "../../../../src/records/planetary/ballots.ts";

function planWith(proposalBps: number, voiceCredits = 100): Plan {
  return { protocol: { quorum: { proposalBps, voiceCredits } } } as unknown as Plan;
}

describe("a council that rehearses a vote", () => {
  it("has a dissenter only where the others make the quorum", () => {
    assert.deepEqual(
      [1, 2, 3, 64].map((members) => bearsDissent(planWith(2_000), members)),
      [false, false, true, true],
    );
    assert.equal(bearsDissent(planWith(10_000), 3), false, "all three are needed");
    assert.equal(bearsDissent(planWith(6_666), 3), true);
    assert.equal(bearsDissent(planWith(6_668), 3), false);
  });

  it("casts all the votes that an allowance pays for", () => {
    assert.deepEqual(
      [1, 2, 99, 100, 10_000].map((credits) => votesEachOf(planWith(1, credits))),
      [1, 1, 9, 10, 100],
    );
  });
});
