import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseWal, walEntries } from "../../../../src/chain/journal/wal-format.ts";
import { toJsonLine } from "../../../../src/support/json.ts";
import { journal } from "../arbitraries.ts";

const text = journal.map((one) => ({ journal: one, text: walEntries(one).map(toJsonLine).join("") }));

test("folds what was done into the journal that it came from", () => {
  fc.assert(
    fc.property(text, ({ journal, text }) => {
      assert.deepEqual(parseWal(text), { kind: "wal", wal: { journal, open: null, bytes: text.length } });
    }),
  );
});

test("cut off anywhere, it is a prefix of the journal and at most one block under way", () => {
  fc.assert(
    fc.property(text, fc.nat(), ({ journal, text }, place) => {
      const cut = text.slice(0, place % (text.length + 1));
      const result = parseWal(cut);
      if (result.kind !== "wal") return assert.deepEqual([result.kind, cut.includes("\n")], ["empty", false]);
      const { blocks } = result.wal.journal;
      assert.deepEqual(blocks, journal.blocks.slice(0, blocks.length));
      if (result.wal.open) {
        const { hash, stateRoot, ...intent } = journal.blocks[blocks.length] ?? assert.fail();
        assert.deepEqual(result.wal.open, intent);
      }
      assert.equal(result.wal.bytes, cut.lastIndexOf("\n") + 1);
    }),
    { numRuns: 300 },
  );
});

test("an abandoned block leaves no trace in the journal", () => {
  fc.assert(
    fc.property(journal, (one) => {
      const [first] = one.blocks;
      if (!first) return;
      const [header, block, outcome] = walEntries({ ...one, blocks: [first] });
      const entries = [header, block, { kind: "abandoned", number: 1 }, block, outcome];
      const result = parseWal(entries.map(toJsonLine).join(""));
      assert.deepEqual(result.kind === "wal" && result.wal.journal.blocks, [first]);
    }),
  );
});

test("an outcome without its block is refused with its line", () => {
  fc.assert(
    fc.property(journal, (one) => {
      const [header, , outcome] = walEntries(one);
      if (!outcome) return;
      const problem = "block 1 is not under way";
      assert.deepEqual(parseWal(`${toJsonLine(header)}${toJsonLine(outcome)}`), {
        kind: "malformed",
        line: 2,
        problem,
      });
    }),
  );
});
