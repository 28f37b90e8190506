import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { boltzmannTerms, boltzmannWeightsWad, divide } from "../../../src/economics/boltzmann.ts";
import { WAD } from "../../../src/model/units.ts";
import { comparableCase, quantity, states, temperature } from "./arbitraries.ts";
import { REFERENCE_SCALE, referenceWeights } from "./reference.ts";

const UINT256 = (1n << 256n) - 1n;

function total(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, each) => sum + each, 0n);
}

describe("boltzmannWeightsWad", () => {
  it("stays within 1e-12 of a high-precision reference above 1e-6, and within two units below", () => {
    fc.assert(
      fc.property(comparableCase, ({ states, temperatureWad }) => {
        const weights = boltzmannWeightsWad(states, temperatureWad);
        referenceWeights(states, temperatureWad).forEach((reference, i) => {
          const difference = (weights[i] ?? 0n) * (REFERENCE_SCALE / WAD) - reference;
          const error = difference < 0n ? -difference : difference;
          const above = reference > REFERENCE_SCALE / 10n ** 6n;
          const bound = above ? reference / 10n ** 12n : (2n * REFERENCE_SCALE) / WAD;
          assert.ok(error <= bound, `weight ${i} is off by ${error}`);
        });
      }),
      { numRuns: 10_000 },
    );
  });

  it("follows the textbook: two levels one temperature apart", () => {
    const weights = boltzmannWeightsWad(
      [
        { energyWad: 0n, valueWei: 5n },
        { energyWad: 7n * WAD, valueWei: 5n },
      ],
      2n * WAD,
    );
    assert.deepEqual(weights, [731058578630004879n, 268941421369995120n]);
  });

  it("gives everything to a single participant, whatever its energy", () => {
    fc.assert(
      fc.property(quantity, temperature, (energyWad, temperatureWad) => {
        assert.deepEqual(boltzmannWeightsWad([{ energyWad, valueWei: 1n }], temperatureWad), [WAD]);
      }),
    );
  });

  it("divides by value among those who take the same energy for it", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 28n), temperature, (energyWad, temperatureWad) => {
        const weights = boltzmannWeightsWad(
          [
            { energyWad, valueWei: 1n },
            { energyWad: 3n * energyWad, valueWei: 3n },
          ],
          temperatureWad,
        );
        assert.deepEqual(weights, [WAD / 4n, (3n * WAD) / 4n]);
      }),
    );
  });

  it("leaves nothing to who brought no value, and measures no energy by it", () => {
    const others = [
      { energyWad: 3n, valueWei: 5n },
      { energyWad: 4n, valueWei: 5n },
    ];
    for (const energyWad of [0n, UINT256]) {
      const weights = boltzmannWeightsWad([{ energyWad, valueWei: 0n }, ...others], WAD);
      assert.deepEqual(weights, [0n, ...boltzmannWeightsWad(others, WAD)]);
    }
  });

  it("is zero everywhere when nobody brought value", () => {
    assert.deepEqual(boltzmannWeightsWad([{ energyWad: 1n, valueWei: 0n }], WAD), [0n]);
    assert.deepEqual(boltzmannWeightsWad([], WAD), []);
  });

  it("does not change with the units of energy and value", () => {
    const factor = fc.bigInt(1n, 1_000n);
    fc.assert(
      fc.property(comparableCase, factor, factor, ({ states, temperatureWad }, ofEnergy, ofValue) => {
        const inOthers = states.map(({ energyWad, valueWei }) => ({
          energyWad: energyWad * ofEnergy,
          valueWei: valueWei * ofValue,
        }));
        assert.deepEqual(
          boltzmannWeightsWad(inOthers, temperatureWad),
          boltzmannWeightsWad(states, temperatureWad),
        );
      }),
    );
  });

  it("gives the parts of a work that is divided at one rate what it gives the whole", () => {
    fc.assert(
      fc.property(comparableCase, fc.bigInt(2n, 9n), ({ states, temperatureWad }, into) => {
        const [part, ...others] = states;
        if (part === undefined) return;
        const whole = { energyWad: part.energyWad * into, valueWei: part.valueWei * into };
        const parts = Array.from({ length: Number(into) }, () => part);
        const [undivided = 0n] = boltzmannWeightsWad([whole, ...others], temperatureWad);
        const divided = boltzmannWeightsWad([...parts, ...others], temperatureWad).slice(0, Number(into));
        assert.ok(total(divided) <= undivided && total(divided) + into >= undivided);
      }),
    );
  });

  it("sums to one, less a unit of rounding a state, for any input", () => {
    fc.assert(
      fc.property(states, temperature, (states, temperatureWad) => {
        const { partition } = boltzmannTerms(states, temperatureWad);
        const sum = total(boltzmannWeightsWad(states, temperatureWad));
        if (partition === 0n) assert.equal(sum, 0n);
        else assert.ok(sum <= WAD && sum > WAD - BigInt(states.length));
      }),
    );
  });

  it("has a partition of zero only when nobody brought value", () => {
    fc.assert(
      fc.property(states, temperature, (states, temperatureWad) => {
        const occupied = states.some((state) => state.valueWei > 0n);
        assert.equal(boltzmannTerms(states, temperatureWad).partition > 0n, occupied);
      }),
    );
  });

  it("never gives more for more energy, nor less for more value", () => {
    fc.assert(
      fc.property(comparableCase, fc.bigInt(1n, 100n * WAD), ({ states, temperatureWad }, step) => {
        const [first, ...others] = states;
        if (first === undefined) return;
        const worse = [{ ...first, energyWad: first.energyWad + step }, ...others];
        const better = [{ ...first, valueWei: first.valueWei + step }, ...others];
        const [least = 0n, middle = 0n, most = 0n] = [worse, states, better].map(
          (each) => boltzmannWeightsWad(each, temperatureWad)[0] ?? 0n,
        );
        assert.ok(least <= middle && middle <= most);
      }),
    );
  });
});

describe("divide", () => {
  it("never gives out more than there is, and keeps less than a unit a state", () => {
    fc.assert(
      fc.property(states, temperature, fc.bigInt(0n, 10n ** 28n), (states, temperatureWad, amount) => {
        const terms = boltzmannTerms(states, temperatureWad);
        const given = total(divide(amount, terms));
        assert.ok(given <= amount);
        if (terms.partition > 0n) assert.ok(given > amount - BigInt(states.length));
      }),
    );
  });
});
