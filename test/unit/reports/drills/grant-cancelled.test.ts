import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { accountOf } from "../../../../src/chain/accounts.ts";
import type { TransactionRecord } from "../../../../src/model/record.ts";
import { operationId, selfGrant } from "../../../../src/records/drills/self-grant.ts";
import { tellGrantCancelled } from "../../../../src/reports/drills/grant-cancelled.ts";
import type { DrillPlay } from "../../../../src/reports/drills/play.ts";
import { castWith } from "../../../support/small-cast.ts";

const CAST = castWith();
const MANAGER = accountOf("manager").address;
const ID = operationId(CAST.owner.address, MANAGER, selfGrant(CAST).data);
const REFUSED = `AccessManagerNotScheduled(${ID})`;

function sent(name: string, more: object = {}) {
  return {
    function: name,
    contract: "AccessManager",
    timestamp: 100,
    status: "success",
    events: [],
    ...more,
  };
}

function event(name: string, args: object) {
  return { contract: "AccessManager", address: MANAGER, name, args };
}

function told(error: string | null, isHeld = false, waitSeconds = 172_800, id = ID) {
  const transactions = [
    sent("schedule", {
      events: [event("OperationScheduled", { operationId: ID, schedule: String(100 + waitSeconds) })],
    }),
    sent("cancel", { events: [event("OperationCanceled", { operationId: id })] }),
    sent("grantRole", { status: error === null ? "success" : "reverted" }),
  ] as unknown as TransactionRecord[];
  const contracts = [{ name: "AccessManager", artifact: "AccessManager", address: MANAGER }];
  const play = { cast: CAST, contracts, transactions } as unknown as DrillPlay;
  const own = { kind: "grant-cancelled", late: { block: 3, error }, isHeld } as const;
  const { expected, happened } = tellGrantCancelled(play, own);
  return { asForeseen: expected === happened, happened };
}

describe("a grant that the guardian cancels", () => {
  it("is as foreseen if it waited as long, was cancelled, is refused later, and gave nothing", () => {
    const { asForeseen, happened } = told(REFUSED);
    assert.ok(asForeseen, happened);
    assert.match(happened, /scheduled for 2 days later, 0x\w+ cancelled, refused .*, SETTLEMENT not held$/);
  });

  it("is not if it was let through, refused otherwise, given, scheduled sooner, or another was cancelled", () => {
    for (const other of [
      told(null),
      told("AccessManagerNotReady(0x1)"),
      told(REFUSED, true),
      told(REFUSED, false, 60),
      told(REFUSED, false, 172_800, "0x2"),
    ])
      assert.equal(other.asForeseen, false, other.happened);
  });
});
