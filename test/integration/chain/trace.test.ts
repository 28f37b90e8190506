import assert from "node:assert/strict";
import { test } from "node:test";
import { DEPLOYER } from "../../../src/chain/accounts.ts";
import { openRpc } from "../../../src/chain/rpc.ts";
import { traceCalls, traceChanges } from "../../../src/chain/trace.ts";
import type { Address, Hex } from "../../../src/model/hex.ts";
import { cleanUp, freshFolder, freshSession, serve } from "./support.ts";

/** Keeps 7 in its first slot and sends 5 wei to 0x…dead. */
const SPENDER: Hex = "0x60118060095f395ff360075f555f5f5f5f600561dead5af15000";
const PAYEE: Address = `0x${"0".repeat(36)}dead`;
const WORD = (value: number): Hex => `0x${value.toString(16).padStart(64, "0")}`;

test("a call is traced without being made: whom it calls, and what slots and coins it would change", async (t) => {
  const session = await freshSession(t, { out: await freshFolder(t) });
  const creation = { from: DEPLOYER, to: null, data: SPENDER, valueWei: 10n };
  const [created] = await session.mine({
    transactions: [{ ...creation, gasLimit: 200_000n, expect: "success" }],
  });
  const address = created?.receipt.contractAddress as Address;
  const call = { from: DEPLOYER.address, to: address, data: "0x" } as const;
  const foreseen = {
    slots: [{ address, slot: WORD(0), before: WORD(0), after: WORD(7) }],
    coins: [
      { address: PAYEE, beforeWei: 0n, afterWei: 5n },
      { address, beforeWei: 10n, afterWei: 5n },
    ].toSorted((a, b) => (a.address < b.address ? -1 : 1)),
  };

  const [trace] = await traceCalls(session.rpc, session.clock.block, [call]);
  assert.deepEqual(trace?.change, { kind: "computed", value: foreseen });
  assert.ok(trace?.calls.kind === "computed");
  assert.deepEqual(
    trace.calls.value.map(({ depth, kind, to, valueWei }) => [depth, kind, to, valueWei]),
    [
      [0, "CALL", address, 0n],
      [1, "CALL", PAYEE, 5n],
    ],
  );
  assert.equal(await session.rpc.request("eth_getStorageAt", address, "0x0", "latest"), WORD(0));

  const [made] = await session.mine({
    transactions: [{ ...call, from: DEPLOYER, gasLimit: 200_000n, expect: "success" }],
  });
  const [change] = await traceChanges(session.rpc, [made?.hash as Hex]);
  assert.ok(change?.kind === "computed");
  assert.deepEqual(change.value.slots, foreseen.slots);
  const others = change.value.coins.filter((coin) => [address, PAYEE].includes(coin.address));
  assert.deepEqual(others, foreseen.coins);
  assert.ok(change.value.coins.some((coin) => coin.address === DEPLOYER.address.toLowerCase()));
});

for (const [name, answer, reason] of [
  ["has no tracer", { error: { code: -32601, message: "no such method" } }, "no such method"],
  ["answers with something else", { result: { pre: [], post: 1 } }, "the node's trace cannot be read"],
  ["names a slot that is none", slotNamed("0x1"), "the node's trace cannot be read"],
] as const) {
  test(`what a node that ${name} would change is not computed, and says why`, async (t) => {
    const url = await serve(t, (request, response) => {
      request.setEncoding("utf8");
      let body = "";
      request.on("data", (part) => {
        body += part;
      });
      request.on("end", () => {
        const calls = JSON.parse(body) as { id: number }[];
        response.end(JSON.stringify(calls.map(({ id }) => ({ jsonrpc: "2.0", id, ...answer }))));
      });
    });
    const rpc = openRpc(url);
    cleanUp(t, async () => rpc.close());
    const [trace] = await traceCalls(rpc, 1, [{ to: PAYEE, data: "0x" }]);
    assert.deepEqual(trace?.change, { kind: "not computed", reason });
    assert.equal(trace?.calls.kind, "not computed");
    assert.deepEqual(await traceChanges(rpc, [WORD(1)]), [{ kind: "not computed", reason }]);
  });
}

function slotNamed(slot: string) {
  return { result: { pre: { [PAYEE]: { storage: { [slot]: WORD(1) } } }, post: {} } };
}
