import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { GENESIS } from "../../../../src/chain/constants.ts";
import { type Journal, type JournalBlock, journalHeader } from "../../../../src/chain/journal/journal.ts";
import { blocksBefore, extendLog, openWal, readJournal } from "../../../../src/chain/journal/wal.ts";
import type { Hex } from "../../../../src/model/hex.ts";

let out = "";

beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), "extend-"));
});

afterEach(() => rm(out, { recursive: true }));

function block(number: number, seal: string): JournalBlock {
  const hex = (digit: string) => `0x${digit.repeat(64)}` as Hex;
  return {
    number,
    timestamp: GENESIS.timestamp + number,
    prevrandao: hex("1"),
    stage: "takeoff",
    script: "demo:asi-takeoff:local",
    transactions: [],
    hash: hex(seal),
    stateRoot: hex("2"),
  };
}

async function write(blocks: readonly JournalBlock[]): Promise<void> {
  const wal = await openWal(out, 0);
  for (const { hash, stateRoot, ...intent } of blocks) {
    wal.intend(intent);
    wal.conclude({ hash, stateRoot });
  }
  await wal.close();
}

const recorded: Journal = {
  header: journalHeader(GENESIS),
  blocks: [block(1, "a"), block(2, "b"), block(3, "c")],
};

test("what was recorded after unchanged blocks is taken up again", async () => {
  await write(recorded.blocks.slice(0, 2));
  assert.equal(await extendLog(out, recorded), true);
  assert.deepEqual(await readJournal(out), recorded);
});

test("a recording that differs in the last block is left alone", async () => {
  const changed = [block(1, "a"), block(2, "d")];
  await write(changed);
  assert.equal(await extendLog(out, recorded), false);
  assert.deepEqual((await readJournal(out)).blocks, changed);
});

test("a log that has gone further than the recording keeps its blocks", async () => {
  await write([...recorded.blocks, block(4, "e")]);
  assert.equal(await extendLog(out, recorded), false);
  assert.equal((await readJournal(out)).blocks.length, 4);
});

test("a script whose first block is under way begins again without it", async () => {
  await write(recorded.blocks);
  assert.equal(await blocksBefore(out, "pause:test"), null);
  assert.equal(await blocksBefore(out, "demo:asi-takeoff:local"), 0);
  const { hash, stateRoot, ...intent } = block(4, "d");
  const killed = await openWal(out);
  killed.intend({ ...intent, script: "pause:test" });
  await killed.close();
  const before = await blocksBefore(out, "pause:test");
  assert.equal(before, 3);
  const again = await openWal(out, before ?? undefined);
  assert.deepEqual([again.open, again.journal.blocks.length], [null, 3]);
  await again.close();
});
