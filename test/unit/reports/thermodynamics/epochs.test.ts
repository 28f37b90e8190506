import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { settleEpoch } from "../../../../src/economics/reward-epoch.ts";
import type { Job, Plan } from "../../../../src/model/plan.ts";
import type { ArgumentRecord, TransactionRecord } from "../../../../src/model/record.ts";
import { epochsOf as epochsBy } from "../../../../src/reports/thermodynamics/epochs.ts";
import { basePlan } from "../../../support/base-plan.ts";

const WAD = 10n ** 18n;
/** Of the plan's thermostat. */
const REFERENCE_WAD = WAD / 2n;

let terms: Plan;
before(async () => {
  const plan = await basePlan();
  const thermostat = { ...plan.governance.thermostat, initialTemperatureWad: REFERENCE_WAD };
  const jobs = [100n, 200n].map((agentStakeWei) => ({ ...(plan.jobs[0] as Job), agentStakeWei }));
  terms = { ...plan, jobs, governance: { ...plan.governance, thermostat } };
});

const epochsOf = (records: readonly TransactionRecord[]) => epochsBy(records, { plan: terms, terms });

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

const PARAMETERS = {
  natPriceWei: 3n * WAD,
  kappaWad: WAD,
  epochCapWei: 50n * WAD,
  amountCapWei: 100n * WAD,
  uncertaintyCapWad: 10n * WAD,
};
const RESERVE_WEI = 100n * WAD;

function settled(changeBps = 0n) {
  const addedWad = (REFERENCE_WAD * changeBps) / 10_000n;
  return settleEpoch({
    participants: PARTICIPANTS,
    roles: [1, 2].map((role) => ({
      role,
      shareBps: 5_000n,
      temperatureWad: 2n * REFERENCE_WAD + addedWad,
    })),
    temperatureWad: REFERENCE_WAD + addedWad,
    referenceWad: REFERENCE_WAD,
    reserveWei: RESERVE_WEI,
    parameters: PARAMETERS,
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
  const fixed: Told = ["BudgetFixed", { epoch: 4, reserveWei: RESERVE_WEI, parameters: PARAMETERS }];
  const signed = PARTICIPANTS.map((each) => ({ attestation: texts(each) }));
  return [
    sent("present", { signed }, [...presented, part(1, 3)]),
    sent("settle", {}, [fixed, part(2, 3), part(3, 1), ...allocated.slice(0, 1)]),
    sent("settle", {}, [
      part(3, 3),
      ...allocated.slice(1),
      ...outcome.roles.map((role): Told => ["RoleShareDivided", role]),
      [
        "EpochSettled",
        { epoch: 4, ...outcome, temperatureWad: REFERENCE_WAD, roles: 0, payoutsWei: 0, weightsWad: 0 },
      ],
    ]),
  ];
}

function texts(values: object): ArgumentRecord {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value !== null && typeof value === "object" ? texts(value) : String(value),
    ]),
  );
}

describe("reward epochs in receipts", () => {
  it("are read from events and computed again from the attestations", () => {
    const [epoch] = epochsOf(settling());
    assert.ok(epoch);
    assert.equal(epoch.recomputed, true);
    assert.deepEqual(
      [epoch.epoch, epoch.deltaHWei, epoch.deltaSWad, epoch.entropyWei, epoch.freeWei],
      ["4", -20n * WAD, 4n * WAD, 12n * WAD, 32n * WAD],
    );
    assert.deepEqual(
      epoch.roles.map(({ role, participants }) => [role, participants]),
      [
        ["agents", 2],
        ["validators", 1],
      ],
    );
    // exp(0)/(exp(0) + exp(-1)): one took all of the energy, at twice the reference
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

  it("tell what a tenth more or less of the temperature would have made of them", () => {
    const responses = epochsOf(settling())[0]?.responses ?? [];
    assert.deepEqual(
      responses.map(({ changeBps, freeWei, budgetWei, remainderWei, roles }) => {
        const { roles: told, ...expected } = settled(changeBps);
        assert.deepEqual(
          roles.map(({ paidWei }) => paidWei),
          told.map(({ paidWei }) => paidWei),
        );
        assert.deepEqual(
          [freeWei, budgetWei, remainderWei],
          [expected.freeWei, expected.budgetWei, expected.remainderWei],
        );
        return budgetWei / (WAD / 10n);
      }),
      [308n, 320n, 332n],
    );
    // 100 and 200 at the reference: ceil(100 / 0.9) + ceil(200 / 0.9), and so on.
    assert.deepEqual(
      responses.map(({ stakesWei }) => stakesWei),
      [335n, 300n, 273n],
    );
  });

  it("are not recomputed where another budget was fixed than the parameters give", () => {
    const [presented, weighed, paid] = settling();
    const dearer = { ...PARAMETERS, natPriceWei: PARAMETERS.natPriceWei + 1n };
    const events = (weighed?.events ?? []).map((event) =>
      event.name === "BudgetFixed" ? { ...event, args: { ...event.args, parameters: texts(dearer) } } : event,
    );
    const forged = [presented, { ...weighed, events }, paid] as TransactionRecord[];
    assert.equal(epochsOf(forged)[0]?.recomputed, false);
  });

  it("are told apart from what the attestations give, by one wei", () => {
    assert.equal(epochsOf(settling({ forgedWei: 1n }))[0]?.recomputed, false);
    assert.equal(epochsOf(settling({ keptWei: 1n }))[0]?.recomputed, false);
  });

  it("are none where nothing was settled", () => {
    assert.deepEqual(epochsOf(settling().slice(0, 2)), []);
  });
});
