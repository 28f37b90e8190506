import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import type { Plan } from "../../../../src/model/plan.ts";
import { cancelGrant } from "../../../../src/protocol/drills/grant-cancelled.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { sceneOf } from "../../../support/drill-scene.ts";
import { FakeChain } from "../../../support/fake-chain.ts";
import { castWith } from "../../../support/small-cast.ts";

const CAST = castWith();
const TWO_DAYS = 172_800n;

let plan: Plan;
let chain: FakeChain;
let isCancelled: boolean;
before(async () => {
  plan = await basePlan();
});
beforeEach(() => {
  chain = new FakeChain("AccessManager");
  isCancelled = false;
  chain.effects.set("AccessManager.cancel", () => {
    isCancelled = true;
    return [];
  });
  chain.effects.set("AccessManager.grantRole", () => (isCancelled ? "reverts" : []));
  chain.views.set("AccessManager.hasRole", () => [false, 0]);
});

const drill = () => cancelGrant(chain.driver(), sceneOf(CAST, plan, "grant-cancelled"));

describe("the drill of the cancelled grant", () => {
  it("has the owner schedule, the guardian cancel that same call, and the owner try it after its delay", async () => {
    const readings = await drill();
    assert.deepEqual(chain.told(), [
      "owner: AccessManager.schedule",
      "guardian: AccessManager.cancel",
      "owner: AccessManager.grantRole",
    ]);
    const [scheduled, cancelled, tried] = chain.sent;
    assert.equal(tried?.at, (scheduled?.at ?? 0n) + TWO_DAYS);
    assert.deepEqual(
      [cancelled?.args.caller, cancelled?.args.target, cancelled?.args.data],
      [CAST.owner.address, scheduled?.args.target, scheduled?.args.data],
    );
    assert.equal(scheduled?.args.data, tried?.request.data);
    const late = { block: chain.clock.block, error: "reverted without data" };
    assert.deepEqual(readings, { kind: "grant-cancelled", late, isHeld: false });
  });

  it("fails where the grant goes through all the same", async () => {
    chain.effects.set("AccessManager.grantRole", () => []);
    await assert.rejects(drill(), /grantRole: success/);
  });
});
