import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { fetchBlock, mineCall } from "../../../src/chain/block.ts";
import { GENESIS_TIMESTAMP } from "../../../src/chain/constants.ts";
import { replay } from "../../../src/chain/engine/replay.ts";
import type { Journal } from "../../../src/chain/journal/journal.ts";
import { readJournal } from "../../../src/chain/journal/wal.ts";
import { openReader } from "../../../src/chain/rehearsal/reader.ts";
import { openRpc } from "../../../src/chain/rpc.ts";
import { freshFolder, freshNode, freshSession, serve, transfer, transfers } from "./support.ts";

/** A folder with a journal of two blocks. */
async function twoBlocks(t: TestContext): Promise<{ out: string; journal: Journal }> {
  const out = await freshFolder(t);
  const session = await freshSession(t, { out });
  await session.mine({ transactions: transfers(2) });
  await session.mine({ transactions: transfers(2) });
  await session.close();
  return { out, journal: session.journal };
}

test("a node at our genesis, behind the journal, is brought up to it", async (t) => {
  const { out, journal } = await twoBlocks(t);
  const node = await freshNode(t);
  await replay(journal, node.rpc, { to: 1 });
  const session = await freshSession(t, { out, rpcUrl: node.url });
  assert.equal(session.url, node.url);
  assert.equal((await fetchBlock(node.rpc, "latest"))?.hash, journal.blocks[1]?.hash);
});

test("of two readers at once only one brings a node up to the journal", async (t) => {
  const { out, journal } = await twoBlocks(t);
  const node = await freshNode(t);
  const read = () => openReader({ out, script: "owner:dashboard", rpcUrl: node.url });
  const readers = await Promise.allSettled([read(), read()]);
  for (const reader of readers) {
    if (reader.status === "fulfilled") await reader.value.close();
    else assert.equal(reader.reason.code, "OMNI3042");
  }
  assert.ok(readers.some(({ status }) => status === "fulfilled"));
  assert.equal((await fetchBlock(node.rpc, "latest"))?.hash, journal.blocks[1]?.hash);
});

test("a node that is where the journal is, is used as it is", async (t) => {
  const { out, journal } = await twoBlocks(t);
  const node = await freshNode(t);
  await replay(journal, node.rpc);
  const session = await freshSession(t, { out, rpcUrl: node.url });
  await session.mine({ transactions: [transfer("next")] });
  assert.equal((await fetchBlock(node.rpc, "latest"))?.number, 3);
});

test("a node ahead of the journal is refused, and still runs", async (t) => {
  const { out, journal } = await twoBlocks(t);
  const node = await freshNode(t);
  await replay(journal, node.rpc);
  await node.rpc.request(...mineCall(GENESIS_TIMESTAMP + 9_999));
  const args = { url: node.url, chain: 3, journal: 2 };
  await assert.rejects(freshSession(t, { out, rpcUrl: node.url }), { code: "OMNI3032", args });
  assert.equal((await fetchBlock(node.rpc, "latest"))?.number, 3);
});

test("a refused node costs the log none of its blocks", async (t) => {
  const { out, journal } = await twoBlocks(t);
  const node = await freshNode(t);
  await replay(journal, node.rpc);
  for (const keepBlocks of [0, 1]) {
    await assert.rejects(freshSession(t, { out, rpcUrl: node.url, keepBlocks }), { code: "OMNI3032" });
    assert.deepEqual(await readJournal(out), journal);
  }
});

test("a node that took another way is refused with the first block that differs", async (t) => {
  const { out, journal } = await twoBlocks(t);
  const node = await freshNode(t);
  await replay(journal, node.rpc, { to: 1 });
  await node.rpc.request(...mineCall(GENESIS_TIMESTAMP + 9_999));
  const args = { url: node.url, block: 2 };
  await assert.rejects(freshSession(t, { out, rpcUrl: node.url }), { code: "OMNI3033", args });
});

test("no answer means a private node, unless the URL was named in this command", async (t) => {
  const { out, journal } = await twoBlocks(t);
  const rpcUrl = "http://127.0.0.1:1";
  await assert.rejects(freshSession(t, { out, rpcUrl, explicit: true }), { code: "OMNI3021" });
  const session = await freshSession(t, { out, rpcUrl });
  assert.equal((await fetchBlock(session.rpc, "latest"))?.hash, journal.blocks[1]?.hash);
});

test("a server that is no node is refused", async (t) => {
  const out = await freshFolder(t);
  const html = await serve(t, (_, response) => response.end("<!doctype html>"));
  await assert.rejects(freshSession(t, { out, rpcUrl: html }), {
    code: "OMNI3024",
    args: { url: html, excerpt: "<!doctype html>" },
  });
  const other = await serve(t, (request, response) =>
    answer(request, response, { jsonrpc: "2.0", id: 1, result: 5 }),
  );
  await assert.rejects(freshSession(t, { out, rpcUrl: other }), { code: "OMNI3026" });
});

test("an answer that never ends is cut off by size, one that never comes by time", async (t) => {
  const limits = { timeLimitSeconds: 0.2, answerBytes: 1_000 };
  const huge = openRpc(await serve(t, (_, response) => response.end("1".repeat(2_000))), limits);
  await assert.rejects(huge.request("eth_chainId"), { code: "OMNI3023" });
  const mute = openRpc(await serve(t, () => {}), limits);
  await assert.rejects(mute.request("eth_chainId"), { code: "OMNI3022" });
  const slow = openRpc(await serve(t, (_, response) => response.write("[")), limits);
  await assert.rejects(slow.request("eth_chainId"), { code: "OMNI3022" });
});

test("a connection that the server closed while it was idle is opened anew", async (t) => {
  const url = await serve(t, (request, response) => {
    answer(request, response, { jsonrpc: "2.0", id: 1, result: "0x1" }).then(() =>
      request.socket.destroySoon(),
    );
  });
  const rpc = openRpc(url);
  assert.equal(await rpc.request("eth_chainId"), "0x1");
  assert.equal(await rpc.request("eth_chainId"), "0x1");
});

test("a URL that is none is refused without being shown", () => {
  for (const url of ["", "8545", "file:///etc/passwd", "ws://127.0.0.1:8545"]) {
    assert.throws(() => openRpc(url), { code: "OMNI3020" });
  }
});

test("replay names the first block that a changed journal makes differ", async (t) => {
  const { journal } = await twoBlocks(t);
  const [first, second] = journal.blocks;
  if (!first || !second) return assert.fail();
  const moved = { ...journal, blocks: [first, { ...second, timestamp: second.timestamp + 1 }] };
  const node = await freshNode(t);
  const result = await replay(moved, node.rpc);
  assert.deepEqual(result.kind === "differs" && [result.block, result.what], [2, "state root"]);
});

test("replay refuses what the node refuses", async (t) => {
  const { journal } = await twoBlocks(t);
  const [first] = journal.blocks;
  if (!first) return assert.fail();
  const doubled = { ...journal, blocks: [{ ...first, transactions: ["0x02c0" as const] }] };
  const node = await freshNode(t);
  const result = await replay(doubled, node.rpc);
  assert.deepEqual(result.kind === "differs" && [result.block, result.what], [1, "answer"]);
});

async function answer(
  request: AsyncIterable<Buffer>,
  response: { end(text: string): void },
  reply: object,
): Promise<void> {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const requests = JSON.parse(Buffer.concat(chunks).toString()) as { id: number }[];
  response.end(JSON.stringify(requests.map(({ id }) => ({ ...reply, id }))));
}
