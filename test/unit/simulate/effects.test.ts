import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { WAD } from "../../../src/model/units.ts";
import { EffectsOfRuns } from "../../../src/simulate/effects.ts";
import { tellEffects } from "../../../src/simulate/told-effects.ts";

const AXES = [
  { name: "temperature", fromWad: WAD, toWad: 3n * WAD, steps: 3 },
  { name: "kappa", fromWad: 0n, toWad: WAD, steps: 2 },
];

function runs(): EffectsOfRuns {
  const told = new EffectsOfRuns(AXES, WAD);
  for (const temperature of [1, 2, 3]) {
    for (const kappa of [0, 1]) {
      const run = {
        temperature: String(temperature),
        kappa: String(kappa),
        budget: String(10 * temperature + kappa),
      };
      const rest = { gini: "0.5", lateSwing: temperature === 3 ? "0.06" : "0.05", largestBacklog: 2 };
      assert.ok(told.add(JSON.stringify({ ...run, ...rest, recoveryEpochs: kappa === 1 ? 4 : null })));
    }
  }
  return told;
}

describe("the effects of what was varied", () => {
  it("are means of the runs at each value", () => {
    const { axes } = runs().effects();
    assert.deepEqual(
      axes[0]?.parts.map(({ meansWad }) => meansWad.budget),
      [21n, 41n, 61n].map((halves) => (halves * WAD) / 2n),
    );
    assert.deepEqual(
      axes[1]?.parts.map(({ meansWad }) => meansWad.recoveryEpochs),
      [null, 4n * WAD],
    );
  });

  it("are told by how much they move each answer, most first", () => {
    const text = tellEffects(runs().effects());
    assert.match(
      text,
      /tokens:\n {2}temperature moves it from 10.5000 at 1.0000 to 30.5000 at 3.0000\n {2}kappa/,
    );
    assert.match(
      text,
      /comes to rest:\n {2}temperature moves it from 0.0000 at 3.0000 to 1.0000 at 1.0000\n/,
    );
    assert.match(text, /The Gini coefficient of payouts: nothing that was varied moves it\./);
  });

  it("are none of a line that is no run of the sweep", () => {
    const told = runs();
    for (const line of ["", "{", "null", "[]", '{"temperature":"1"}', '{"temperature":1e400,"kappa":"0"}']) {
      assert.equal(told.add(line), false);
    }
    assert.equal(told.effects().runs, 6);
  });
});
