import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { errorsOf, type Gains, type PidInput, pidStep, weigh } from "../../../src/economics/pid.ts";
import { gains, pidInput } from "./national-arbitraries.ts";

const WAD = 10n ** 18n;
const GAINS: Gains = { kp: WAD, ki: WAD / 10n, kd: WAD, integralLimit: 5n * WAD, outputLimit: 10n * WAD };
const STILL: PidInput = {
  error: 0n,
  measurement: 0n,
  lastMeasurement: 0n,
  integral: 0n,
  dtSeconds: 10n,
  lower: -100n * WAD,
  upper: 100n * WAD,
};

describe("the thermostat's controller", () => {
  it("adds what is proportional, what has gathered and the slope of the measurement", () => {
    const step = pidStep(GAINS, { ...STILL, error: 2n * WAD, measurement: 3n * WAD, lastMeasurement: WAD });
    const derivative = WAD / 5n;
    assert.deepEqual(step, { integral: 2n * WAD, derivative, output: 4n * WAD + derivative });
  });

  it("has no slope on its first tick", () => {
    const step = pidStep(GAINS, { ...STILL, error: WAD, measurement: 9n * WAD, dtSeconds: 0n });
    assert.deepEqual(step, { integral: 0n, derivative: 0n, output: WAD });
  });

  it("stops gathering where the temperature cannot follow, and goes on when the error turns", () => {
    const bounded = { ...STILL, integral: WAD, upper: WAD };
    assert.equal(pidStep(GAINS, { ...bounded, error: WAD }).integral, WAD);
    assert.equal(pidStep(GAINS, { ...bounded, error: -WAD }).integral, 0n);
    const below = { ...STILL, integral: -WAD, lower: -WAD };
    assert.equal(pidStep(GAINS, { ...below, error: -WAD }).integral, -WAD);
    assert.equal(pidStep(GAINS, { ...below, error: WAD }).integral, 0n);
  });

  it("rounds toward zero on both sides", () => {
    assert.equal(pidStep({ ...GAINS, kp: 1n }, { ...STILL, error: WAD - 1n, dtSeconds: 0n }).output, 0n);
    assert.equal(pidStep({ ...GAINS, kp: 1n }, { ...STILL, error: 1n - WAD, dtSeconds: 0n }).output, 0n);
  });

  it("never puts out more than its limit, nor gathers more than its own", () => {
    fc.assert(
      fc.property(gains, pidInput, (gains, input) => {
        const { output, integral } = pidStep(gains, input);
        const magnitude = (value: bigint) => (value < 0n ? -value : value);
        assert.ok(magnitude(output) <= gains.outputLimit);
        assert.ok(integral === input.integral || magnitude(integral) <= gains.integralLimit);
      }),
    );
  });

  it("weighs each reading on its own", () => {
    const third = WAD / 3n;
    const weights = { emissionWad: third, backlogWad: third, slaWad: third };
    const readings = { emissionWad: 1n, backlogWad: 2n, slaWad: 3n };
    assert.equal(weigh(readings, weights), 0n);
    const errors = errorsOf({ emissionWad: WAD, backlogWad: 0n, slaWad: 3n * WAD }, readings);
    assert.deepEqual(errors, { emissionWad: WAD - 1n, backlogWad: -2n, slaWad: 3n * WAD - 3n });
  });
});
