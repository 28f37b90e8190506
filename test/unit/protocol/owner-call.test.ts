import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { performOwnerCall } from "../../../src/protocol/owner-call.ts";
import { setPointCall } from "../../../src/records/set-point-call.ts";
import { FakeChain } from "../../support/fake-chain.ts";
import { castWith } from "../../support/small-cast.ts";

const CAST = castWith();

/** @param delaySeconds of the owner's calls; `null` if it may make none. */
function chainWith(delaySeconds: bigint | null): FakeChain {
  const chain = new FakeChain("AccessManager", "Thermostat");
  chain.views.set("AccessManager.canCall", ({ caller }) =>
    caller === CAST.owner.address && delaySeconds !== null
      ? [delaySeconds === 0n, delaySeconds]
      : [false, 0n],
  );
  return chain;
}

describe("a call of the owner's", () => {
  it("waits as long as the chain asks of the owner, whatever the plan says", async () => {
    const chain = chainWith(77n);
    await performOwnerCall(chain.driver(), CAST, setPointCall(5n));
    assert.deepEqual(
      chain.told().map((line) => line.split(".")[0]),
      ["owner: AccessManager", "owner: Thermostat"],
    );
    assert.equal(chain.sent[1]?.at, (chain.sent[0]?.at ?? 0n) + 77n);
  });

  it("is not begun by an owner who may not make it", async () => {
    const chain = chainWith(null);
    await assert.rejects(performOwnerCall(chain.driver(), CAST, setPointCall(5n)), { code: "OMNI2313" });
    assert.deepEqual(chain.sent, []);
  });

  it("is made at once where nothing has to be scheduled", async () => {
    const chain = chainWith(0n);
    await performOwnerCall(chain.driver(), CAST, setPointCall(5n));
    assert.deepEqual(
      chain.told().map((line) => line.split(".")[0]),
      ["owner: Thermostat"],
    );
  });
});
