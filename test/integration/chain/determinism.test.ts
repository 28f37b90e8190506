import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { DEPLOYER } from "../../../src/chain/accounts.ts";
import { blockCall, fetchBlock, mineCall, prepareCalls } from "../../../src/chain/block.ts";
import { GENESIS_TIMESTAMP } from "../../../src/chain/constants.ts";
import { replay } from "../../../src/chain/engine/replay.ts";
import type { Journal } from "../../../src/chain/journal/journal.ts";
import type { Rpc } from "../../../src/chain/rpc.ts";
import { freshFolder, freshNode, freshSession, REVERTS, transfer, transfers } from "./support.ts";

/** A few blocks of several kinds: transfers, an empty one, a failed deployment, a jump in time. */
async function sampleJournal(t: TestContext): Promise<Journal> {
  const session = await freshSession(t, { out: await freshFolder(t) });
  await session.mine({ transactions: transfers(25) });
  await session.mine({ at: session.clock.now + 86_400n });
  await session.mine({
    at: session.clock.now + 3_600n,
    transactions: [
      transfer("before"),
      { from: DEPLOYER, to: null, data: REVERTS, gasLimit: 100_000n, expect: "reverted" },
      transfer("after"),
    ],
  });
  return session.journal;
}

test("two nodes give the same blocks for the same journal", async (t) => {
  const journal = await sampleJournal(t);
  const node = await freshNode(t);
  assert.deepEqual(await replay(journal, node.rpc), { kind: "replayed", blocks: 4, transactions: 28 });
});

test("reads, estimates, pending blocks and refused sends in between change no block", async (t) => {
  const journal = await sampleJournal(t);
  const { rpc } = await freshNode(t);
  for (const block of journal.blocks) {
    await disturb(rpc, journal.blocks[0]?.transactions[0] ?? "0x");
    await replay(journal, rpc, { from: block.number, to: block.number });
    assert.equal((await fetchBlock(rpc, "latest"))?.hash, block.hash);
  }
});

async function disturb(rpc: Rpc, used: string): Promise<void> {
  const call = { from: DEPLOYER.address, to: DEPLOYER.address, value: "0x1" };
  await rpc.batch([
    ["eth_call", call, "latest"],
    ["eth_call", call, "pending"],
    ["eth_estimateGas", call],
    ["eth_getBlockByNumber", "pending", true],
    ["eth_gasPrice"],
    ["debug_traceCall", call, "latest"],
    ["eth_sendRawTransaction", "0x1234"],
    ["eth_sendRawTransaction", `${used.slice(0, -2)}00`],
  ]);
}

test("the order in which a block's transactions arrive changes nothing", async (t) => {
  const journal = await sampleJournal(t);
  const { rpc } = await freshNode(t);
  let parent = journal.header.genesis.hash;
  for (const block of journal.blocks) {
    for (const call of [...prepareCalls(block, parent)].reverse()) await rpc.request(...call);
    await rpc.request(...mineCall(block.timestamp));
    assert.equal((await fetchBlock(rpc, block.number))?.hash, block.hash);
    parent = block.hash;
  }
});

test("evm_mine takes the timestamp it is given, moves an equal one by a second, and refuses an earlier one", async (t) => {
  const { rpc } = await freshNode(t);
  const timestamps = [GENESIS_TIMESTAMP + 3_600, GENESIS_TIMESTAMP + 3_600, GENESIS_TIMESTAMP + 1];
  const answers = [];
  for (const timestamp of timestamps) answers.push(...(await rpc.batch([mineCall(timestamp)])));
  assert.deepEqual(
    answers.map(({ kind }) => kind),
    ["result", "result", "error"],
  );
  const [first, second] = await rpc.batch([blockCall(1), blockCall(2)]);
  assert.deepEqual(
    [timestampOf(first), timestampOf(second)],
    [GENESIS_TIMESTAMP + 3_600, GENESIS_TIMESTAMP + 3_601],
  );
});

function timestampOf(answer: unknown): number {
  return Number((answer as { result: { timestamp: string } }).result.timestamp);
}
