import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import fc from "fast-check";
import type { DrillKind, Plan } from "../../../../src/model/plan.ts";
import type { Ballot } from "../../../../src/model/votes.ts";
import { jobScriptOf } from "../../../../src/records/drills/job-script.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { sceneOf } from "../../../support/drill-scene.ts";
import { castWith } from "../../../support/small-cast.ts";

let plan: Plan;
before(async () => {
  plan = await basePlan();
});

/** How the first committee votes whose members have these seats. */
function votes(kind: DrillKind, seats: readonly number[], approvalBps = 5_001): Ballot[] {
  const committee = { ...plan.protocol.committee, size: sizeOf(seats) };
  const quorum = { ...plan.protocol.quorum, approvalBps };
  const protocol = { ...plan.protocol, committee, quorum };
  const script = jobScriptOf(sceneOf(castWith(), { ...plan, protocol }, kind));
  const first = script?.rounds[0] ?? assert.fail();
  return seats.map((_, member) => first(member, seats));
}

const sizeOf = (seats: readonly number[]) => seats.reduce((sum, own) => sum + own, 0);
const revealed = (seats: readonly number[], ballots: readonly Ballot[]) =>
  seats.reduce((sum, own, member) => sum + (ballots[member] === "approve" ? own : 0), 0);
const committee = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 15 });

describe("a jury of whom one is to lose", () => {
  it("has one juror vote against the others, and is appealed against where it has no others", () => {
    const script = jobScriptOf(sceneOf(castWith(), plan, "juror-slashed"));
    const [first, second] = script?.hearings ?? assert.fail();
    const ballots = (seats: readonly number[]) => seats.map((_, juror) => first?.jury(juror, seats));
    assert.deepEqual(ballots([1, 1, 1]), ["reject", "approve", "approve"]);
    assert.deepEqual(ballots([2, 1]), ["approve", "reject"]);
    assert.deepEqual(ballots([3]), ["reject"]);
    assert.deepEqual([second?.claimant, second?.jury(0, [7])], ["agent", "approve"]);
  });
});

describe("a committee in a drill", () => {
  it("has one member keep silent without whom the others decide", () => {
    assert.deepEqual(votes("non-reveal", [1, 1, 1]), ["never-reveal", "approve", "approve"]);
    assert.deepEqual(votes("non-reveal", [2, 1]), ["approve", "never-reveal"]);
    assert.deepEqual(votes("non-reveal", [3]), ["never-reveal"]);
    fc.assert(
      fc.property(committee, (seats) => {
        const size = sizeOf(seats);
        const ballots = votes("non-reveal", seats);
        assert.equal(ballots.filter((ballot) => ballot === "never-reveal").length, 1);
        const needed = Math.ceil((size * 5_001) / 10_000);
        const canSpare = seats.some((own) => size - own >= needed);
        assert.equal(revealed(seats, ballots) >= needed, canSpare);
      }),
    );
  });

  it("decides nothing with as many seats revealed as come before that", () => {
    assert.deepEqual(votes("quorum-missed", [1, 1, 1]), ["approve", "absent", "absent"]);
    assert.deepEqual(votes("quorum-missed", [2, 1]), ["absent", "approve"]);
    assert.deepEqual(votes("quorum-missed", [3]), ["absent"]);
    fc.assert(
      fc.property(committee, fc.integer({ min: 5_001, max: 10_000 }), (seats, approvalBps) => {
        const ballots = votes("quorum-missed", seats, approvalBps);
        const needed = Math.ceil((sizeOf(seats) * approvalBps) / 10_000);
        assert.ok(revealed(seats, ballots) < needed);
        assert.equal(
          ballots.includes("approve"),
          seats.some((own) => own < needed),
        );
      }),
    );
  });
});
