import assert from "node:assert/strict";
import { test } from "node:test";
import { meaningDifferences, meaningOf } from "../../../src/dossier/meaning.ts";

const DOCUMENTS = [
  { jobs: [{ id: "A", outcome: "approved" }] },
  {
    block: 9,
    positions: [{ label: "x.eth", address: "0x1", balance: "5", staked: "0" }],
    totals: { staked: "7" },
  },
  { reserves: [{ holder: "Treasury", held: "3" }], flows: [{ from: "Treasury", to: "NORDIC", amount: "2" }] },
  {
    job: "A",
    payments: [
      { from: "escrow", to: "0x1", amountWei: "1", reason: "Fee" },
      { from: "escrow", to: "0x1", amountWei: "2", reason: "Fee" },
    ],
    handshakes: [{ body: "jury", round: "1", handle: "y.eth", ballot: "approve" }],
  },
  {
    decisions: [{ title: "Raise it", proposalId: "1", votes: { for: "9", against: "1" }, state: "executed" }],
    divisions: [{ divisionId: "1", parts: [{ region: "NORDIC", votes: "4", part: "6" }] }],
  },
  { parameters: [{ contract: "Thermostat", parameter: "gain", onChain: "1" }] },
  { drills: [{ id: "pause", intervention: "it pauses", verdict: "passed", happened: "paused" }] },
];

const against = (documents: readonly unknown[]) =>
  meaningDifferences(meaningOf(DOCUMENTS), meaningOf(documents)).map(({ aspect, what, a, b }) => [
    aspect,
    what,
    a,
    b,
  ]);

test("documents that say the same differ in nothing", () => {
  assert.deepEqual(against(structuredClone(DOCUMENTS)), []);
});

test("each aspect is told by what it is about, in one order", () => {
  assert.deepEqual(against([]), [
    ["outcomes", "A", "approved", undefined],
    ["balances", "x.eth balance", "5 wei", undefined],
    ["balances", "x.eth staked", "0 wei", undefined],
    ["balances", "all staked", "7 wei", undefined],
    ["balances", "reserve of Treasury", "3 wei", undefined],
    ["votes", "job A jury 1 y.eth", "approve", undefined],
    ["votes", "Raise it", "9 for, 1 against: executed", undefined],
    ["votes", "division 1 NORDIC", "4 votes, 6 wei", undefined],
    ["parameters", "Thermostat.gain", "1", undefined],
    ["payments", "Treasury to NORDIC", "2 wei", undefined],
    ["payments", "job A Fee escrow to 0x1", "3 wei", undefined],
    ["drills", "pause", "passed", undefined],
    ["drills", "pause happened", "paused", undefined],
  ]);
});

test("the last reading counts", () => {
  const earlier = { block: 3, positions: [{ label: "x.eth", balance: "99" }], totals: {} };
  assert.deepEqual(against([earlier, ...DOCUMENTS]), []);
});

test("a document that no program wrote says nothing, and texts are escaped and cut", () => {
  const odd = [null, 7, "x", [[[]]], { positions: 7, totals: null, payments: [null], drills: { id: [] } }];
  assert.deepEqual(against([...DOCUMENTS, ...odd]), []);
  const [told] = meaningDifferences(
    meaningOf([]),
    meaningOf([{ id: "\u001b[31m", outcome: "x".repeat(500) }]),
  );
  assert.deepEqual([told?.what, told?.b?.length], ["\\u{1b}[31m", 161]);
});
