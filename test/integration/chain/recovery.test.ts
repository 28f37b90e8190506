import assert from "node:assert/strict";
import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fetchBlock, prepareCalls } from "../../../src/chain/block.ts";
import { GENESIS } from "../../../src/chain/constants.ts";
import type { JournalBlock } from "../../../src/chain/journal/journal.ts";
import { readJournal } from "../../../src/chain/journal/wal.ts";
import type { LocalNode } from "../../../src/chain/rehearsal/node.ts";
import { freshFolder, freshNode, freshSession, transfer, transfers } from "./support.ts";

/** A folder whose writer was killed after sending its second block, before it noted the outcome. */
async function interrupted(t: TestContext): Promise<{ out: string; node: LocalNode; lost: JournalBlock }> {
  const out = await freshFolder(t);
  const node = await freshNode(t);
  const session = await freshSession(t, { out, rpcUrl: node.url });
  await session.mine({ transactions: transfers(3) });
  await session.mine({ transactions: transfers(4, "more") });
  await session.close();
  const wal = join(out, ".omnisovereign", "wal.jsonl");
  const lines = (await readFile(wal, "utf8")).split("\n").slice(0, -2);
  await writeFile(wal, `${lines.join("\n")}\n`);
  return { out, node, lost: session.journal.blocks[1] ?? assert.fail() };
}

test("a block that was mined but not noted is found on the chain", async (t) => {
  const { out, node, lost } = await interrupted(t);
  assert.equal((await readJournal(out)).blocks.length, 1);
  const session = await freshSession(t, { out, rpcUrl: node.url });
  assert.deepEqual(session.journal.blocks[1], lost);
  await session.mine({ transactions: [transfer("next")] });
  assert.equal(session.clock.block, 3);
});

test("a block that was sent to a node which is gone is mined again, equally", async (t) => {
  const { out, lost } = await interrupted(t);
  const session = await freshSession(t, { out });
  assert.deepEqual(session.journal.blocks[1], lost);
});

test("a block that was sent but not mined is finished", async (t) => {
  const { out, lost } = await interrupted(t);
  const node = await freshNode(t);
  const first = (await readJournal(out)).blocks[0] ?? assert.fail();
  await node.rpc.batch(prepareCalls(first, GENESIS.hash));
  await node.rpc.request("evm_mine", `0x${first.timestamp.toString(16)}`);
  await node.rpc.batch(prepareCalls(lost, first.hash).slice(0, 2));
  const session = await freshSession(t, { out, rpcUrl: node.url });
  assert.deepEqual(session.journal.blocks[1], lost);
});

test("a last line that was cut off is dropped, and the log goes on", async (t) => {
  const out = await freshFolder(t);
  const first = await freshSession(t, { out });
  await first.mine({ transactions: transfers(2) });
  await first.close();
  await appendFile(join(out, ".omnisovereign", "wal.jsonl"), '{"kind":"block","number":2,"times');
  const second = await freshSession(t, { out });
  await second.mine({ transactions: transfers(2) });
  await second.close();
  assert.equal((await readJournal(out)).blocks.length, 2);
});

test("the lock of a process that is gone is taken over", async (t) => {
  const out = await freshFolder(t);
  await (await freshSession(t, { out })).close();
  await writeFile(join(out, ".omnisovereign", "wal.jsonl.lock"), "999999999");
  const session = await freshSession(t, { out });
  assert.equal((await fetchBlock(session.rpc, "latest"))?.number, 0);
});

test("a damaged log is refused with its line, and can be replaced", async (t) => {
  const out = await freshFolder(t);
  await (await freshSession(t, { out })).close();
  const path = join(out, ".omnisovereign", "wal.jsonl");
  await appendFile(path, '{"kind":"outcome","number":7}\n');
  await assert.rejects(freshSession(t, { out }), {
    code: "OMNI3041",
    args: { path, line: 2, problem: "block 7 is not under way" },
  });
  const session = await freshSession(t, { out, keepBlocks: 0 });
  assert.equal(session.clock.block, 0);
});
