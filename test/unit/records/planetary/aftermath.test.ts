import assert from "node:assert/strict";
import { test } from "node:test";
import type {
  CoinDifference,
  Difference,
  Preflight,
  StorageDifference,
} from "../../../../src/model/decision.ts";
import type { TransactionRecord } from "../../../../src/model/record.ts";
import { aftermathsOf } from "../../../../src/records/planetary/aftermath.ts";

const SENDER = "0xAbC0000000000000000000000000000000000001";
const MINER = "0xAbC0000000000000000000000000000000000002";
const EXECUTION = { hash: "0x1", from: SENDER } as TransactionRecord;

function slot(contract: string, after: string): StorageDifference {
  return { contract, address: contract, slot: "0x0", before: "0x0", after };
}

function coin(address: string): CoinDifference {
  return { account: "unknown", address, before: "1", after: "2" };
}

function compare(foreseen: readonly StorageDifference[], executed: readonly Difference[]) {
  const preflight = { storage: foreseen, nativeCoin: [] } as unknown as Preflight;
  const changes = { changes: [executed], feeRecipients: [MINER.toLowerCase()] };
  return aftermathsOf([preflight], [EXECUTION], changes)[0];
}

test("fees and what governor and timelock book for themselves are no difference", () => {
  const booked = [slot("QuadraticGovernor", "0x1"), slot("CouncilTimelock", "0x1")];
  const executed = [slot("Policy", "0x5"), ...booked, coin(SENDER), coin(MINER)];
  assert.deepEqual(compare([slot("Policy", "0x5")], executed), {
    transaction: "0x1",
    agreement: "equal",
    onlyForeseen: [],
    onlyExecuted: [],
    bookkeepingSlots: 2,
  });
});

test("what only one of both changed is told", () => {
  const found = compare([slot("Policy", "0x5")], [slot("Policy", "0x6"), coin(`0x${"11".repeat(20)}`)]);
  assert.equal(found?.agreement, "differs");
  assert.deepEqual(found.onlyForeseen, [slot("Policy", "0x5")]);
  assert.deepEqual(found.onlyExecuted, [slot("Policy", "0x6"), coin(`0x${"11".repeat(20)}`)]);
});

test("what an execution changed and nobody could compute is compared with nothing", () => {
  const preflight = { storage: [], nativeCoin: [] } as unknown as Preflight;
  const changes = { changes: [{ couldNotBeComputed: "no tracer" }], feeRecipients: [] };
  const [found] = aftermathsOf([preflight], [EXECUTION], changes);
  assert.deepEqual([found?.agreement, found?.reason], ["could not be computed", "no tracer"]);
});
