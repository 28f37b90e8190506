import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  budgetWei,
  type EnergyEntry,
  energyBalance,
  freeEnergyWei,
  type RewardParameters,
} from "../../../src/economics/entropy.ts";
import { WAD } from "../../../src/model/units.ts";
import { quantity, temperature } from "./arbitraries.ts";

const PARAMETERS: RewardParameters = {
  kappaWad: WAD / 2n,
  epochCapWei: 1000n * WAD,
  amountCapWei: 500n * WAD,
  uncertaintyCapWad: 10n * WAD,
};

const entry = fc.record({ costWei: quantity, valueWei: quantity, uPreWad: quantity, uPostWad: quantity });
const entries = fc.array(entry, { maxLength: 6 });

function epochBudget(list: readonly EnergyEntry[], temperatureWad: bigint): bigint {
  const free = freeEnergyWei(energyBalance(list, PARAMETERS), temperatureWad);
  return budgetWei(free, PARAMETERS, 800n * WAD);
}

/** The budget with and without `raise` added to one field of one entry. */
function budgetsAround(field: keyof EnergyEntry) {
  return fc.tuple(entries, entry, quantity, temperature).map(([others, changed, raise, temperatureWad]) => ({
    before: epochBudget([...others, changed], temperatureWad),
    after: epochBudget([...others, { ...changed, [field]: changed[field] + raise }], temperatureWad),
  }));
}

describe("energyBalance", () => {
  it("counts costs against value and uncertainty before against uncertainty after", () => {
    const list = [
      { costWei: 30n, valueWei: 10n, uPreWad: 9n, uPostWad: 4n },
      { costWei: 5n, valueWei: 40n, uPreWad: 1n, uPostWad: 3n },
    ];
    assert.deepEqual(energyBalance(list, PARAMETERS), { deltaHWei: -15n, deltaSWad: 3n });
  });

  it("lets no single entry count more than the caps", () => {
    fc.assert(
      fc.property(entry, (each) => {
        const { deltaHWei, deltaSWad } = energyBalance([each], PARAMETERS);
        assert.ok(deltaHWei >= -PARAMETERS.amountCapWei && deltaHWei <= PARAMETERS.amountCapWei);
        assert.ok(deltaSWad >= -PARAMETERS.uncertaintyCapWad && deltaSWad <= PARAMETERS.uncertaintyCapWad);
      }),
    );
  });
});

describe("freeEnergyWei", () => {
  it("is T·dS - dH", () => {
    assert.equal(freeEnergyWei({ deltaHWei: 4n * WAD, deltaSWad: 3n * WAD }, 2n * WAD), 2n * WAD);
    assert.equal(freeEnergyWei({ deltaHWei: -4n * WAD, deltaSWad: 3n * WAD }, 2n * WAD), 10n * WAD);
  });

  it("is never negative", () => {
    assert.equal(freeEnergyWei({ deltaHWei: 7n * WAD, deltaSWad: 3n * WAD }, 2n * WAD), 0n);
    assert.equal(freeEnergyWei({ deltaHWei: 0n, deltaSWad: -1n }, WAD), 0n);
  });
});

describe("budgetWei", () => {
  it("is a part of the free energy, up to the cap and the reserve", () => {
    assert.equal(budgetWei(101n, PARAMETERS, WAD), 50n);
    assert.equal(budgetWei(10n ** 24n, PARAMETERS, 2000n * WAD), 1000n * WAD);
    assert.equal(budgetWei(10n ** 24n, PARAMETERS, 3n), 3n);
  });
});

describe("the sign of an epoch's budget", () => {
  it("never falls when more value or more initial uncertainty is attested", () => {
    for (const field of ["valueWei", "uPreWad"] as const) {
      fc.assert(
        fc.property(budgetsAround(field), ({ before, after }) => {
          assert.ok(after >= before);
        }),
      );
    }
  });

  it("never rises when higher costs or more remaining uncertainty are attested", () => {
    for (const field of ["costWei", "uPostWad"] as const) {
      fc.assert(
        fc.property(budgetsAround(field), ({ before, after }) => {
          assert.ok(after <= before);
        }),
      );
    }
  });
});
