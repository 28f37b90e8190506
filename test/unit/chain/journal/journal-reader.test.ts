import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatJournal, MAX_LINE_BYTES, parseJournal } from "../../../../src/chain/journal/journal.ts";
import { readJournalText, scanJournal } from "../../../../src/chain/journal/journal-reader.ts";
import { journal } from "../arbitraries.ts";

/** @returns what is read of a text that comes in pieces of a length. */
function scanned(text: string, pieceBytes: number) {
  const bytes = Buffer.from(text);
  const scan = scanJournal();
  for (let at = 0; at < bytes.length; at += pieceBytes) scan.write(bytes.subarray(at, at + pieceBytes));
  return scan.end();
}

test("reads the same of a journal in one piece and in many, and what parsing it gives", () => {
  fc.assert(
    fc.property(journal, fc.integer({ min: 1, max: 900 }), (original, pieceBytes) => {
      const text = formatJournal(original);
      const read = scanned(text, pieceBytes);
      assert.deepEqual(read, readJournalText(text));
      assert.ok(read.ok);
      assert.equal(read.journal.blocks, original.blocks.length);
      const inRuns = read.journal.runs.flatMap(({ stage, script, first, last }) =>
        Array.from({ length: last - first + 1 }, (_, index) => ({ number: first + index, stage, script })),
      );
      assert.deepEqual(
        inRuns,
        original.blocks.map(({ number, stage, script }) => ({ number, stage, script })),
      );
    }),
  );
});

test("finds the same problem in the same line as parsing does", () => {
  fc.assert(
    fc.property(journal, fc.nat(), fc.constantFrom("0", "\n", '"', "é", "["), (original, place, put) => {
      const text = formatJournal(original);
      const at = place % text.length;
      const changed = text.slice(0, at) + put + text.slice(at + 1);
      const [read, parsed] = [readJournalText(changed), parseJournal(changed)];
      assert.equal(read.ok, parsed.kind === "journal");
      if (!read.ok && parsed.kind === "malformed") assert.equal(read.line, parsed.line);
    }),
    { numRuns: 500 },
  );
});

test("holds no more of a line than a line may have", () => {
  const scan = scanJournal();
  const piece = Buffer.alloc(2 ** 20, "a");
  for (let megabytes = 0; megabytes < 64; megabytes += 1) scan.write(piece);
  assert.deepEqual(scan.end(), {
    ok: false,
    line: 1,
    problem: `it is longer than ${MAX_LINE_BYTES} bytes`,
  });
});

test("stops at the first of many empty lines", () => {
  assert.deepEqual(readJournalText("\n".repeat(2 ** 20)), {
    ok: false,
    line: 1,
    problem: "it is not a JSON object",
  });
});
