import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { WAD } from "../../../src/model/units.ts";
import { parseAxis } from "../../../src/simulate/axis.ts";
import { PARAMETERS } from "../../../src/simulate/parameters.ts";
import { sampleSize, stratified } from "../../../src/simulate/stratified.ts";
import { runReader, type Sweep } from "../../../src/simulate/sweep.ts";
import { POINT } from "./points.ts";

function sweep(more: Partial<Sweep>): Sweep {
  const axes = ["temperature=0.5:2:4", "kappa=0.01,0.02"].map((text) => parseAxis(text, POINT));
  return { base: POINT, axes, sample: "grid", points: 8, seeds: 1, seed: "s", ...more };
}

function valuesOf(given: Sweep): readonly (readonly bigint[])[] {
  const runAt = runReader(given);
  return Array.from({ length: given.points * given.seeds }, (_, run) => runAt(run).valuesWad);
}

describe("what is varied", () => {
  it("is a range in steps or a list of values", () => {
    const values = valuesOf(sweep({}));
    assert.deepEqual(
      values.map(([temperature]) => temperature),
      [1n, 1n, 2n, 2n, 3n, 3n, 4n, 4n].map((halves) => (halves * WAD) / 2n),
    );
    assert.deepEqual(
      values.map(([, kappa]) => kappa),
      [1n, 2n, 1n, 2n, 1n, 2n, 1n, 2n].map((hundredths) => (hundredths * WAD) / 100n),
    );
  });

  for (const { name, bounds, set } of PARAMETERS) {
    it(`reaches the point as ${name}, and stays inside of its bounds`, () => {
      const [least, most] = bounds(POINT);
      assert.notDeepEqual(set(POINT, least), set(POINT, most));
      assert.throws(() => parseAxis(`${name}=${"9".repeat(16)}`, POINT), { code: "OMNI2602" });
    });
  }

  it("keeps the other roles' proportions, and the whole a whole", () => {
    const { shares } = PARAMETERS.find(({ name }) => name === "agents-share")?.set(POINT, WAD / 2n) ?? POINT;
    assert.deepEqual(shares, [5_000n, 2_142n, 2_142n, 716n]);
  });

  for (const text of [
    ...["temperature", "temperature=", "temperature=1=2", "temperature=1:2", "temperature=1:2:1"],
    ...["temperature=2:1:4", "temperature=1:2:3:4", "temperature=1e0", "temperature=-1", "temperature=1,,1"],
    ...["temperature=0.4", "accuracy=1.1", "temperature=1:2:9999999", "participants=33"],
  ]) {
    it(`refuses ${text}`, () => assert.throws(() => parseAxis(text, POINT), { code: "OMNI2602" }));
  }

  it("asks whether another parameter was meant", () => {
    assert.throws(() => parseAxis("temprature=1", POINT), {
      code: "OMNI2601",
      mend: /^Did you mean "temperature"/,
    });
  });
});

describe("a sweep", () => {
  it("gives every run by itself, and all points the same seeds", () => {
    const runAt = runReader(sweep({ seeds: 3 }));
    assert.deepEqual(
      [0, 1, 2, 3].map((run) => runAt(run).seed),
      ["s\n0", "s\n1", "s\n2", "s\n0"],
    );
    assert.deepEqual(runAt(5).valuesWad, runAt(3).valuesWad);
  });

  it("as a Latin hypercube has one point in each part of each axis", () => {
    const axes = ["temperature=0.5:2:2", "kappa=0:1:2"].map((text) => parseAxis(text, POINT));
    const values = valuesOf(sweep({ axes, sample: "latin", points: 50 }));
    const partsOf = (axis: number, from: bigint, length: bigint) =>
      values.map((each) => Number((((each[axis] ?? 0n) - from) * 50n) / length)).sort((a, b) => a - b);
    const once = Array.from({ length: 50 }, (_, index) => index);
    assert.deepEqual(partsOf(0, WAD / 2n, (3n * WAD) / 2n), once);
    assert.deepEqual(partsOf(1, 0n, WAD), once);
  });

  it("at random stays inside of its axes, and follows its seed", () => {
    const drawn = (seed: string) => valuesOf(sweep({ sample: "monte-carlo", points: 40, seed }));
    assert.deepEqual(drawn("a"), drawn("a"));
    assert.notDeepEqual(drawn("a"), drawn("b"));
    assert.ok(drawn("a").every(([each = 0n]) => each >= WAD / 2n && each <= 2n * WAD));
    assert.equal(new Set(drawn("a").map(([, kappa]) => kappa)).size, 2);
  });
});

describe("the sample that is executed", () => {
  it("is 200 runs, or one in a hundred up to 2,000, and never more than there are", () => {
    assert.deepEqual([1, 199, 200, 20_000, 50_000, 200_000, 1_000_000].map(sampleSize), [
      ...[1, 199, 200, 200, 500, 2_000, 2_000],
    ]);
  });

  it("has one run in each stretch of the sweep", () => {
    const chosen = stratified(1_000, 200, "seed");
    assert.deepEqual(
      chosen.map((run) => Math.floor(run / 5)),
      Array.from({ length: 200 }, (_, index) => index),
    );
  });
});
