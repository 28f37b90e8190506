import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Laboratory, openLaboratory } from "../../../src/chain/engine/laboratory.ts";
import { WAD } from "../../../src/model/units.ts";
import { PARAMETERS } from "../../../src/simulate/parameters.ts";
import { playEpochs } from "../../../src/simulate/play.ts";
import type { Point } from "../../../src/simulate/point.ts";
import { deployBase } from "../../../src/simulate/sample/base-contracts.ts";
import { compareRuns } from "../../../src/simulate/sample/compare.ts";
import { executeRuns } from "../../../src/simulate/sample/execute.ts";
import { contractType } from "../../../src/system/contract-artefacts.ts";
import { POINT } from "../../unit/simulate/points.ts";
import { MUTANTS } from "./mutants.ts";
import { occurrences, playWith } from "./mutated.ts";

/** At its usual temperature, and held at the upper bound. */
const POINTS: readonly Point[] = [POINT, { ...POINT, temperatureWad: 2n * WAD, shock: 20 }];

let laboratory: Laboratory;

before(async () => {
  laboratory = await openLaboratory();
});

after(() => laboratory.close());

async function compared(play: typeof playEpochs, points: readonly Point[]) {
  const runs = points.map((point, run) => ({ run, point, epochs: [...play(point, `seed ${run}`)] }));
  const base = await deployBase(laboratory, contractType);
  return compareRuns(runs, await executeRuns(laboratory, contractType, base, runs));
}

describe("a sample that is executed on the contracts", () => {
  it("agrees to the wei, whatever is varied, to the ends of what it can be", async () => {
    const points: readonly Point[] = [
      ...POINTS,
      { ...POINT, participants: 1 },
      { ...POINT, participants: 32, accuracyBps: 10_000 },
      { ...POINT, accuracyBps: 0 },
      { ...POINT, reserveWei: 0n },
      ...PARAMETERS.flatMap(({ bounds, set }) =>
        bounds(POINT).map((value) => ({ ...set(POINT, value), epochs: 2 })),
      ),
    ];
    const { differences, epochs, figures } = await compared(playEpochs, points);
    assert.deepEqual(differences, []);
    assert.equal(epochs, 4 * 6 + 2 * 2 * PARAMETERS.length);
    assert.ok(figures > 900);
  });

  for (const [index, { file, function: name }] of MUTANTS.entries()) {
    it(`finds an error that is planted into ${name} of ${file}`, async () => {
      assert.equal(occurrences(index), 1);
      const { differences } = await compared(await playWith(index), POINTS);
      assert.notDeepEqual(differences, []);
    });
  }
});
