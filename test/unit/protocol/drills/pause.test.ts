import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import type { Plan } from "../../../../src/model/plan.ts";
import { pauseAsGuardian } from "../../../../src/protocol/drills/pause.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { sceneOf } from "../../../support/drill-scene.ts";
import { FakePause } from "../../../support/fake-pause.ts";
import { castWith } from "../../../support/small-cast.ts";

const CAST = castWith();

let plan: Plan;
let chain: FakePause;
before(async () => {
  plan = await basePlan();
});
beforeEach(() => {
  chain = new FakePause(CAST, plan);
});

function drill() {
  return pauseAsGuardian(chain.driver(), sceneOf(CAST, plan, "pause"));
}

describe("the guardian's pause", () => {
  it("is asked for twice, refuses one call of every module, and is lifted by the guardian", async () => {
    await drill();
    assert.deepEqual(chain.told(), [
      "guardian: SystemPause.guardianPause",
      "guardian: SystemPause.guardianPause",
      "registrar: IdentityRegistry.setRoles",
      "operator: SortitionPool.setStake",
      "operator: JobTerms.setTerms",
      "employer: JobRegistry.cancelJob",
      "operator: JobSettlement.settleUnjudged",
      "operator: ValidationModule.drawCommittee",
      "operator: JuryDraw.seat",
      "operator: DisputeModule.drawJury",
      "operator: JurySettlement.settle",
      "operator: EnergyOracle.setSigners",
      "operator: Thermostat.tick",
      "operator: IncentivePolicy.setDelayLimits",
      "operator: ReceiptAnchor.anchor",
      "operator: GuardianSeat.conclude",
      "operator: RewardEngineMB.settle",
      "guardian: SystemPause.guardianResume",
    ]);
    assert.equal(chain.isPausedAt(chain.clock.now), false);
  });

  it("tells how calls were answered that only contracts make", async () => {
    const readings = await drill();
    assert.ok(readings.kind === "pause");
    assert.deepEqual(readings.tried.answers, [
      { contract: "StakeManager", function: "fundEscrow", error: "SystemPaused()" },
    ]);
  });

  it("begins at once where the guardian may pause, and else as soon as it may", async () => {
    const start = chain.clock.now;
    await drill();
    assert.equal(chain.sent[0]?.at, start + 1n);
    const again = chain.sent.length;
    const { guardianReadyAt } = chain;
    const readings = await drill();
    assert.ok(readings.kind === "pause");
    assert.equal(readings.guardian.readyAt, guardianReadyAt);
    assert.equal(chain.sent[again]?.at, guardianReadyAt);
  });

  it("fails where a module lets a guarded call through", async () => {
    chain.effects.set("Thermostat.tick", () => []);
    await assert.rejects(drill(), /Thermostat\.tick: success/);
  });
});
