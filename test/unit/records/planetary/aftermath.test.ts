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
  return compareThrice(foreseen, foreseen, executed);
}

/** What the call was foreseen to change before it was queued, and before it was executed, and what it changed. */
function compareThrice(
  first: readonly StorageDifference[],
  last: readonly StorageDifference[],
  executed: readonly Difference[],
) {
  const [preflight, renewal] = [first, last].map((storage) => tried(storage)) as [Preflight, Preflight];
  const changes = { changes: [executed], feeRecipients: [MINER.toLowerCase()] };
  return aftermathsOf({ preflights: [preflight], renewals: [renewal], executed: changes }, [EXECUTION])[0];
}

function tried(storage: readonly StorageDifference[]): Preflight {
  return { storage, nativeCoin: [] } as unknown as Preflight;
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
    clockSlots: 0,
  });
});

test("a slot into which three times wrote three values holds the time, and is no difference", () => {
  const at = (time: string) => [slot("Division", time)];
  const found = compareThrice(at("0x1"), at("0x2"), at("0x3"));
  assert.deepEqual([found?.agreement, found?.clockSlots], ["equal", 1]);
  for (const [first, last, executed] of [
    [at("0x1"), at("0x1"), at("0x3")],
    [at("0x1"), at("0x2"), at("0x1")],
    [[], at("0x2"), at("0x3")],
    [at("0x1"), at("0x2"), [{ ...slot("Division", "0x3"), before: "0x9" }]],
  ] as const) {
    const other = compareThrice(first, last, executed);
    assert.deepEqual([other?.agreement, other?.clockSlots], ["differs", 0]);
  }
});

test("what only one of both changed is told", () => {
  const found = compare([slot("Policy", "0x5")], [slot("Policy", "0x6"), coin(`0x${"11".repeat(20)}`)]);
  assert.equal(found?.agreement, "differs");
  assert.deepEqual(found.onlyForeseen, [slot("Policy", "0x5")]);
  assert.deepEqual(found.onlyExecuted, [slot("Policy", "0x6"), coin(`0x${"11".repeat(20)}`)]);
});

test("what an execution changed and nobody could compute is compared with nothing", () => {
  const executed = { changes: [{ couldNotBeComputed: "no tracer" }], feeRecipients: [] };
  const [found] = aftermathsOf({ preflights: [tried([])], renewals: [tried([])], executed }, [EXECUTION]);
  assert.deepEqual([found?.agreement, found?.reason], ["could not be computed", "no tracer"]);
});
