import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type Commitment, dearestDayWei } from "../../../src/economics/region-limits.ts";

const DAY = 86_400;

const at = (postedAt: number, committedWei: bigint, slackSeconds = 0): Commitment => ({
  postedAt,
  slackSeconds,
  committedWei,
});

describe("the dearest day", () => {
  it("is that of the jobs which may be posted within a day", () => {
    assert.equal(dearestDayWei([at(0, 5n), at(DAY - 1, 7n), at(DAY, 9n)]), 16n);
    assert.equal(dearestDayWei([at(DAY, 9n), at(0, 5n)]), 9n);
    assert.equal(dearestDayWei([]), 0n);
  });

  it("counts with jobs that are posted later than they could be", () => {
    assert.equal(dearestDayWei([at(0, 5n, 100), at(DAY + 99, 7n, 100)]), 12n);
    assert.equal(dearestDayWei([at(0, 5n, 100), at(DAY + 100, 7n, 100)]), 7n);
  });

  it("is no less than what any day commits, wherever days begin and however late jobs are", () => {
    const slackSeconds = 50;
    const job = fc.record({
      postedAt: fc.nat(5 * DAY),
      late: fc.nat(slackSeconds),
      committedWei: fc.bigInt(0n, 100n),
    });
    fc.assert(
      fc.property(fc.array(job, { maxLength: 12 }), fc.nat(DAY - 1), (jobs, shift) => {
        const days = Map.groupBy(jobs, ({ postedAt, late }) => Math.floor((postedAt + late + shift) / DAY));
        const most = dearestDayWei(jobs.map((own) => ({ ...own, slackSeconds })));
        for (const own of days.values())
          assert.ok(own.reduce((sum, { committedWei }) => sum + committedWei, 0n) <= most);
        for (const { committedWei } of jobs) assert.ok(committedWei <= most);
      }),
    );
  });
});
