import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { playAll } from "../../../src/cli/simulate/pool.ts";
import { parseAxis } from "../../../src/simulate/axis.ts";
import type { Sweep } from "../../../src/simulate/sweep.ts";
import { POINT } from "../../unit/simulate/points.ts";

/** Eleven chunks, the last of them not full. */
const SWEEP: Sweep = {
  base: { ...POINT, epochs: 1_000 },
  axes: [parseAxis("temperature=0.5:2:83", POINT)],
  sample: "grid",
  points: 83,
  seeds: 1,
  seed: "pool",
};

async function played(from: number, threads: number): Promise<string[]> {
  const all = { lines: "", rows: "" };
  for await (const { lines, rows } of playAll(SWEEP, from, threads)) {
    all.lines += lines;
    all.rows += rows;
  }
  return [all.lines, all.rows];
}

describe("the threads that play a sweep", () => {
  it("come to the same lines in the same order, however many they are", async () => {
    const [one, three] = [await played(0, 1), await played(0, 3)];
    assert.equal(one[0]?.trimEnd().split("\n").length, 83);
    assert.deepEqual(three, one);
  });

  it("go on from any run", async () => {
    const [whole = "", rest = ""] = [(await played(0, 2))[0], (await played(50, 2))[0]];
    assert.ok(rest.startsWith('{"run":50,') && whole.endsWith(rest));
    assert.deepEqual(await played(83, 2), ["", ""]);
  });

  it("fail where one of them does", async () => {
    const broken = { ...SWEEP, axes: [{ kind: "list" as const, name: "none", valuesWad: [] }] };
    await assert.rejects(async () => {
      for await (const _ of playAll(broken, 0, 2));
    }, /none/);
  });
});
