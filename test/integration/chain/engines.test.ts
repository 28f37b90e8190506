import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { DEPLOYER } from "../../../src/chain/accounts.ts";
import { openEdrSide } from "../../../src/chain/engine/disagreement/edr-side.ts";
import { ethereumJsSide } from "../../../src/chain/engine/disagreement/ethereumjs-side.ts";
import { disagreementOf } from "../../../src/chain/engine/disagreement/find.ts";
import type { Engine } from "../../../src/chain/engine/engine.ts";
import { ethereumJsEngine } from "../../../src/chain/engine/ethereumjs/engine.ts";
import { GENESIS_DOCUMENT, type GenesisDocument } from "../../../src/chain/engine/genesis.ts";
import { nativeCrypto } from "../../../src/chain/engine/native-crypto.ts";
import type { Journal, JournalBlock } from "../../../src/chain/journal/journal.ts";
import type { TransactionRequest } from "../../../src/chain/port.ts";
import { edrEngine } from "../../../src/chain/rehearsal/edr-engine.ts";
import type { Hex } from "../../../src/model/hex.ts";
import { freshFolder, freshSession, REVERTS, transfers } from "./support.ts";

/** Creation code that stores what an opcode tells, and deploys nothing: CLZ of 1 (EIP-7939), COINBASE. */
const STORES = { clz: "0x60011e60005560006000f3", coinbase: "0x4160005560006000f3" } as const;

function deploy(data: Hex, expect: TransactionRequest["expect"] = "success"): TransactionRequest {
  return { from: DEPLOYER, to: null, data, valueWei: 0n, gasLimit: 200_000n, expect };
}

/** Three blocks: transfers, a contract that reverts, and one that stores. */
async function journalOf(t: TestContext, stores: Hex): Promise<Journal> {
  const session = await freshSession(t, { out: await freshFolder(t) });
  await session.mine({ transactions: transfers(3) });
  await session.mine({ at: session.clock.now + 3_600n, transactions: [deploy(REVERTS, "reverted")] });
  await session.mine({ transactions: [...transfers(1, "before"), deploy(stores)] });
  return session.journal;
}

async function ethereumjs(document: GenesisDocument = GENESIS_DOCUMENT): Promise<Engine> {
  return ethereumJsEngine(document, await nativeCrypto());
}

/** What either engine needs to be told, with one thing of a block changed. */
function forged({ header, blocks }: Journal, number: number, change: Partial<JournalBlock>): Journal {
  return {
    header,
    blocks: blocks.map((block) => (block.number === number ? { ...block, ...change } : block)),
  };
}

test("EVMs of two families execute a journal to the same blocks, receipts and reasons", async (t) => {
  const journal = await journalOf(t, STORES.clz);
  const [own, other] = [await edrEngine()(journal), await (await ethereumjs())(journal)];
  assert.ok(own.kind === "executed" && other.kind === "executed");
  assert.equal(own.transactions.length, 6);
  const told = ({ receipt, ...rest }: (typeof own.transactions)[number]) => {
    const { transactionHash, transactionIndex, blockHash, blockNumber, from, to } = receipt;
    const { contractAddress, gasUsed, effectiveGasPrice, status, logs } = receipt;
    const place = { transactionHash, transactionIndex, blockHash, blockNumber, from, to };
    const came = { contractAddress, gasUsed, effectiveGasPrice, status };
    const said = logs.map(({ address, topics, data }) => ({ address, topics, data }));
    return { ...rest, receipt: { ...place, ...came, logs: said } };
  };
  assert.deepEqual(other.transactions.map(told), own.transactions.map(told));
  assert.equal(own.transactions.find(({ revertData }) => revertData !== null)?.revertData, "0xdeadbeef");
});

test("either finds a state root, a hash, a time, a randomness, an order or a transaction that is another", async (t) => {
  const journal = await journalOf(t, STORES.clz);
  const [, second, third] = journal.blocks as [JournalBlock, JournalBlock, JournalBlock];
  const word = `0x${"11".repeat(32)}` as const;
  const lies: readonly (readonly [Journal, number, string])[] = [
    [
      { ...journal, header: { ...journal.header, genesis: { ...journal.header.genesis, hash: word } } },
      0,
      "genesis",
    ],
    [forged(journal, 2, { stateRoot: word }), 2, "state root"],
    [forged(journal, 3, { hash: word }), 3, "hash"],
    [forged(journal, 2, { timestamp: second.timestamp - 1 }), 2, "state root"],
    [forged(journal, 3, { prevrandao: word }), 3, "hash"],
    [forged(journal, 3, { transactions: third.transactions.slice(0, 1) }), 3, "state root"],
    [forged(journal, 3, { transactions: ["0x02aa"] }), 3, "answer"],
    [forged(journal, 3, { transactions: [second.transactions[0] as Hex] }), 3, "answer"],
  ];
  for (const engine of [edrEngine(), await ethereumjs()]) {
    for (const [lie, block, what] of lies) {
      const found = await engine(lie);
      assert.ok(found.kind === "differs");
      assert.deepEqual([found.block, found.what], [block, what]);
      assert.doesNotMatch(found.found, /\n\s+at /);
    }
  }
});

/** Where EDR, and an ethereumjs on whose chain one constant is another, part in a block. */
async function partingAt(t: TestContext, journal: Journal, number: number, document: GenesisDocument) {
  const edr = await openEdrSide(journal, number);
  t.after(edr.close);
  return disagreementOf(number, edr, await ethereumJsSide(document, await nativeCrypto())(journal, number));
}

const { rehearsal } = GENESIS_DOCUMENT;

test("names transaction and opcode where an EVM of another fork ends otherwise", async (t) => {
  const journal = await journalOf(t, STORES.clz);
  const prague = { ...GENESIS_DOCUMENT, rehearsal: { ...rehearsal, fork: "prague" } };
  const found = await partingAt(t, journal, 3, prague);
  assert.deepEqual(found && { ...found, transaction: found.transaction?.index }, {
    block: 3,
    what: "status",
    found: ["0x1", "0x0"],
    transaction: 1,
    parting: { opcode: "CLZ", pc: 2, depth: 1 },
  });
  assert.equal(await partingAt(t, journal, 2, prague), null);
});

test("names the opcode that tells something else although all receipts are equal", async (t) => {
  const journal = await journalOf(t, STORES.coinbase);
  const miner = { value: `0x${"22".repeat(20)}` } as const;
  const elsewhere = {
    ...GENESIS_DOCUMENT,
    rehearsal: { ...rehearsal, laterBlocks: { ...rehearsal.laterBlocks, miner } },
  };
  const inThird = await partingAt(t, journal, 3, elsewhere);
  assert.equal(inThird?.what, "state root");
  assert.equal(inThird.transaction?.index, 1);
  assert.deepEqual(inThird.parting, { opcode: "COINBASE", pc: 0, depth: 1 });
  const inFirst = await partingAt(t, journal, 1, elsewhere);
  assert.deepEqual([inFirst?.what, inFirst?.transaction, inFirst?.parting], ["state root", null, null]);
});
