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
        { energyWad: 5n * WAD, degeneracy: 1n },
        { energyWad: 7n * WAD, degeneracy: 1n },
      ],
      2n * WAD,
    );
    assert.deepEqual(weights, [731058578630004879n, 268941421369995120n]);
  });

  it("gives everything to a single participant, whatever its energy", () => {
    fc.assert(
      fc.property(quantity, temperature, (energyWad, temperatureWad) => {
        assert.deepEqual(boltzmannWeightsWad([{ energyWad, degeneracy: 1n }], temperatureWad), [WAD]);
      }),
    );
  });

  it("divides by degeneracy among equal energies", () => {
    fc.assert(
      fc.property(quantity, temperature, (energyWad, temperatureWad) => {
        const weights = boltzmannWeightsWad(
          [
            { energyWad, degeneracy: 1n },
            { energyWad, degeneracy: 3n },
          ],
          temperatureWad,
        );
        assert.deepEqual(weights, [WAD / 4n, (3n * WAD) / 4n]);
      }),
    );
  });

  it("leaves nothing to a state without degeneracy, and does not measure energies from it", () => {
    const weights = boltzmannWeightsWad(
      [
        { energyWad: 0n, degeneracy: 0n },
        { energyWad: UINT256, degeneracy: 1n },
      ],
      1n,
    );
    assert.deepEqual(weights, [0n, WAD]);
  });

  it("is zero everywhere when no state has a degeneracy", () => {
    assert.deepEqual(boltzmannWeightsWad([{ energyWad: 1n, degeneracy: 0n }], WAD), [0n]);
    assert.deepEqual(boltzmannWeightsWad([], WAD), []);
  });

  it("does not change when all energies move together", () => {
    fc.assert(
      fc.property(comparableCase, fc.bigInt(0n, 1000n * WAD), ({ states, temperatureWad }, shift) => {
        const shifted = states.map((state) => ({ ...state, energyWad: state.energyWad + shift }));
        assert.deepEqual(
          boltzmannWeightsWad(shifted, temperatureWad),
          boltzmannWeightsWad(states, temperatureWad),
        );
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

  it("has a partition of zero only when no state has a degeneracy", () => {
    fc.assert(
      fc.property(states, temperature, (states, temperatureWad) => {
        const occupied = states.some((state) => state.degeneracy > 0n);
        assert.equal(boltzmannTerms(states, temperatureWad).partition > 0n, occupied);
      }),
    );
  });

  it("never gives a state more when its energy rises", () => {
    fc.assert(
      fc.property(comparableCase, fc.bigInt(1n, 100n * WAD), ({ states, temperatureWad }, step) => {
        const [first, ...others] = states;
        if (first === undefined) return;
        const worse = [{ ...first, energyWad: first.energyWad + step }, ...others];
        const before = boltzmannWeightsWad(states, temperatureWad)[0] ?? 0n;
        const after = boltzmannWeightsWad(worse, temperatureWad)[0] ?? 0n;
        assert.ok(after <= before);
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
