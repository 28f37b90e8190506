import assert from "node:assert/strict";
import { test } from "node:test";
import { GENESIS } from "../../../src/chain/constants.ts";
import type { Engine, ExecutedTransaction } from "../../../src/chain/engine/engine.ts";
import { formatJournal, type Journal, journalHeader } from "../../../src/chain/journal/journal.ts";
import { reexecute } from "../../../src/verify/reexecute.ts";

const JOURNAL: Journal = { header: journalHeader(GENESIS), blocks: [] };
const LINES = formatJournal(JOURNAL).trimEnd().split("\n");
const ADDRESS = "0x00000000000000000000000000000000000000aa";
const HASH = `0x${"11".repeat(32)}` as const;

const EXECUTED: ExecutedTransaction = {
  hash: HASH,
  block: 1,
  index: 0,
  timestamp: 7,
  data: "0x",
  valueWei: 0n,
  revertData: null,
  receipt: {
    transactionHash: HASH,
    transactionIndex: "0x0",
    blockHash: HASH,
    blockNumber: "0x1",
    from: ADDRESS,
    to: ADDRESS,
    contractAddress: null,
    gasUsed: "0x5208",
    effectiveGasPrice: "0x1",
    status: "0x1",
    logs: [],
  },
};

test("executes nothing of a journal that cannot be read", async () => {
  const engine: Engine = () => assert.fail("was executed");
  assert.equal((await reexecute(["no journal"], [], engine)).kind, "unreadable");
});

test("reads no more of a journal than an engine executes, and says where it is none", async () => {
  const blocks: unknown[] = [];
  const engine: Engine = async (journal) => {
    for (const block of journal.blocks) blocks.push(block);
    assert.fail("read on");
  };
  const lines = function* () {
    yield* LINES;
    yield "no block";
    assert.fail("was read");
  };
  const read = await reexecute(lines(), [], engine);
  assert.deepEqual(read, { kind: "unreadable", line: 2, problem: "it is not a JSON object" });
  assert.deepEqual(blocks, []);
});

test("says where an engine diverges from the journal", async () => {
  const engine: Engine = async () => ({
    kind: "differs",
    block: 3,
    what: "state root",
    expected: "0xaa",
    found: "0xbb",
  });
  assert.deepEqual(await reexecute(LINES, [], engine), {
    kind: "diverged",
    block: 3,
    expected: "state root 0xaa",
    found: "0xbb",
  });
});

test("finds a transaction that an engine executed and no receipt shows", async () => {
  const engine: Engine = async () => ({
    kind: "executed",
    journal: JOURNAL,
    transactions: [EXECUTED],
  });
  const done = await reexecute(LINES, [], engine);
  assert.deepEqual(done, {
    kind: "executed",
    blocks: 0,
    transactions: 1,
    records: 0,
    stateRoot: GENESIS.stateRoot,
    differences: [{ kind: "unreceipted", transaction: HASH, block: 1 }],
  });
});
