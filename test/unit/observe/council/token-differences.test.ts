import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { accountOf } from "../../../../src/chain/accounts.ts";
import type { CallTrace, TracedCall } from "../../../../src/chain/port.ts";
import type { Hex } from "../../../../src/model/hex.ts";
import type { RawLog } from "../../../../src/model/raw-receipt.ts";
import { tokenDifferences } from "../../../../src/observe/council/token-differences.ts";
import { FakeChain } from "../../../support/fake-chain.ts";

const [ANNA, BERT] = ["anna", "bert"].map((label) => accountOf(label).address) as [Hex, Hex];
const CHAIN = new FakeChain("AGIALPHA", "Other=AGIALPHA", "StakeManager");
CHAIN.views.set("AGIALPHA.balanceOf", ({ account }) => [account === ANNA ? 100n : 7n]);
const KEEPER = CHAIN.book.get("StakeManager").address as Hex;

function transfer(from: Hex, to: Hex, amountWei: bigint, token = "AGIALPHA"): RawLog {
  const { address, type } = CHAIN.book.get(token);
  const { topics, data } = type.abi.encodeEventLog("Transfer", [from, to, amountWei]);
  return { address: address.toLowerCase() as Hex, topics: topics as Hex[], data: data as Hex };
}

const call = (depth: number, reverted: boolean, ...logs: RawLog[]): TracedCall => ({
  depth,
  kind: "CALL",
  from: ANNA,
  to: KEEPER,
  input: "0x",
  valueWei: 0n,
  reverted,
  logs,
});

const traceOf = (...calls: TracedCall[]): CallTrace => ({
  calls: { kind: "computed", value: calls },
  change: { kind: "not computed", reason: "" },
});

async function movedBy(...calls: TracedCall[]) {
  const [differences] = await tokenDifferences(CHAIN.observer(), [traceOf(...calls)]);
  assert.ok(Array.isArray(differences));
  return differences.map(({ account, address, before, after }) => [account, address, before, after]);
}

describe("what traced calls would move of the token", () => {
  it("is each account's net flow beside what it holds", async () => {
    const moved = await movedBy(call(0, false, transfer(ANNA, KEEPER, 5n), transfer(KEEPER, ANNA, 2n)));
    assert.deepEqual(moved, [
      ["unknown", ANNA, "100", "97"],
      ["StakeManager", KEEPER, "7", "10"],
    ]);
  });

  it("leaves out who ends with what it had, and other tokens", async () => {
    const there = call(0, false, transfer(ANNA, BERT, 5n), transfer(ANNA, BERT, 9n, "Other"));
    assert.deepEqual(await movedBy(there, call(1, false, transfer(BERT, ANNA, 5n))), []);
  });

  it("forgets what was undone, by a call itself or by one around it, and no more than that", async () => {
    const moved = await movedBy(
      call(0, false, transfer(ANNA, BERT, 1n)),
      call(1, true, transfer(ANNA, BERT, 10n)),
      call(2, false, transfer(ANNA, BERT, 100n)),
      call(1, false, transfer(ANNA, BERT, 2n)),
    );
    assert.deepEqual(moved, [
      ["unknown", ANNA, "100", "97"],
      ["unknown", BERT, "7", "10"],
    ]);
  });

  it("is told of each trace, also beside one that could not be computed", async () => {
    const missing = { ...traceOf(), calls: { kind: "not computed", reason: "no tracer" } } as const;
    const traces = [
      traceOf(call(0, false, transfer(ANNA, BERT, 1n))),
      missing,
      traceOf(call(0, false, transfer(BERT, ANNA, 3n))),
    ];
    const [first, second, third] = await tokenDifferences(CHAIN.observer(), traces);
    const afterOf = (differences: typeof first) =>
      Array.isArray(differences) ? differences.map(({ after }) => after) : differences;
    assert.deepEqual(
      [afterOf(first), second, afterOf(third)],
      [["99", "8"], { couldNotBeComputed: "no tracer" }, ["4", "103"]],
    );
  });
});
