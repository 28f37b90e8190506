import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { boltzmannTerms, divide } from "../../../src/economics/boltzmann.ts";
import { min } from "../../../src/economics/fixed-point.ts";
import { type EpochInput, type Participant, settleEpoch } from "../../../src/economics/reward-epoch.ts";
import { WAD } from "../../../src/model/units.ts";
import { quantity, temperature } from "./arbitraries.ts";

const AGENT = 1;
const VALIDATOR = 2;
const OPERATOR = 8;
const EMPLOYER = 16;

function epoch(participants: readonly Participant[], overrides: Partial<EpochInput> = {}): EpochInput {
  return {
    participants,
    roles: [
      { role: AGENT, shareBps: 6500n, temperatureWad: WAD },
      { role: VALIDATOR, shareBps: 1500n, temperatureWad: WAD },
      { role: OPERATOR, shareBps: 1500n, temperatureWad: WAD },
      { role: EMPLOYER, shareBps: 500n, temperatureWad: WAD },
    ],
    temperatureWad: WAD,
    referenceWad: WAD,
    reserveWei: 10_000n * WAD,
    parameters: {
      natPriceWei: WAD,
      kappaWad: WAD,
      epochCapWei: 1000n * WAD,
      amountCapWei: 1000n * WAD,
      uncertaintyCapWad: 1000n * WAD,
    },
    ...overrides,
  };
}

const idle = { costWei: 0n, valueWei: 0n, uPreWad: 0n, uPostWad: 0n };

const participant = fc.record({
  role: fc.constantFrom(AGENT, VALIDATOR, OPERATOR, EMPLOYER),
  energyWad: quantity,
  costWei: quantity,
  valueWei: quantity,
  uPreWad: quantity,
  uPostWad: quantity,
});

function total(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, each) => sum + each, 0n);
}

describe("settleEpoch", () => {
  it("pays a single participant its role's share, and the treasury the other roles' shares", () => {
    const result = settleEpoch(epoch([{ role: AGENT, energyWad: 3n * WAD, ...idle, valueWei: 100n * WAD }]));
    assert.equal(result.budgetWei, 100n * WAD);
    assert.deepEqual(result.payoutsWei, [65n * WAD]);
    assert.equal(result.remainderWei, 35n * WAD);
    assert.deepEqual(
      result.roles.map(({ role, chemicalPotentialWad, shareWei, paidWei }) => [
        role,
        chemicalPotentialWad,
        shareWei,
        paidWei,
      ]),
      [
        [AGENT, WAD, 65n * WAD, 65n * WAD],
        [VALIDATOR, 0n, 15n * WAD, 0n],
        [OPERATOR, 0n, 15n * WAD, 0n],
        [EMPLOYER, 0n, 5n * WAD, 0n],
      ],
    );
  });

  it("pays nobody when the work cost more than it brought", () => {
    const result = settleEpoch(epoch([{ role: AGENT, energyWad: WAD, ...idle, costWei: 1n }]));
    assert.equal(result.budgetWei, 0n);
    assert.deepEqual(result.payoutsWei, [0n]);
    assert.equal(result.remainderWei, 0n);
  });

  it("pays those who brought no value nothing, and lets value count as its cap at most", () => {
    const [whole, rider] = [2_000n, 0n].map((value) => ({
      role: AGENT,
      energyWad: WAD,
      ...idle,
      valueWei: value * WAD,
    }));
    const capped = { role: AGENT, energyWad: WAD, ...idle, valueWei: 1_000n * WAD };
    const result = settleEpoch(epoch([whole, rider, capped] as Participant[]));
    assert.deepEqual(result.payoutsWei, [325n * WAD, 0n, 325n * WAD]);
  });

  it("pays absurd values what it pays their cap", () => {
    const values = [1_000n * WAD, 2n ** 96n + 1n, 2n ** 256n - 1n];
    const equal = values.map((valueWei) => ({
      role: AGENT,
      energyWad: 0n,
      ...idle,
      costWei: valueWei,
      valueWei,
      uPreWad: WAD,
    }));
    const result = settleEpoch(epoch(equal));
    assert.equal(result.budgetWei, 3n * WAD);
    assert.deepEqual(
      result.payoutsWei,
      [0, 0, 0].map(() => (65n * WAD) / 100n),
    );
  });

  it("settles an epoch without participants to nothing", () => {
    const result = settleEpoch(epoch([]));
    assert.equal(result.budgetWei, 0n);
    assert.deepEqual(result.payoutsWei, []);
  });

  it("divides each share as if all took part whose value counts for nothing unless the role is theirs", () => {
    fc.assert(
      fc.property(fc.array(participant, { maxLength: 8 }), temperature, (participants, temperatureWad) => {
        const input = epoch(participants, { temperatureWad });
        const { payoutsWei, weightsWad, roles } = settleEpoch(input);
        roles.forEach(({ role, shareWei, chemicalPotentialWad }) => {
          const states = participants.map(({ energyWad, valueWei, role: own }) => ({
            energyWad,
            valueWei: own === role ? min(valueWei, input.parameters.amountCapWei) : 0n,
          }));
          const terms = boltzmannTerms(states, WAD);
          const own = (list: readonly bigint[]) => list.filter((_, i) => participants[i]?.role === role);
          assert.equal(chemicalPotentialWad, terms.groundWad);
          assert.deepEqual(own(payoutsWei), own(divide(shareWei, terms)));
          assert.deepEqual(own(weightsWad), own(divide(WAD, terms)));
        });
      }),
    );
  });

  it("comes to the same at the reference temperature, whatever number that has", () => {
    fc.assert(
      fc.property(fc.array(participant, { maxLength: 6 }), fc.bigInt(1n, 10n ** 24n), (participants, own) => {
        const one = epoch(participants);
        const roles = one.roles.map((role) => ({ ...role, temperatureWad: own }));
        const { payoutsWei, budgetWei } = settleEpoch({
          ...one,
          roles,
          temperatureWad: own,
          referenceWad: own,
        });
        assert.deepEqual([payoutsWei, budgetWei], [settleEpoch(one).payoutsWei, settleEpoch(one).budgetWei]);
      }),
    );
  });

  it("conserves the budget to the wei for any participants, temperature and reserve", () => {
    fc.assert(
      fc.property(
        fc.array(participant, { maxLength: 8 }),
        temperature,
        fc.bigInt(0n, 10n ** 28n),
        (participants, temperatureWad, reserveWei) => {
          const result = settleEpoch(epoch(participants, { temperatureWad, reserveWei }));
          assert.equal(total(result.payoutsWei) + result.remainderWei, result.budgetWei);
          assert.equal(total(result.roles.map(({ paidWei }) => paidWei)), result.paidWei);
          assert.ok(result.remainderWei >= 0n);
          assert.ok(result.budgetWei <= reserveWei);
          for (const { paidWei, shareWei } of result.roles) assert.ok(paidWei <= shareWei);
        },
      ),
    );
  });
});
