import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { settleEpoch } from "../../../../src/economics/reward-epoch.ts";
import type { ArgumentRecord, TransactionRecord } from "../../../../src/model/record.ts";
import { epochsOf } from "../../../../src/reports/thermodynamics/epochs.ts";

const WAD = 10n ** 18n;

const attestation = (role: number, energyWad: bigint) => ({
  role,
  energyWad,
  degeneracy: 1n,
  costWei: 10n * WAD,
  valueWei: 20n * WAD,
  uPreWad: WAD,
  uPostWad: 0n,
});

/** The transaction of an epoch that the mirror settled, with one payout changed by `forgedWei`. */
function settling(forgedWei = 0n): TransactionRecord {
  const participants = [attestation(1, WAD), attestation(2, WAD), attestation(1, 2n * WAD)];
  const roles = [1, 2].map((role) => ({ role, shareBps: 5_000n, temperatureWad: WAD }));
  const settled = settleEpoch({
    participants,
    roles,
    temperatureWad: WAD,
    reserveWei: 100n * WAD,
    parameters: {
      kappaWad: WAD,
      epochCapWei: 50n * WAD,
      amountCapWei: 100n * WAD,
      uncertaintyCapWad: 10n * WAD,
    },
  });
  const events: [string, object][] = [
    ...participants.map(({ role }, index): [string, object] => [
      "RewardAllocated",
      {
        role,
        weightWad: settled.weightsWad[index],
        amountWei: (settled.payoutsWei[index] ?? 0n) + (index === 2 ? forgedWei : 0n),
      },
    ]),
    ...settled.roles.map((role): [string, object] => ["RoleShareDivided", role]),
    ["EpochSettled", { epoch: 4, ...settled, temperatureWad: WAD, roles: 0, payoutsWei: 0, weightsWad: 0 }],
  ];
  return {
    hash: "0xabc",
    block: 1,
    index: 0,
    timestamp: 1,
    from: "0x1",
    to: "0x2",
    contract: "RewardEngineMB",
    function: "settle",
    args: { signed: participants.map((each) => ({ attestation: texts(each) })) },
    value: "0",
    status: "success",
    gasUsed: "1",
    events: events.map(([name, args]) => ({
      contract: "RewardEngineMB",
      address: "0x2",
      name,
      args: texts(args),
    })),
  };
}

function texts(values: object): ArgumentRecord {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

describe("reward epochs in receipts", () => {
  it("are read from events and computed again from the attestations", () => {
    const [epoch] = epochsOf([settling()]);
    assert.ok(epoch);
    assert.equal(epoch.recomputed, true);
    assert.deepEqual(
      [epoch.epoch, epoch.deltaHWei, epoch.deltaSWad, epoch.freeWei],
      ["4", -30n * WAD, 3n * WAD, 33n * WAD],
    );
    assert.deepEqual(
      epoch.roles.map(({ role, participants }) => [role, participants]),
      [
        ["agents", 2],
        ["validators", 1],
      ],
    );
    // exp(0)/(exp(0) + exp(-1))
    assert.equal(epoch.roles[0]?.largestWeightWad, 731058578630004879n);
  });

  it("are told apart from what the attestations give, by one wei", () => {
    assert.equal(epochsOf([settling(1n)])[0]?.recomputed, false);
  });

  it("are none where nothing was settled", () => {
    assert.deepEqual(epochsOf([{ ...settling(), events: [] }]), []);
  });
});
