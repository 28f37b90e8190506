import assert from "node:assert/strict";
import { test } from "node:test";
import type { ArgumentRecord } from "../../../../src/model/record.ts";
import { transnationalOf } from "../../../../src/reports/jurisdictions/flows.ts";
import { called, NATION, PLANET } from "../constellation/receipts.ts";
import { holdings } from "./holdings.ts";

const transfer = (from: string, to: string, value: string): readonly [string, string, ArgumentRecord] => [
  "AGIALPHA",
  "Transfer",
  { from, to, value },
];

test("money between jurisdictions is listed in the chain's order and adds up to reserves", () => {
  const { flows, reserves } = transnationalOf(
    holdings({
      [`${NATION}/receipts/deploy.json`]: {
        contracts: [{ name: "StakeManager", address: "0xS" }],
        principals: { treasury: { label: "Treasury", address: "0xP" } },
      },
      [`${PLANET}/receipts/deploy.json`]: {
        contracts: [
          { name: "Treasury", address: "0xT" },
          { name: "RewardEngineMB", address: "0xE" },
          { name: "RegionalExecutor NORTH", address: "0xN" },
        ],
      },
      [`${PLANET}/receipts/treasury.json`]: {
        remainders: [called(9, "returnRemainder", [transfer("0xN", "0xT", "3")])],
        endowment: [called(1, "transfer", [transfer("0xP", "0xT", "100")])],
        transactions: [
          called(2, "execTransaction", [transfer("0xT", "0xN", "40"), transfer("0xT", "0xE", "20")]),
        ],
      },
      [`${PLANET}/receipts/rewards.json`]: {
        epochs: [called(5, "settle", [transfer("0xE", "0xS", "8")])],
        claims: [called(6, "claim", [transfer("0xS", "0xA", "8")])],
      },
    }),
  );
  assert.deepEqual(
    flows.map(({ from, to, amount }) => [from, to, amount]),
    [
      ["Treasury", "Treasury", "100"],
      ["Treasury", "RegionalExecutor NORTH", "40"],
      ["Treasury", "RewardEngineMB", "20"],
      ["RewardEngineMB", "StakeManager", "8"],
      ["RegionalExecutor NORTH", "Treasury", "3"],
    ],
  );
  assert.deepEqual(reserves, [
    { holder: "Treasury", received: "103", paid: "60", held: "43" },
    { holder: "RewardEngineMB", received: "20", paid: "8", held: "12" },
  ]);
});

test("transfers of any shape do no harm", () => {
  const wild = called(1, "transfer", [
    transfer("0xT", "0xT", "-1"),
    ["AGIALPHA", "Transfer", { from: { a: "x" } }],
  ]);
  const { flows } = transnationalOf(
    holdings({
      [`${PLANET}/receipts/deploy.json`]: { contracts: [{ name: "Treasury", address: "0xT" }, 7] },
      [`${PLANET}/receipts/treasury.json`]: { transactions: [wild] },
    }),
  );
  assert.deepEqual(flows, []);
});
