import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import type { DelayAdjustment, Plan } from "../../../../src/model/plan.ts";
import { triggerPolicy } from "../../../../src/protocol/drills/delay.ts";
import { answer } from "../../../support/answer.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { FakeChain } from "../../../support/fake-chain.ts";
import { jobStruct } from "../../../support/job-struct.ts";
import { castWith } from "../../../support/small-cast.ts";

const CAST = castWith();
const OWED_WEI = 10n;

let plan: Plan;
before(async () => {
  plan = await basePlan();
});

/** Triggers the policy of a late job. @returns who called what */
async function trigger(
  adjustment: DelayAdjustment,
  chainSays: { readonly heldWei?: bigint; readonly refuses?: boolean } = {},
): Promise<string[]> {
  const { heldWei = OWED_WEI, refuses = false } = chainSays;
  const chain = new FakeChain(
    ...(["AGIALPHA", "SystemPause", "Thermostat", "IncentivePolicy", "StakeManager", "JobRegistry"] as const),
  );
  const shares = [6_500, 1_500, 1_500, 500];
  answer(chain, {
    "SystemPause.activeTime": [1n],
    "SystemPause.guardianReadyAt": [0n],
    "Thermostat.baseTemperatureWad": [1n],
    "Thermostat.pidState": [[0n, 0n, 0n, 0n]],
    "Thermostat.bounds": [[0n, 2n, 1n]],
    "Thermostat.raiseWad": [0n],
    "IncentivePolicy.governedShares": [shares],
    "IncentivePolicy.nextRoleShares": [shares],
    "IncentivePolicy.shareBounds": [shares, shares],
    "IncentivePolicy.appliedIn": [0, 0],
    "AGIALPHA.balanceOf": [heldWei],
    "JobRegistry.jobOf": [jobStruct()],
    "JobRegistry.assignedWei": [1n],
    "StakeManager.totals": [[OWED_WEI - 3n, 1n, 1n, 1n]],
  });
  if (refuses) chain.effects.set("JobRegistry.triggerPauseCheck", () => "reverts");
  const driver = chain.driver();
  const drill = { id: "x", kind: "delay", job: null, adjustment } as const;
  const job = plan.jobs[0] as Plan["jobs"][number];
  await driver.weave((lane) => triggerPolicy(lane, driver, { cast: CAST, plan, drill, job }, 1n));
  return chain.told();
}

describe("a late job's policy", () => {
  it("is triggered by the operator", async () => {
    assert.deepEqual(await trigger("raise-temperature"), ["operator: JobRegistry.triggerDelayPolicy"]);
  });

  it("is the guardian's where it pauses, who lets the system run again if it can pay all it owes", async () => {
    assert.deepEqual(await trigger("trigger-pause-check"), [
      "guardian: JobRegistry.triggerPauseCheck",
      "guardian: SystemPause.guardianResume",
    ]);
  });

  it("leaves a system paused that cannot pay all it owes", async () => {
    const told = await trigger("trigger-pause-check", { heldWei: OWED_WEI - 1n });
    assert.deepEqual(told, ["guardian: JobRegistry.triggerPauseCheck"]);
  });

  it("lifts no pause where its check was refused", async () => {
    const told = await trigger("trigger-pause-check", { refuses: true });
    assert.deepEqual(told, ["guardian: JobRegistry.triggerPauseCheck"]);
  });
});
