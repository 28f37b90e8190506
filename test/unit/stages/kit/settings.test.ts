import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loadProject } from "../../../../src/plan/project.ts";
import { settingsOf } from "../../../../src/reports/kit/compose-kit.ts";

describe("the settings that a kit calls planned", () => {
  it("are those which the contracts get, whatever the shared plan says of its own", async () => {
    const { quadraticVoting, thermostat } = settingsOf(
      await load("plans/omnisovereign/project-plan.omnisovereign.json"),
    );
    assert.deepEqual([thermostat.initialTemperature, thermostat.emergencyTemperature], ["0.24", "0.45"]);
    assert.equal(quadraticVoting?.executionDelaySeconds, 3 * 86_400);
  });

  it("name no vote where there is no planetary layer to hold one", async () => {
    assert.equal(settingsOf(await load("plans/examples/city.json")).quadraticVoting, null);
  });
});

async function load(path: string) {
  const loaded = await loadProject(path, { folder: process.cwd() });
  assert.ok(loaded.ok);
  return loaded.project;
}
