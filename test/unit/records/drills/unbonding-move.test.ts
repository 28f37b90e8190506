import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import type { Plan } from "../../../../src/model/plan.ts";
import { DAY_SECONDS } from "../../../../src/model/units.ts";
import { unbondingMove } from "../../../../src/records/drills/unbonding-move.ts";
import { unbondingSettings } from "../../../../src/records/settings.ts";
import { basePlan } from "../../../support/base-plan.ts";

const MOST = 90 * DAY_SECONDS;

let plan: Plan;
before(async () => {
  plan = await basePlan();
});

/** By how much a plan's unbonding time is moved whose verdicts can be disputed for so long. */
function moved(unbondingSeconds: number, challengeSeconds = 2 * DAY_SECONDS): number {
  const windows = { ...plan.protocol.windows, unbondingSeconds, challengeSeconds };
  const { fromSeconds, toSeconds } = unbondingMove({ ...plan, protocol: { ...plan.protocol, windows } });
  assert.equal(fromSeconds, unbondingSeconds);
  return toSeconds - fromSeconds;
}

describe("the move of the unbonding time", () => {
  it("is up by a day, or by what is left of ninety", () => {
    assert.equal(moved(14 * DAY_SECONDS), DAY_SECONDS);
    assert.equal(moved(MOST - 7), 7);
  });

  it("is down where there is no longer one, but never below the longest course of a job", () => {
    const { leastSeconds } = unbondingSettings(plan);
    // A verdict can be disputed, and two juries' appealed against: the window counts three times.
    const room = (seconds: number) => 2 * DAY_SECONDS + (MOST - leastSeconds - seconds) / 3;
    assert.equal(moved(MOST), -DAY_SECONDS);
    assert.equal(moved(MOST, room(9)), -9);
    assert.equal(moved(MOST, room(0)), 0);
  });
});
