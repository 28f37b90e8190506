import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { settleEpoch } from "../../../../src/economics/reward-epoch.ts";
import type { ArgumentRecord, TransactionRecord } from "../../../../src/model/record.ts";
import { epochsOf } from "../../../../src/reports/thermodynamics/epochs.ts";

const WAD = 10n ** 18n;

const attestation = (role: number, account: string, energyWad: bigint, valueWei = 20n * WAD) => ({
  role,
  account,
  energyWad,
  costWei: 10n * WAD,
  valueWei,
  uPreWad: WAD,
  uPostWad: 0n,
});

const PARTICIPANTS = [
  attestation(1, "0xA", 0n),
  attestation(2, "0xB", WAD),
  attestation(1, "0xC", WAD),
  attestation(1, "0xD", 0n, 0n),
];

function settled() {
  return settleEpoch({
    participants: PARTICIPANTS,
    roles: [1, 2].map((role) => ({ role, shareBps: 5_000n, temperatureWad: 2n * WAD })),
    temperatureWad: WAD,
    reserveWei: 100n * WAD,
    parameters: {
      kappaWad: WAD,
      epochCapWei: 50n * WAD,
      amountCapWei: 100n * WAD,
      uncertaintyCapWad: 10n * WAD,
    },
  });
}

type Told = [name: string, args: object];

const part = (phase: number, done: number): Told => ["PartDone", { phase, done, entries: 3 }];

function sent(name: string, args: object, events: readonly Told[]): TransactionRecord {
  return {
    hash: `0x${name}${events.length}`,
    block: 1,
    index: 0,
    timestamp: 1,
    from: "0x1",
    to: "0x2",
    contract: "RewardEngineMB",
    function: name,
    args: { epoch: "4", ...args },
    value: "0",
    status: "success",
    gasUsed: "1",
    events: events.map(([event, told]) => ({
      contract: "RewardEngineMB",
      address: "0x2",
      name: event,
      args: texts(told),
    })),
  };
}

/** The transactions of an epoch that the mirror settled, with one payout changed by `forgedWei`, one kept value by `keptWei`. */
function settling({ forgedWei = 0n, keptWei = 0n } = {}): TransactionRecord[] {
  const outcome = settled();
  const allocated = PARTICIPANTS.slice(0, 3).map(
    ({ role }, index): Told => [
      "RewardAllocated",
      {
        role,
        weightWad: outcome.weightsWad[index],
        amountWei: (outcome.payoutsWei[index] ?? 0n) + (index === 2 ? forgedWei : 0n),
      },
    ],
  );
  const presented = PARTICIPANTS.map(
    ({ role, account, energyWad, valueWei }, index): Told => [
      "AttestationKept",
      { role, account, energyWad, valueWei: valueWei + (index === 1 ? keptWei : 0n) },
    ],
  );
  const signed = PARTICIPANTS.map((each) => ({ attestation: texts(each) }));
  return [
    sent("present", { signed }, [...presented, part(1, 3)]),
    sent("settle", {}, [part(2, 3), part(3, 1), ...allocated.slice(0, 1)]),
    sent("settle", {}, [
      part(3, 3),
      ...allocated.slice(1),
      ...outcome.roles.map((role): Told => ["RoleShareDivided", role]),
      ["EpochSettled", { epoch: 4, ...outcome, temperatureWad: WAD, roles: 0, payoutsWei: 0, weightsWad: 0 }],
    ]),
  ];
}

function texts(values: object): ArgumentRecord {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

describe("reward epochs in receipts", () => {
  it("are read from events and computed again from the attestations", () => {
    const [epoch] = epochsOf(settling());
    assert.ok(epoch);
    assert.equal(epoch.recomputed, true);
    assert.deepEqual(
      [epoch.epoch, epoch.deltaHWei, epoch.deltaSWad, epoch.freeWei],
      ["4", -20n * WAD, 4n * WAD, 24n * WAD],
    );
    assert.deepEqual(
      epoch.roles.map(({ role, participants }) => [role, participants]),
      [
        ["agents", 2],
        ["validators", 1],
      ],
    );
    // exp(0)/(exp(0) + exp(-1)): one took all of the energy, at a temperature of two
    assert.equal(epoch.roles[0]?.largestWeightWad, 731058578630004879n);
  });

  it("tell of their parts in the chain's order", () => {
    const [epoch] = epochsOf(settling());
    assert.deepEqual(
      epoch?.parts.map(({ phase, done, entries }) => [phase, done, entries]),
      [
        ["collecting", 3n, 3n],
        ["weighing", 3n, 3n],
        ["paying", 1n, 3n],
        ["paying", 3n, 3n],
      ],
    );
  });

  it("are told apart from what the attestations give, by one wei", () => {
    assert.equal(epochsOf(settling({ forgedWei: 1n }))[0]?.recomputed, false);
    assert.equal(epochsOf(settling({ keptWei: 1n }))[0]?.recomputed, false);
  });

  it("are none where nothing was settled", () => {
    assert.deepEqual(epochsOf(settling().slice(0, 2)), []);
  });
});
