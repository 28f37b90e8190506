import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { accountOf } from "../../../src/chain/accounts.ts";
import { replay } from "../../../src/chain/engine/replay.ts";
import type { Rpc } from "../../../src/chain/rpc.ts";
import { freshFolder, freshNode, freshSession, transfer, transfers } from "./support.ts";

const HISTORY = "0x0000f90827f1c53a10cb7a02335b175320002935";
const BEACON_ROOTS = "0x000f3df6d732807ef1319fb7b8bb8522d0beac02";

/** Two blocks an hour apart, on a node of its own. */
async function twoBlocks(t: TestContext): Promise<Rpc> {
  const session = await freshSession(t, { out: await freshFolder(t) });
  await session.mine({ transactions: transfers(2) });
  await session.mine({ at: session.clock.now + 3_600n, transactions: transfers(2) });
  const { rpc } = await freshNode(t);
  assert.equal((await replay(session.journal, rpc)).kind, "replayed");
  return rpc;
}

const asked = async (rpc: Rpc, to: string, word: unknown) =>
  rpc.request("eth_call", { to, data: `0x${BigInt(String(word)).toString(16).padStart(64, "0")}` }, "latest");

const headerOf = async (rpc: Rpc, block: string) =>
  (await rpc.request("eth_getBlockByNumber", block, false)) as Record<string, string>;

test("a contract reads the hash of an earlier block, as on mainnet since Prague", async (t) => {
  const rpc = await twoBlocks(t);
  for (const block of ["0x0", "0x1"]) {
    assert.equal(await asked(rpc, HISTORY, block), (await headerOf(rpc, block)).hash);
  }
});

test("a contract reads the beacon root that a block's header has, as on mainnet since Cancun", async (t) => {
  const rpc = await twoBlocks(t);
  for (const block of ["0x1", "0x2"]) {
    const { timestamp, parentBeaconBlockRoot } = await headerOf(rpc, block);
    assert.equal(await asked(rpc, BEACON_ROOTS, timestamp), parentBeaconBlockRoot);
  }
});

test("a block that was refused leaves nothing with them: another in its place is replayed equally", async (t) => {
  const session = await freshSession(t, { out: await freshFolder(t) });
  const penniless = [transfer("a", accountOf("penniless"))];
  await session.mine({ transactions: transfers(2) });
  await assert.rejects(session.mine({ at: session.clock.now + 3_600n, transactions: penniless }), {
    code: "OMNI3051",
  });
  await session.mine({ at: session.clock.now + 60n, transactions: transfers(2) });
  // The same place of the ring as the first block's.
  await assert.rejects(session.mine({ at: session.clock.now - 60n + 8_191n, transactions: penniless }), {
    code: "OMNI3051",
  });
  await session.mine({ transactions: transfers(2) });
  const { rpc } = await freshNode(t);
  assert.deepEqual(await replay(session.journal, rpc), { kind: "replayed", blocks: 3, transactions: 6 });
});
