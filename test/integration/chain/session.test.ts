import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { keccak256 } from "ethers/crypto";
import { accountOf, DEPLOYER } from "../../../src/chain/accounts.ts";
import { fetchBlock } from "../../../src/chain/block.ts";
import { GENESIS_TIMESTAMP, TRANSACTION_GAS_CAP } from "../../../src/chain/constants.ts";
import { formatJournal, parseJournal } from "../../../src/chain/journal/journal.ts";
import { readJournal } from "../../../src/chain/journal/wal.ts";
import type { TransactionRequest } from "../../../src/chain/port.ts";
import { prevrandaoOf } from "../../../src/chain/sign.ts";
import { ETHER, freshFolder, freshSession, REVERTS, transfer, transfers } from "./support.ts";

const failing: TransactionRequest = {
  from: DEPLOYER,
  to: null,
  data: REVERTS,
  gasLimit: 100_000n,
  expect: "reverted",
};

test("mines a group in order, at the time asked for, with the scripted randomness", async (t) => {
  const session = await freshSession(t, { out: await freshFolder(t), seed: "a seed" });
  const at = BigInt(GENESIS_TIMESTAMP) + 500n;
  const mined = await session.mine({ at, transactions: transfers(3) });
  const block = (await fetchBlock(session.rpc, 1)) ?? assert.fail();
  assert.deepEqual(
    mined.map(({ hash }) => hash),
    block.transactions,
  );
  assert.equal(BigInt(block.timestamp), at);
  assert.equal(block.prevrandao, prevrandaoOf("a seed", 1));
  assert.equal(session.stateRoot(), block.stateRoot);
  assert.deepEqual([session.clock.now, session.clock.block], [at, 1]);
});

test("more than a block holds goes into successive blocks, one second apart", async (t) => {
  const session = await freshSession(t, { out: await freshFolder(t) });
  const mined = await session.mine({ transactions: transfers(45) });
  const placed = mined.map(
    ({ block, index, timestamp }) => `${block}/${index}@${timestamp - GENESIS_TIMESTAMP}`,
  );
  assert.equal(placed.length, 45);
  assert.deepEqual([placed[0], placed[19], placed[20], placed[44]], ["1/0@1", "1/19@1", "2/0@2", "3/4@3"]);
});

test("no transaction asks for more gas than EIP-7825 allows", async (t) => {
  const session = await freshSession(t, { out: await freshFolder(t) });
  const asking = (gasLimit: bigint) => session.mine({ transactions: [{ ...transfer("a"), gasLimit }] });
  await asking(TRANSACTION_GAS_CAP);
  await assert.rejects(asking(TRANSACTION_GAS_CAP + 1n), { code: "OMNI3051" });
  assert.equal(session.clock.block, 1);
});

test("one account's transactions keep their order among others'", async (t) => {
  const session = await freshSession(t, { out: await freshFolder(t) });
  const poor = accountOf("poor");
  const mined = await session.mine({
    transactions: [transfer("poor", DEPLOYER, ETHER), transfer("a"), transfer("b")],
  });
  assert.equal(mined.length, 3);
  const mixed = await session.mine({
    transactions: [transfer("c", poor), transfer("d"), transfer("e", poor)],
  });
  assert.deepEqual(
    mixed.map(({ receipt }) => receipt.from),
    [poor, DEPLOYER, poor].map(({ address }) => address.toLowerCase()),
  );
});

test("an expected revert is a result that carries what was reverted with", async (t) => {
  const session = await freshSession(t, { out: await freshFolder(t) });
  const [first, second] = await session.mine({ transactions: [failing, transfer("a")] });
  assert.deepEqual([first?.status, first?.revertData], ["reverted", "0xdeadbeef"]);
  assert.deepEqual([second?.status, second?.revertData], ["success", null]);
});

test("an unexpected revert is an error that names it, and the block stays", async (t) => {
  const describeRevert = (data: string) => (data === "0xdeadbeef" ? "DeadBeef()" : null);
  const session = await freshSession(t, { out: await freshFolder(t), describeRevert });
  await assert.rejects(
    session.mine({ transactions: [{ ...failing, expect: "success" }] }),
    (error: never) => {
      const { code, args } = error as { code: string; args: Record<string, unknown> };
      assert.deepEqual([code, args.reason, args.block], ["OMNI3050", " with DeadBeef()", 1]);
      return true;
    },
  );
  assert.equal(session.clock.block, 1);
});

test("a transaction that no journal could hold is not sent", async (t) => {
  const session = await freshSession(t, { out: await freshFolder(t) });
  const large = { ...transfer("large"), data: `0x${"00".repeat(131_072)}` as const };
  await assert.rejects(session.mine({ transactions: [large] }), { code: "OMNI3056" });
  const [mined] = await session.mine({ transactions: [transfer("small")] });
  assert.equal(mined?.block, 1);
});

test("a refused transaction leaves no trace: the next group takes its block", async (t) => {
  const out = await freshFolder(t);
  const session = await freshSession(t, { out });
  const penniless = transfer("a", accountOf("penniless"));
  await assert.rejects(session.mine({ transactions: [transfer("a"), penniless, transfer("b")] }), {
    code: "OMNI3051",
  });
  const mined = await session.mine({ transactions: transfers(2) });
  assert.deepEqual(
    mined.map(({ block, index }) => [block, index]),
    [
      [1, 0],
      [1, 1],
    ],
  );
});

test("time only moves forward", async (t) => {
  const session = await freshSession(t, { out: await freshFolder(t) });
  await assert.rejects(session.mine({ at: session.clock.now }), { code: "OMNI3053" });
});

test("a real address cannot send", async (t) => {
  const session = await freshSession(t, { out: await freshFolder(t) });
  const stranger = accountOf("0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045");
  await assert.rejects(session.mine({ transactions: [transfer("a", stranger)] }), { code: "OMNI3054" });
});

test("calls read at one block, and a revert is a value", async (t) => {
  const session = await freshSession(t, { out: await freshFolder(t) });
  const [deployed] = await session.mine({
    transactions: [{ ...failing, data: "0x6c63deadbeef6000526004601cfd600052600d6013f3", expect: "success" }],
  });
  const to = deployed?.receipt.contractAddress ?? assert.fail();
  assert.deepEqual(await session.calls([{ to, data: "0x" }]), [{ kind: "reverted", data: "0xdeadbeef" }]);
  assert.deepEqual(await session.calls([{ to, data: "0x" }], 0), [{ kind: "returned", data: "0x" }]);
});

test("the journal on disk is the session's, and reads back", async (t) => {
  const out = await freshFolder(t);
  const session = await freshSession(t, { out });
  await session.mine({ transactions: transfers(2) });
  await session.close();
  const journal = await readJournal(out);
  assert.deepEqual(journal, session.journal);
  assert.deepEqual(parseJournal(formatJournal(journal)), { kind: "journal", journal });
});

test("two writers of one folder exclude each other", async (t) => {
  const out = await freshFolder(t);
  await freshSession(t, { out });
  await assert.rejects(freshSession(t, { out }), { code: "OMNI3042" });
});

test("keeping fewer blocks archives the log and restores the chain up to there", async (t) => {
  const out = await freshFolder(t);
  const first = await freshSession(t, { out });
  await first.mine({ transactions: transfers(2) });
  const root = first.stateRoot();
  await first.mine({ transactions: transfers(2) });
  await first.close();
  const second = await freshSession(t, { out, keepBlocks: 1 });
  assert.equal((await fetchBlock(second.rpc, "latest"))?.stateRoot, root);
  assert.deepEqual(await readdir(join(out, ".omnisovereign", "archive")), ["0001.jsonl"]);
});

test("more blocks than the journal has cannot be kept", async (t) => {
  const out = await freshFolder(t);
  await assert.rejects(freshSession(t, { out, keepBlocks: 1 }), { code: "OMNI3043" });
});

test("tells the headers of its blocks as they are hashed", async (t) => {
  const session = await freshSession(t, { out: await freshFolder(t) });
  await session.mine({ transactions: transfers(2) });
  await session.mine({});
  for (const number of [0, 1, 2]) {
    const { hash, prevrandao } = (await fetchBlock(session.rpc, number)) ?? assert.fail();
    const header = await session.headerOf(number);
    assert.equal(keccak256(header), hash);
    if (number > 0) assert.ok(header.includes(prevrandao.slice(2)));
  }
  await assert.rejects(session.headerOf(3), { code: "OMNI3057" });
});
