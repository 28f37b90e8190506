import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { npmRun, SCRIPTS, TAKEOFF_ALIAS } from "../../../src/model/scripts.ts";
import { CATALOGUE } from "../../../src/run/catalogue.ts";

const { scripts } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

describe("the table of scripts", () => {
  const table = Object.values(SCRIPTS);

  it("has every npm script that starts a stage's file, and no other", () => {
    const ofStages = Object.keys(scripts).filter((name) => scripts[name]?.includes("src/stages/"));
    assert.deepEqual([...table.map(({ name }) => name), TAKEOFF_ALIAS].sort(), ofStages.sort());
  });

  it("has the alias start what the takeoff starts", () => {
    assert.equal(scripts[TAKEOFF_ALIAS], scripts[SCRIPTS.takeoff.name]);
  });

  it("has a script in the folder of its stage", () => {
    const folders = table.map(({ name }) => /src\/stages\/(\w+)\//.exec(scripts[name] ?? "")?.[1]);
    assert.deepEqual(
      folders,
      table.map(({ stage }) => stage),
    );
  });

  it("has the catalogue run each in its stage, but the updates that a person asks for", () => {
    const run = CATALOGUE.flatMap(({ id, scripts: own }) => own.map(({ name }) => ({ name, stage: id })));
    const { thermostatUpdate, rewardEngineUpdate, ownerParams, ownerRoles, ownerPause } = SCRIPTS;
    const updates = [thermostatUpdate, rewardEngineUpdate, ownerParams, ownerRoles, ownerPause];
    const asked: readonly string[] = updates.map(({ name }) => name);
    assert.deepEqual(
      run,
      table.map(({ name, stage }) => ({ name, stage })).filter(({ name }) => !asked.includes(name)),
    );
  });

  it("says how a person starts one", () => {
    assert.equal(npmRun("dossier"), "npm run dossier:build");
  });
});
