import assert from "node:assert/strict";
import { test } from "node:test";
import type { TransactionRecord } from "../../../../src/model/record.ts";
import { foldEpochs } from "../../../../src/records/planetary/fold-epochs.ts";

const ATTESTED = {
  epoch: "3",
  role: "2",
  account: "0xA",
  energyWad: "4",
  degeneracy: "1",
  costWei: "5",
  valueWei: "6",
  uPreWad: "7",
  uPostWad: "8",
  nonce: "9",
  deadline: "10",
};

function record(contract: string, name: string, args: object = {}, events: object[] = []): TransactionRecord {
  return { contract, function: name, args, events } as unknown as TransactionRecord;
}

function settlement(epoch: string): TransactionRecord {
  const signed = [{ attestation: ATTESTED, signatures: [] }];
  return record("RewardEngineMB", "settle", { epoch, signed }, [
    { name: "EpochSettled", args: { paidWei: "1" } },
    { name: "RoleShareDivided", args: { role: "1" } },
    { name: "RewardAllocated", args: { amountWei: "2" } },
    { name: "RewardAllocated", args: { amountWei: "3" } },
  ]);
}

test("an epoch's attestations are those that its settlement carries", () => {
  const [epoch] = foldEpochs([record("JobRegistry", "finalize"), settlement("3")]);
  assert.deepEqual(epoch?.attestations, [
    {
      role: 2,
      account: "0xA",
      energyWad: 4n,
      degeneracy: 1n,
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
});

test("the owner settles between taking a role and giving it back", () => {
  const [first, last] = [settlement("3"), settlement("4")];
  const [taken, given] = ["grantRole", "revokeRole"].map((name) => record("AccessManager", name));
  const [early, late] = ["1", "2"].map((when) => record("AccessManager", "schedule", { when }));
  const epochs = foldEpochs([first, early, late, taken, last, given] as TransactionRecord[]);
  assert.deepEqual(
    epochs.map(({ epoch, settledBy, transactions }) => [epoch, settledBy, transactions]),
    [
      ["3", "operator", [first]],
      ["4", "owner", [early, late, taken, last, given]],
    ],
  );
});

test("taking a role alone, or giving one back alone, makes nobody an owner", () => {
  const settled = settlement("3");
  const [taken, given] = ["grantRole", "revokeRole"].map((name) => record("AccessManager", name)) as [
    TransactionRecord,
    TransactionRecord,
  ];
  for (const records of [
    [taken, settled],
    [settled, given],
    [given, settled, taken],
  ])
    assert.equal(foldEpochs(records)[0]?.settledBy, "operator");
});

test("a settlement that settled nothing is not told", () => {
  const silent = { ...settlement("3"), events: [] };
  assert.throws(() => foldEpochs([silent]), /RewardEngineMB.settle emitted no EpochSettled/);
  assert.deepEqual(foldEpochs([record("RewardEngineMB", "setParameters"), record("Another", "settle")]), []);
});
