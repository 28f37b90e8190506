import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DayRoom } from "../../../../src/protocol/planetary/day-room.ts";
import type { RegionNeeds } from "../../../../src/records/planetary/region-needs.ts";
import { FakeChain } from "../../../support/fake-chain.ts";

const DAY = 86_400n;

const region = (name: string, costWei: bigint, dayWei: bigint): RegionNeeds => ({
  region: name,
  costWei,
  bondsWei: 0n,
  terms: { jobWei: dayWei, dayWei, approvalSeconds: 0 },
});

/** Posts jobs of these amounts beside each other, in a region of which a day holds ten. @returns the day of each. */
async function daysOf(startsAt: bigint, amounts: readonly bigint[], dayWei = 10n): Promise<bigint[]> {
  const chain = new FakeChain("SystemPause");
  const driver = chain.driver();
  chain.views.set("SystemPause.activeTime", () => [driver.now()]);
  await driver.mine({ at: (driver.now() / DAY + 1n) * DAY + startsAt, steps: [] });
  const first = driver.now() / DAY;
  const total = amounts.reduce((sum, wei) => sum + wei, 0n);
  const room = new DayRoom([region("NORTH", total, dayWei)]);
  return driver.weave((lane) =>
    lane.fork(
      amounts.map((wei) => async (own) => {
        await room.take(own, "NORTH", wei);
        return own.now() / DAY - first;
      }),
    ),
  );
}

describe("the room of a day", () => {
  it("is taken by the jobs that ask first; the others wait for the next days", async () => {
    assert.deepEqual(await daysOf(100n, [6n, 4n, 5n, 6n]), [0n, 0n, 1n, 2n]);
  });

  it("is asked for nowhere that all jobs fit one day", async () => {
    assert.deepEqual(await daysOf(DAY - 10n, [6n, 4n]), [0n, 0n]);
  });

  it("is not taken in a day's last minute, after which a block may be of the next day", async () => {
    assert.deepEqual(await daysOf(DAY - 60n, [6n, 5n]), [1n, 2n]);
    assert.deepEqual(await daysOf(DAY - 61n, [6n, 5n]), [0n, 1n]);
  });
});
