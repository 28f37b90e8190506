import assert from "node:assert/strict";
import { test } from "node:test";
import { GENESIS } from "../../../../src/chain/constants.ts";
import { beforeClosing, closingOf } from "../../../../src/chain/journal/closing.ts";
import { type JournalBlock, journalHeader } from "../../../../src/chain/journal/journal.ts";

const WORD = `0x${"22".repeat(32)}` as const;
const journalOf = (...scripts: readonly string[]) => ({
  header: journalHeader(GENESIS),
  blocks: scripts.map((script, index): JournalBlock => {
    const place = { number: index + 1, timestamp: GENESIS.timestamp + index + 1, stage: "any", script };
    return { ...place, prevrandao: WORD, transactions: [], hash: WORD, stateRoot: WORD };
  }),
});
const numbers = (blocks: readonly JournalBlock[]) => blocks.map(({ number }) => number);

test("parts a journal where the stages end", () => {
  const journal = journalOf("pause:test", "owner:settle", "dossier:build", "dossier:build");
  assert.deepEqual(numbers(beforeClosing(journal).blocks), [1, 2]);
  assert.deepEqual(numbers(closingOf(journal)), [3, 4]);
});

test("leaves a journal whole that nothing has closed", () => {
  for (const journal of [journalOf(), journalOf("pause:test")]) {
    assert.deepEqual(beforeClosing(journal), journal);
    assert.deepEqual(closingOf(journal), []);
  }
});
