import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { callAfterDelay } from "../../../src/protocol/scheduled-call.ts";
import { FakeChain } from "../../support/fake-chain.ts";
import { castWith } from "../../support/small-cast.ts";

const DELAY_SECONDS = 3_600;
const { owner } = castWith();
const CALL = {
  from: owner,
  contract: "Thermostat",
  function: "setBaseTemperature",
  args: [5n],
  delaySeconds: DELAY_SECONDS,
} as const;

/** A chain whose thermostat refuses what the manager would: a call before its delay is over. */
function chainThatWaits(delaySeconds = DELAY_SECONDS): FakeChain {
  const chain = new FakeChain("AccessManager", "Thermostat");
  let scheduledAt = 0n;
  chain.effects.set("AccessManager.schedule", ({ at }) => {
    scheduledAt = at;
    return [];
  });
  chain.effects.set("Thermostat.setBaseTemperature", ({ at }) =>
    at < scheduledAt + BigInt(delaySeconds) ? "reverts" : [],
  );
  return chain;
}

describe("a call whose role has a delay", () => {
  it("is scheduled as it is made later, and made as soon as the delay is over", async () => {
    const chain = chainThatWaits();
    await callAfterDelay(chain.driver(), CALL);
    assert.deepEqual(chain.told(), ["owner: AccessManager.schedule", "owner: Thermostat.setBaseTemperature"]);
    const [scheduled, made] = chain.sent;
    assert.equal(made?.at, (scheduled?.at ?? 0n) + BigInt(DELAY_SECONDS));
    assert.equal(scheduled?.args.target, chain.book.get("Thermostat").address);
    assert.equal(scheduled?.args.data, made?.request.data);
    assert.equal(scheduled?.args.when, "0");
  });

  it("fails where more delay is asked than was waited", async () => {
    const chain = chainThatWaits(DELAY_SECONDS + 1);
    await assert.rejects(callAfterDelay(chain.driver(), CALL), /reverted/);
  });
});
