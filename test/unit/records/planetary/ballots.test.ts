import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Plan } from "../../../../src/model/plan.ts";
import { bearsDissent, motionsPerPeriod } from "../../../../src/records/planetary/ballots.ts";

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

  it("takes as many motions a period as its credits carry", () => {
    assert.equal(motionsPerPeriod(planWith(2_000), 1), 25);
    assert.equal(motionsPerPeriod(planWith(2_000), 3), 11);
    assert.equal(
      motionsPerPeriod(planWith(2_000), 4),
      11,
      "each of three gives as many votes as the quorum of eight needs",
    );
    assert.equal(motionsPerPeriod(planWith(10_000), 3), 1);
    assert.equal(motionsPerPeriod(planWith(1, 1), 64), 1);
  });
});
