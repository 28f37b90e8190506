import assert from "node:assert/strict";
import { test } from "node:test";
import { GENESIS } from "../../../../src/chain/constants.ts";
import { type BlockIntent, type Journal, journalHeader } from "../../../../src/chain/journal/journal.ts";
import type { Call } from "../../../../src/chain/port.ts";
import { openForesight } from "../../../../src/chain/rehearsal/foresight.ts";
import { submitBlock } from "../../../../src/chain/rehearsal/submit.ts";
import type { Rpc, RpcAnswer, RpcCall } from "../../../../src/chain/rpc.ts";
import type { Hex } from "../../../../src/model/hex.ts";
import { quantity } from "../../../../src/support/quantity.ts";

const word = (digit: string): Hex => `0x${digit.repeat(64)}`;

const HASH = word("a");
const INTENT: BlockIntent = {
  number: 1,
  timestamp: 1_735_693_200,
  prevrandao: word("b"),
  stage: "takeoff",
  script: "demo",
  transactions: ["0x02"],
};
const BLOCK = {
  number: "0x1",
  timestamp: quantity(INTENT.timestamp),
  hash: word("c"),
  stateRoot: word("d"),
  mixHash: INTENT.prevrandao,
  transactions: [HASH],
};

const JOURNAL: Journal = { header: journalHeader(GENESIS), blocks: [] };
const CALL: Call = { to: `0x${"e".repeat(40)}`, data: "0x01" };

/** What the two system contracts learn. */
const THRICE = Array<string>(3).fill("hardhat_setStorageAt");

type Handler = (call: RpcCall, mined: boolean) => RpcAnswer;

/** Runs each batch in the order that is given, and notes what was asked for. */
function nodeThat(
  order: "in order" | "backwards",
  answer: Handler = answerOf,
): { rpc: Rpc; trips: string[][] } {
  const trips: string[][] = [];
  let mined = false;
  const run = (call: RpcCall): RpcAnswer => {
    const reply = answer(call, mined);
    mined ||= call[0] === "evm_mine" && reply.kind === "result";
    return reply;
  };
  const batch = async (calls: readonly RpcCall[]): Promise<readonly RpcAnswer[]> => {
    if (calls.length > 0) trips.push(calls.map(([method]) => method));
    return order === "in order" ? calls.map(run) : calls.toReversed().map(run).toReversed();
  };
  return { rpc: { origin: "", batch, request: assert.fail, close: () => {} }, trips };
}

function answerOf([method]: RpcCall, mined: boolean): RpcAnswer {
  if (method === "eth_getBlockByNumber") return { kind: "result", result: mined ? BLOCK : null };
  if (method === "eth_call" && !mined)
    return { kind: "error", code: -32_000, message: "no block 1", data: null };
  if (method !== "eth_getTransactionReceipt") return { kind: "result", result: "0x0a" };
  return { kind: "result", result: mined ? { transactionHash: HASH } : null };
}

const submit = (rpc: Rpc) =>
  submitBlock(rpc, INTENT, { journal: JOURNAL, hashes: [HASH], foreseen: [CALL] }, Promise.resolve());

test("a block is sent in one round trip, mined and read in another", async () => {
  const { rpc, trips } = nodeThat("in order");
  const submission = await submit(rpc);
  assert.equal(submission.kind === "mined" && submission.block.stateRoot, BLOCK.stateRoot);
  assert.deepEqual(trips, [
    ["eth_sendRawTransaction", "hardhat_setPrevRandao", "hardhat_setCode", ...THRICE],
    ["evm_mine", "eth_getBlockByNumber", "eth_getTransactionReceipt", "eth_call"],
  ]);
});

test("what a node read before it mined is read again", async () => {
  const { rpc, trips } = nodeThat("backwards");
  const submission = await submit(rpc);
  assert.equal(submission.kind === "mined" && submission.receipts[0]?.transactionHash, HASH);
  assert.deepEqual(trips.at(-1), ["eth_getBlockByNumber", "eth_getTransactionReceipt", "eth_call"]);
});

test("a call that was foreseen at the new block is not made again, another is", async () => {
  const { rpc, trips } = nodeThat("in order");
  const submission = await submit(rpc);
  if (submission.kind !== "mined") return assert.fail();
  const foresight = openForesight(rpc);
  foresight.note(1, submission.foreseen);
  const other: Call = { ...CALL, data: "0x02" };
  const before = trips.length;
  const returned = { kind: "returned", data: "0x0a" };
  assert.deepEqual(await foresight.calls(1, [CALL, CALL]), [returned, returned]);
  assert.equal(trips.length, before);
  assert.deepEqual(await foresight.calls(1, [other, CALL, other]), [returned, returned, returned]);
  assert.deepEqual(trips.slice(before), [["eth_call"]]);
  await foresight.calls(0, [CALL]);
  assert.deepEqual(trips.slice(before + 1), [["eth_call"]]);
});

test("a foreseen call that the node ran too early is made again", async () => {
  const { rpc, trips } = nodeThat("in order");
  const foresight = openForesight(rpc);
  const answer: RpcAnswer = { kind: "error", code: -32_000, message: "no block 1", data: null };
  foresight.note(1, [{ call: CALL, answer }]);
  await submit(rpc);
  const before = trips.length;
  assert.deepEqual(await foresight.calls(1, [CALL]), [{ kind: "returned", data: "0x0a" }]);
  assert.deepEqual(trips.slice(before), [["eth_call"]]);
});

test("a node that does not mine is an error, not a block that differs", async () => {
  const { rpc } = nodeThat("in order", (call, mined) =>
    call[0] === "evm_mine"
      ? { kind: "error", code: -32_000, message: "no more", data: null }
      : answerOf(call, mined),
  );
  await assert.rejects(submit(rpc), { code: "OMNI3025" });
});

test("a block that is not there after mining is not the one that was asked for", async () => {
  const { rpc } = nodeThat("in order", (call) => answerOf(call, false));
  await assert.rejects(submit(rpc), { code: "OMNI3052" });
});

test("nothing is mined when a transaction is refused, the others leave the pool, and the contracts forget the block", async () => {
  const { rpc, trips } = nodeThat("in order", (call, mined) =>
    call[0] === "eth_sendRawTransaction"
      ? { kind: "error", code: -32_000, message: "too poor", data: null }
      : answerOf(call, mined),
  );
  assert.deepEqual(await submit(rpc), { kind: "refused", index: 0, reason: "too poor" });
  assert.deepEqual(trips.at(-1), ["hardhat_dropTransaction", ...THRICE.slice(1)]);
});
