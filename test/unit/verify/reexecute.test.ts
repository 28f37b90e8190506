import assert from "node:assert/strict";
import { test } from "node:test";
import { GENESIS } from "../../../src/chain/constants.ts";
import type { Engine, ExecutedTransaction } from "../../../src/chain/engine/engine.ts";
import { formatJournal, type Journal, journalHeader } from "../../../src/chain/journal/journal.ts";
import type { Sha256 } from "../../../src/model/artefact.ts";
import type { TransactionRecord } from "../../../src/model/record.ts";
import { AddressBook } from "../../../src/records/address-book.ts";
import { recordOf } from "../../../src/records/record-of.ts";
import { contractType } from "../../../src/system/contract-artefacts.ts";
import { type Closing, reexecute } from "../../../src/verify/reexecute.ts";

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
    anchored: false,
    differences: [{ kind: "unreceipted", transaction: HASH, block: 1 }],
  });
});

const WORD = `0x${"22".repeat(32)}` as const;
const BLOCK = {
  number: 1,
  timestamp: GENESIS.timestamp + 1,
  prevrandao: WORD,
  stage: "dossier",
  script: "dossier:build",
  transactions: ["0x02"],
  hash: WORD,
  stateRoot: WORD,
} as const;
const closing = (receipt: TransactionRecord): Closing => ({
  blocks: 0,
  anchor: {
    format: "omnisovereign-anchor/1",
    ...{ statement: "", chainId: 31337, root: "ab" as Sha256 },
    ...{ blocks: [BLOCK], receipt },
  },
});
const CLOSED: Engine = async ({ header, blocks }) => ({
  kind: "executed",
  journal: { header, blocks: [...blocks] },
  transactions: [EXECUTED],
});
const SHOWN = recordOf(new AddressBook(contractType), EXECUTED);

test("executes an anchor's blocks after the journal, and holds its receipt against what came of them", async () => {
  assert.deepEqual(await reexecute(LINES, [], CLOSED, closing(SHOWN)), {
    kind: "executed",
    blocks: 0,
    transactions: 0,
    records: 0,
    stateRoot: GENESIS.stateRoot,
    anchored: true,
    differences: [],
  });
});

for (const [field, value] of Object.entries({ gasUsed: "1", hash: WORD, status: "reverted" })) {
  test(`finds another ${field} in an anchor's receipt`, async () => {
    const done = await reexecute(LINES, [], CLOSED, closing({ ...SHOWN, [field]: value }));
    assert.ok(done.kind === "executed");
    assert.deepEqual(
      done.differences.map(({ kind }) => kind),
      ["anchor"],
    );
  });
}

test("says of an anchor that is executed otherwise that the journal was not", async () => {
  const what = { what: "hash", expected: "0xaa", found: "0xbb" } as const;
  const engine: Engine = async () => ({ kind: "differs", block: 1, ...what });
  assert.deepEqual(await reexecute(LINES, [], engine, closing(SHOWN)), {
    kind: "closed otherwise",
    problem: "gives hash 0xbb in block 1, where 0xaa is told",
  });
});
