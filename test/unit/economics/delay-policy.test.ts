import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  doubledBonusWei,
  epochsBetween,
  leftOfRaiseWad,
  partOfStep,
  raisedWad,
  type Temperature,
  temperatureWad,
} from "../../../src/economics/delay-policy.ts";

const THERMOSTAT: Temperature = {
  baseWad: 100n,
  raiseWad: 0n,
  outputWad: -10n,
  minWad: 50n,
  maxWad: 300n,
  emergencyWad: 200n,
};

describe("a late job's step", () => {
  it("is its part of all work under way, rounded down", () => {
    assert.equal(partOfStep(2_500n, { ownWei: 3_999n, totalWei: 10_000n }), 999n);
    assert.equal(partOfStep(250n, { ownWei: 39n, totalWei: 10_000n }), 0n);
    assert.equal(partOfStep(250n, { ownWei: 7n, totalWei: 7n }), 250n);
  });

  it("is none where nothing is paid", () => {
    assert.equal(partOfStep(2_500n, { ownWei: 0n, totalWei: 0n }), 0n);
  });
});

describe("what a policy raises", () => {
  it("is a part of the way from the temperature to the emergency one, rounded down", () => {
    assert.equal(temperatureWad(THERMOSTAT), 90n);
    assert.equal(raisedWad(THERMOSTAT, 5_000n), 55n);
    assert.equal(raisedWad({ ...THERMOSTAT, raiseWad: 55n }, 9_999n), 109n);
    assert.equal(temperatureWad({ ...THERMOSTAT, raiseWad: 109n }), 199n);
  });

  it("is nothing at the emergency temperature, at the upper bound, or of less than a unit", () => {
    assert.equal(raisedWad({ ...THERMOSTAT, raiseWad: 110n }, 10_000n), null);
    assert.equal(raisedWad({ ...THERMOSTAT, baseWad: 300n, outputWad: -200n }, 10_000n), null);
    assert.equal(raisedWad(THERMOSTAT, 90n), null);
  });

  it("ends with base and raise at the upper bound", () => {
    assert.equal(raisedWad({ ...THERMOSTAT, baseWad: 290n, outputWad: -200n }, 10_000n), 10n);
  });

  it("halves with each epoch, in steps or at once, and prolongs nothing that was raised before", () => {
    const wad = fc.bigInt(0n, 10n ** 24n);
    const epochs = fc.bigInt(0n, 100n);
    fc.assert(
      fc.property(wad, wad, epochs, epochs, (first, further, some, more) => {
        const left = leftOfRaiseWad(first, some);
        assert.equal(leftOfRaiseWad(left, more), leftOfRaiseWad(first, some + more));
        const prolonged = leftOfRaiseWad(left + further, more) - leftOfRaiseWad(further, more);
        assert.ok(prolonged - leftOfRaiseWad(left, more) <= 1n);
      }),
    );
  });
});

describe("epochs", () => {
  it("begin at multiples of their length", () => {
    assert.equal(epochsBetween(99n, 99n, 100), 0n);
    assert.equal(epochsBetween(99n, 100n, 100), 1n);
    assert.equal(epochsBetween(100n, 299n, 100), 1n);
  });
});

describe("a doubled bonus", () => {
  it("ends at its cap, and is refused there", () => {
    assert.equal(doubledBonusWei(4n, 9n), 8n);
    assert.equal(doubledBonusWei(4n, 5n), 5n);
    assert.equal(doubledBonusWei(5n, 5n), null);
  });
});
