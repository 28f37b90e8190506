import assert from "node:assert/strict";
import { test } from "node:test";
import { approveAsOwner } from "../../../../src/protocol/planetary/owner-budgets.ts";
import { PLANETARY_ROLE_IDS } from "../../../../src/records/planetary-roles.ts";
import { executionDelayOf } from "../../../../src/records/settings.ts";
import { FakeChain } from "../../../support/fake-chain.ts";
import { castWith } from "../../../support/small-cast.ts";

test("an owner without a council takes the role for its approvals alone, in one block after the delay that it has to wait", async () => {
  const chain = new FakeChain("AccessManager", "RegionalExecutor EU=RegionalExecutor");
  const terms = { jobWei: 0n, dayWei: 0n, approvalSeconds: 0 };
  const approval = { contract: "RegionalExecutor EU", function: "approveBudget", args: [0n, 5n, terms] };
  let isHeld = false;
  chain.effects.set("AccessManager.grantRole", () => {
    isHeld = true;
    return [];
  });
  chain.effects.set("AccessManager.revokeRole", () => {
    isHeld = false;
    return [];
  });
  chain.effects.set("RegionalExecutor EU.approveBudget", () => (isHeld ? [] : "reverts"));
  const cast = castWith();
  await approveAsOwner(chain.driver(), cast, [approval, approval]);
  assert.equal(chain.argsOf("RegionalExecutor EU.approveBudget").length, 2);
  assert.equal(isHeld, false);
  const [scheduled, , ...made] = chain.sent;
  assert.ok(chain.sent.every(({ from }) => from === cast.owner));
  const waitedSeconds = BigInt(executionDelayOf("ADMIN"));
  assert.ok(made.every(({ at }) => at === (scheduled?.at ?? 0n) + waitedSeconds));
  const schedules = chain.argsOf("AccessManager.schedule").map(({ data }) => String(data));
  const { abi } = chain.book.get("AccessManager").type;
  assert.deepEqual(
    schedules.map((data) => abi.parseTransaction({ data })?.name),
    ["grantRole", "revokeRole"],
  );
  for (const call of ["grantRole", "revokeRole"]) {
    const [{ roleId, account } = {}] = chain.argsOf(`AccessManager.${call}`);
    assert.deepEqual([roleId, account], [String(PLANETARY_ROLE_IDS.BUDGET), cast.owner.address]);
  }
});
