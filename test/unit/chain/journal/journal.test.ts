import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  formatJournal,
  type Journal,
  journalHeader,
  parseJournal,
} from "../../../../src/chain/journal/journal.ts";
import { journal } from "../arbitraries.ts";

const HASH = `0x${"ab".repeat(32)}` as const;

const sample: Journal = {
  header: journalHeader({ hash: HASH, stateRoot: HASH, timestamp: 1_735_689_600 }),
  blocks: [1, 2].map((number) => ({
    number,
    timestamp: 1_735_689_600 + number,
    prevrandao: HASH,
    stage: "takeoff",
    script: "demo:asi-takeoff:local",
    transactions: ["0x02"],
    hash: HASH,
    stateRoot: HASH,
  })),
};

test("is one JSON line for the header and one for each block", (t) => {
  t.assert.fileSnapshot(formatJournal(sample), "test/snapshots/journal.jsonl", { serializers: [String] });
});

test("reads back what it writes", () => {
  fc.assert(
    fc.property(journal, (original) => {
      assert.deepEqual(parseJournal(formatJournal(original)), { kind: "journal", journal: original });
    }),
  );
});

test("reads nothing but what it would write: equal journals are equal bytes", () => {
  fc.assert(
    fc.property(
      journal,
      fc.nat(),
      fc.constantFrom("0", "9", " ", "\n", '"', "}", "A"),
      (original, place, put) => {
        const text = formatJournal(original);
        const at = place % text.length;
        const changed = text.slice(0, at) + put + text.slice(at + 1);
        const result = parseJournal(changed);
        if (result.kind === "journal") assert.equal(formatJournal(result.journal), changed);
      },
    ),
    { numRuns: 500 },
  );
});

test("any text is an answer, never an exception", () => {
  fc.assert(fc.property(fc.string(), (text) => ["journal", "malformed"].includes(parseJournal(text).kind)));
});

const changes: readonly [name: string, from: string, to: string, line: number, problem: string][] = [
  ["another format", "journal/1", "journal/2", 1, '"format" is not "omnisovereign-journal/1"'],
  ["another chain", '"chainId":31337', '"chainId":1', 1, '"chainId" is not 31337'],
  ["another hardfork", "osaka", "cancun", 1, '"hardfork" is not "osaka"'],
  [
    "capital hex",
    `"hash":"${HASH}"`,
    `"hash":"${HASH.replace("ab", "AB")}"`,
    1,
    '"genesis.hash" is not 32 bytes of lower-case hex',
  ],
  ["a gap in the numbers", '"number":2', '"number":3', 3, '"number" is not 2'],
  ["a repeated time", "1735689602", "1735689601", 3, '"timestamp" is not after 1735689601'],
  ["a fraction of a second", "1735689601", "1735689601.5", 2, '"timestamp" is not a number of seconds'],
  [
    "a short prevrandao",
    `"prevrandao":"${HASH}"`,
    '"prevrandao":"0x00"',
    2,
    '"prevrandao" is not 32 bytes of lower-case hex',
  ],
  ["a stage with an escape", '"takeoff"', '"\\u001b[31m"', 2, '"stage" is not the name of a stage'],
  [
    "a script with a shell in it",
    '"demo:asi-takeoff:local"',
    '"x; rm -rf /"',
    2,
    '"script" is not the name of an npm script',
  ],
  [
    "an empty transaction",
    '["0x02"]',
    '["0x"]',
    2,
    '"transactions[0]" is not a raw transaction in lower-case hex',
  ],
  [
    "a transaction too large",
    '["0x02"]',
    `["0x${"00".repeat(131_073)}"]`,
    2,
    '"transactions[0]" is not a raw transaction in lower-case hex',
  ],
  [
    "too many transactions",
    '["0x02"]',
    JSON.stringify(Array(21).fill("0x02")),
    2,
    '"transactions" has 21 entries, more than 20',
  ],
  [
    "another key",
    '"stage":',
    '"extra":1,"stage":',
    2,
    "it has other keys, another order or other white space",
  ],
  ["white space", '{"number":1', '{ "number":1', 2, "it has other keys, another order or other white space"],
  ["a line that is no JSON", '{"number":1', '{"number":', 2, "it is not a JSON object"],
];

for (const [name, from, to, line, problem] of changes) {
  test(`refuses ${name}`, () => {
    const text = formatJournal(sample).replace(from, to);
    assert.deepEqual(parseJournal(text), { kind: "malformed", line, problem });
  });
}

test("refuses a last line that is cut off", () => {
  const result = parseJournal(formatJournal(sample).slice(0, -1));
  assert.deepEqual(result, {
    kind: "malformed",
    line: 3,
    problem: "the last line does not end with a line feed",
  });
});

test("refuses an empty file", () => {
  assert.equal(parseJournal("").kind, "malformed");
  assert.equal(parseJournal("\n").kind, "malformed");
});
