import assert from "node:assert/strict";
import { test } from "node:test";
import type { TransactionRecord } from "../../../../src/model/record.ts";
import { foldEpochs } from "../../../../src/records/planetary/fold-epochs.ts";
import { castWith } from "../../../support/small-cast.ts";

const CAST = castWith();
const [OWNER, OPERATOR] = [CAST.owner.address, CAST.operator.address];

const ATTESTED = {
  epoch: "3",
  role: "2",
  account: "0xA",
  energyWad: "4",
  costWei: "5",
  valueWei: "6",
  uPreWad: "7",
  uPostWad: "8",
  nonce: "9",
  deadline: "10",
};

function record(contract: string, name: string, more: object = {}): TransactionRecord {
  return {
    contract,
    function: name,
    args: {},
    events: [],
    hash: name,
    ...more,
  } as unknown as TransactionRecord;
}

function part(phase: string, done: string) {
  return { name: "PartDone", args: { phase, done, entries: "2" } };
}

function presentation(epoch: string, from: string): TransactionRecord {
  const signed = [{ attestation: ATTESTED, signatures: [] }];
  return record("RewardEngineMB", "present", { from, args: { epoch, signed }, events: [part("1", "2")] });
}

function settlement(epoch: string, from: string, events: object[] = []): TransactionRecord {
  return record("RewardEngineMB", "settle", { from, args: { epoch, maxEntries: "3" }, events });
}

const LAST = [
  { name: "EpochSettled", args: { paidWei: "1" } },
  { name: "RoleShareDivided", args: { role: "1" } },
  { name: "RewardAllocated", args: { amountWei: "3" } },
];

const THIRD = [
  presentation("3", OPERATOR),
  settlement("3", OPERATOR, [
    part("2", "2"),
    part("3", "1"),
    { name: "RewardAllocated", args: { amountWei: "2" } },
  ]),
  settlement("3", OWNER, [part("3", "2"), ...LAST]),
];

test("an epoch's attestations are those that were presented, its outcome that of the last part", () => {
  const [epoch] = foldEpochs(CAST, [record("JobRegistry", "finalize"), ...THIRD]);
  assert.deepEqual(epoch?.attestations, [
    {
      role: 2,
      account: "0xA",
      energyWad: 4n,
      costWei: 5n,
      valueWei: 6n,
      uPreWad: 7n,
      uPostWad: 8n,
      epoch: 3n,
      nonce: 9n,
      deadline: 10n,
    },
  ]);
  assert.deepEqual([epoch.settlement, epoch.roles], [{ paidWei: "1" }, [{ role: "1" }]]);
  assert.deepEqual(epoch.allocations, [{ amountWei: "2" }, { amountWei: "3" }]);
  assert.deepEqual(epoch.transactions, THIRD);
});

test("an epoch's parts say who did which of which phase, and how far it went", () => {
  const [epoch] = foldEpochs(CAST, THIRD);
  assert.deepEqual(
    epoch?.parts.map(({ phase, by, done, entries }) => [phase, by, done, entries]),
    [
      ["collecting", "operator", "2", "2"],
      ["weighing", "operator", "2", "2"],
      ["paying", "operator", "1", "2"],
      ["paying", "owner", "2", "2"],
    ],
  );
});

test("an epoch is settled by who had its last entry paid", () => {
  const fourth = [presentation("4", OWNER), settlement("4", OPERATOR, LAST)];
  assert.deepEqual(
    foldEpochs(CAST, [...THIRD, ...fourth]).map(({ epoch, settledBy }) => [epoch, settledBy]),
    [
      ["3", "owner"],
      ["4", "operator"],
    ],
  );
});

test("a settlement that settled nothing is not told", () => {
  const silent = [presentation("3", OPERATOR), settlement("3", OPERATOR)];
  assert.throws(() => foldEpochs(CAST, silent), /RewardEngineMB.settle emitted no EpochSettled/);
  const others = [record("RewardEngineMB", "setParameters"), record("Another", "settle")];
  assert.deepEqual(foldEpochs(CAST, others), []);
});
