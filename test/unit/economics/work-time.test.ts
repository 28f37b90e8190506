import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { workSeconds } from "../../../src/economics/work-time.ts";

const TOKEN = 10n ** 18n;

const input = fc.record({
  deadlineDays: fc.integer({ min: 1, max: 3_650 }),
  energyBudgetWad: fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }),
  jobId: fc.string({ minLength: 1 }),
  seed: fc.string(),
});

describe("simulated work time", () => {
  it("is between 40 % and 95 % of the deadline", () => {
    fc.assert(
      fc.property(input, (values) => {
        const deadlineSeconds = values.deadlineDays * 86_400;
        const seconds = workSeconds({ ...values, deadlineSeconds });
        assert.ok(seconds * 100 >= deadlineSeconds * 40 - 100, "at least 40 %");
        assert.ok(seconds * 100 <= deadlineSeconds * 95, "at most 95 %");
      }),
    );
  });

  it("grows with the energy budget", () => {
    fc.assert(
      fc.property(input, fc.bigInt({ min: 0n, max: 2n ** 100n }), (values, moreWad) => {
        const base = { ...values, deadlineSeconds: values.deadlineDays * 86_400 };
        assert.ok(
          workSeconds({ ...base, energyBudgetWad: base.energyBudgetWad + moreWad }) >= workSeconds(base),
        );
      }),
    );
  });

  it("keeps its published values", () => {
    const base = { deadlineDays: 30, deadlineSeconds: 2_592_000, energyBudgetWad: 26_000n * TOKEN };
    assert.deepEqual(
      [
        workSeconds({ ...base, jobId: "GRID-SURVEY", seed: "Meridia" }),
        workSeconds({ ...base, jobId: "GRID-SURVEY", seed: "Other" }),
        workSeconds({ ...base, jobId: "WATER-SENSING", seed: "Meridia" }),
      ],
      [2_001_801, 1_467_331, 2_023_574],
    );
  });
});
