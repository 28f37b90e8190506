import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  budgetWei,
  type EnergyEntry,
  energyBalance,
  entropyWei,
  freeEnergyWei,
  type RewardParameters,
  relativeTemperatureWad,
} from "../../../src/economics/entropy.ts";
import { WAD } from "../../../src/model/units.ts";
import { quantity, temperature } from "./arbitraries.ts";

/** What a nat is worth, unless a test says otherwise. */
const PRICE_WEI = 3n * WAD;

const PARAMETERS: RewardParameters = {
  natPriceWei: PRICE_WEI,
  kappaWad: WAD / 2n,
  epochCapWei: 1000n * WAD,
  amountCapWei: 500n * WAD,
  uncertaintyCapWad: 10n * WAD,
};

const entry = fc.record({ costWei: quantity, valueWei: quantity, uPreWad: quantity, uPostWad: quantity });
const entries = fc.array(entry, { maxLength: 6 });

function epochBudget(list: readonly EnergyEntry[], temperatureWad: bigint): bigint {
  const free = freeEnergyWei(
    energyBalance(list, PARAMETERS),
    relativeTemperatureWad(temperatureWad, WAD),
    PRICE_WEI,
  );
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

describe("relativeTemperatureWad", () => {
  it("is a multiple of the reference, rounded down, as far as the engine counts", () => {
    assert.equal(relativeTemperatureWad(WAD / 2n, WAD / 4n), 2n * WAD);
    assert.equal(relativeTemperatureWad(1n, 3n), WAD / 3n);
    assert.equal(relativeTemperatureWad(10n ** 24n, 1n), 2n ** 96n - 1n);
  });
});

describe("entropyWei", () => {
  it("is what the uncertainty removed is worth at the temperature", () => {
    assert.equal(entropyWei(2n * WAD, WAD, PRICE_WEI), 6n * WAD);
    assert.equal(entropyWei(2n * WAD, WAD / 2n, PRICE_WEI), 3n * WAD);
    assert.equal(entropyWei(-2n * WAD, WAD / 2n, PRICE_WEI), -3n * WAD);
    assert.equal(entropyWei(2n * WAD, WAD, 0n), 0n);
  });

  it("is rounded down on both sides of zero", () => {
    assert.equal(entropyWei(1n, WAD, WAD / 2n), 0n);
    assert.equal(entropyWei(-1n, WAD, WAD / 2n), -1n);
  });
});

describe("freeEnergyWei", () => {
  it("is T/T₀·price·dS - dH", () => {
    assert.equal(freeEnergyWei({ deltaHWei: 4n * WAD, deltaSWad: 3n * WAD }, 2n * WAD, PRICE_WEI), 14n * WAD);
    assert.equal(freeEnergyWei({ deltaHWei: -4n * WAD, deltaSWad: 3n * WAD }, 2n * WAD, WAD), 10n * WAD);
  });

  it("is never negative", () => {
    assert.equal(freeEnergyWei({ deltaHWei: 7n * WAD, deltaSWad: 3n * WAD }, 2n * WAD, WAD), 0n);
    assert.equal(freeEnergyWei({ deltaHWei: 0n, deltaSWad: -1n }, WAD, WAD), 0n);
  });

  it("grows with the temperature where uncertainty was removed, falls where it grew, and is else the same", () => {
    const signed = fc.bigInt(-(10n ** 24n), 10n ** 24n);
    const warm = fc.bigInt(0n, 100n * WAD);
    fc.assert(
      fc.property(signed, signed, warm, warm, quantity, (deltaHWei, deltaSWad, cold, more, priceWei) => {
        const [before, after] = [cold, cold + more].map((relativeWad) =>
          freeEnergyWei({ deltaHWei, deltaSWad }, relativeWad, priceWei),
        ) as [bigint, bigint];
        if (deltaSWad >= 0n) assert.ok(after >= before);
        if (deltaSWad <= 0n) assert.ok(after <= before);
      }),
    );
  });

  it("knows the thermostat's scale only by its reference", () => {
    fc.assert(
      fc.property(temperature, fc.bigInt(1n, 1_000n), (temperatureWad, factor) => {
        if (temperatureWad >= 2n ** 80n) return;
        assert.equal(
          relativeTemperatureWad(temperatureWad * factor, WAD * factor),
          relativeTemperatureWad(temperatureWad, WAD),
        );
      }),
    );
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
