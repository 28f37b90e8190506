import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import hre from "hardhat";
import { boltzmannTerms, boltzmannWeightsWad, divide } from "../../../src/economics/boltzmann.ts";
import {
  budgetWei,
  energyBalance,
  freeEnergyWei,
  relativeTemperatureWad,
} from "../../../src/economics/entropy.ts";
import { expWad, sqrt } from "../../../src/economics/fixed-point.ts";
import { dividePot } from "../../../src/economics/pot-shares.ts";
import { WAD } from "../../../src/model/units.ts";
import { comparableCase, quantity, states, temperature } from "../../unit/economics/arbitraries.ts";
import { CASES, SEED } from "./cases.ts";
import { type OnChain, openHarness } from "./harness.ts";

type Connection = Awaited<ReturnType<typeof hre.network.create>>;

let connection: Connection;
let onChain: OnChain;

before(async () => {
  connection = await hre.network.create("node");
  onChain = await openHarness("EconomicsHarness", (method, params) =>
    connection.provider.request({ method, params: [...params] }),
  );
});

after(() => connection.close());

function sample<T>(arbitrary: fc.Arbitrary<T>, numRuns = CASES): T[] {
  return fc.sample(arbitrary, { numRuns, seed: SEED });
}

describe("the contracts' arithmetic equals the mirrors digit for digit", () => {
  it("on many sets of Boltzmann weights, terms and portions, extremes included", async () => {
    const cases = sample(
      fc.record({
        states: fc.oneof(
          states,
          comparableCase.map((each) => each.states),
        ),
        temperatureWad: temperature,
        amount: fc.bigInt(0n, (1n << 96n) - 1n),
      }),
    );
    const results = await onChain(
      "weigh",
      cases.map(({ states, temperatureWad, amount }) => [
        states.map(({ energyWad }) => energyWad),
        states.map(({ valueWei }) => valueWei),
        temperatureWad,
        amount,
      ]),
    );
    assert.equal(results.length, CASES);
    cases.forEach(({ states, temperatureWad, amount }, i) => {
      const terms = boltzmannTerms(states, temperatureWad);
      assert.deepEqual(results[i], [
        terms.terms,
        terms.partition,
        terms.groundWad,
        boltzmannWeightsWad(states, temperatureWad),
        divide(amount, terms),
      ]);
    });
  });

  it("on many exponentials", async () => {
    const exponents = sample(fc.bigInt(-45n * WAD, 135n * WAD));
    assert.deepEqual(await onChain("exponentials", exponents), exponents.map(expWad));
  });

  it("on many square roots", async () => {
    const values = sample(fc.bigInt(0n, (1n << 256n) - 1n));
    assert.deepEqual(await onChain("roots", values), values.map(sqrt));
  });

  it("on many capped differences", async () => {
    const cases = sample(
      fc.record({ plus: quantity, minus: quantity, cap: fc.bigInt(0n, (1n << 96n) - 1n) }),
    );
    const mirrored = cases.map(({ plus, minus, cap }) => {
      const entry = { costWei: plus, valueWei: minus, uPreWad: 0n, uPostWad: 0n };
      const caps = {
        natPriceWei: 0n,
        kappaWad: 0n,
        epochCapWei: 0n,
        amountCapWei: cap,
        uncertaintyCapWad: 0n,
      };
      return energyBalance([entry], caps).deltaHWei;
    });
    assert.deepEqual(
      await onChain(
        "differences",
        cases.map(({ plus, minus, cap }) => [plus, minus, cap]),
      ),
      mirrored,
    );
  });

  it("on many pots that votes divide", async () => {
    const cases = sample(
      fc.record({
        potWei: fc.oneof(fc.bigInt(0n, 10n ** 27n), fc.bigInt(0n, (1n << 256n) - 1n)),
        votes: fc
          .array(fc.bigInt(0n, (1n << 64n) - 1n), { minLength: 1, maxLength: 32 })
          .map(([first = 0n, ...others]) => [first + 1n, ...others]),
      }),
    );
    const mirrored = cases.map(({ potWei, votes }) => {
      const { partsWei, remainderWei } = dividePot(potWei, votes);
      return [partsWei, remainderWei];
    });
    assert.deepEqual(
      await onChain(
        "pots",
        cases.map(({ potWei, votes }) => [potWei, votes]),
      ),
      mirrored,
    );
  });

  it("on many budgets", async () => {
    const signed = fc.bigInt(-(1n << 104n), 1n << 104n);
    const cases = sample(
      fc.record({
        deltaHWei: fc.oneof(fc.bigInt(-(10n ** 24n), 10n ** 24n), signed),
        deltaSWad: fc.oneof(fc.bigInt(-100n * WAD, 100n * WAD), signed),
        temperatureWad: temperature,
        referenceWad: fc.oneof(fc.bigInt(WAD / 100n, 10n * WAD), fc.constantFrom(1n, 10n ** 24n)),
        natPriceWei: fc.oneof(fc.bigInt(0n, 10n ** 24n), fc.bigInt(0n, (1n << 96n) - 1n)),
        kappaWad: fc.bigInt(0n, (1n << 80n) - 1n),
        epochCapWei: fc.bigInt(0n, (1n << 96n) - 1n),
        reserveWei: quantity,
      }),
    );
    const mirrored = cases.map((each) => {
      const relativeWad = relativeTemperatureWad(each.temperatureWad, each.referenceWad);
      const free = freeEnergyWei(each, relativeWad, each.natPriceWei);
      return [free, budgetWei(free, { ...each, amountCapWei: 0n, uncertaintyCapWad: 0n }, each.reserveWei)];
    });
    assert.deepEqual(
      await onChain(
        "budgets",
        cases.map((each) => [
          each.deltaHWei,
          each.deltaSWad,
          each.temperatureWad,
          each.referenceWad,
          each.natPriceWei,
          each.kappaWad,
          each.epochCapWei,
          each.reserveWei,
        ]),
      ),
      mirrored,
    );
  });
});
