import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { performCouncilCall } from "../../../src/protocol/council-call.ts";
import { ROLE_IDS } from "../../../src/records/roles.ts";
import { setPointCall } from "../../../src/records/set-point-call.ts";
import { FakeChain } from "../../support/fake-chain.ts";
import { castWith } from "../../support/small-cast.ts";

const CAST = castWith();

/** @param delaySeconds of the owner as council; `null` if it is none. */
function chainWithCouncil(delaySeconds: bigint | null): FakeChain {
  const chain = new FakeChain("AccessManager", "Thermostat");
  chain.views.set("AccessManager.hasRole", ({ roleId, account }) =>
    roleId === String(ROLE_IDS.COUNCIL) && account === CAST.owner.address && delaySeconds !== null
      ? [true, delaySeconds]
      : [false, 0n],
  );
  return chain;
}

describe("a call by the council", () => {
  it("waits as long as the chain asks of the owner, whatever the plan says", async () => {
    const chain = chainWithCouncil(77n);
    await performCouncilCall(chain.driver(), CAST, setPointCall(5n));
    assert.deepEqual(
      chain.told().map((line) => line.split(".")[0]),
      ["owner: AccessManager", "owner: Thermostat"],
    );
    assert.equal(chain.sent[1]?.at, (chain.sent[0]?.at ?? 0n) + 77n);
  });

  it("is not begun by an owner who holds no council role", async () => {
    const chain = chainWithCouncil(null);
    await assert.rejects(performCouncilCall(chain.driver(), CAST, setPointCall(5n)), { code: "OMNI2501" });
    assert.deepEqual(chain.sent, []);
  });
});
