import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import type { Plan } from "../../../../src/model/plan.ts";
import { changeParameters } from "../../../../src/protocol/drills/parameters.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { sceneOf } from "../../../support/drill-scene.ts";
import { FakeChain } from "../../../support/fake-chain.ts";
import { castWith } from "../../../support/small-cast.ts";

const DAY_SECONDS = 86_400;
const CAST = castWith();

let plan: Plan;
before(async () => {
  plan = await basePlan();
});

/** Runs the drill on a chain that asks a delay of the council. */
async function rehearse(unbondingSeconds: number, delaySeconds = DAY_SECONDS): Promise<FakeChain> {
  const chain = new FakeChain("AccessManager", "StakeManager");
  let readyAt: bigint | null = null;
  chain.effects.set("AccessManager.schedule", ({ at }) => {
    readyAt = at + BigInt(delaySeconds);
    return [];
  });
  chain.effects.set("StakeManager.setUnbondingSeconds", ({ at }) => {
    if (readyAt === null || at < readyAt) return "reverts";
    readyAt = null;
    return [];
  });
  const windows = { ...plan.protocol.windows, unbondingSeconds };
  const moved = { ...plan, protocol: { ...plan.protocol, windows } };
  await changeParameters(chain.driver(), sceneOf(CAST, moved, "parameters"));
  return chain;
}

const valuesOf = (chain: FakeChain) =>
  chain.argsOf("StakeManager.setUnbondingSeconds").map((args) => Number(Object.values(args)[0]));

describe("the drill of the parameters", () => {
  it("moves the unbonding time as the council may, is refused too early, and moves it back", async () => {
    const chain = await rehearse(7 * DAY_SECONDS);
    const set = "owner: StakeManager.setUnbondingSeconds";
    const schedule = "owner: AccessManager.schedule";
    assert.deepEqual(chain.told(), [schedule, set, set, schedule, set]);
    assert.deepEqual(
      valuesOf(chain),
      [8, 8, 7].map((days) => days * DAY_SECONDS),
    );
  });

  it("moves it down where it is the longest that there is", async () => {
    assert.deepEqual(
      valuesOf(await rehearse(90 * DAY_SECONDS)),
      [89, 89, 90].map((days) => days * DAY_SECONDS),
    );
  });

  it("fails where the early call is let through, or where more delay is asked than the role table says", async () => {
    await assert.rejects(rehearse(7 * DAY_SECONDS, 0), /success/);
    await assert.rejects(rehearse(7 * DAY_SECONDS, DAY_SECONDS + 1), /reverted/);
  });
});
