import assert from "node:assert/strict";
import { resolve } from "node:path";
import { describe, it } from "node:test";
import { loadProject } from "../../../../src/plan/project.ts";
import { councilOf, settingsOf } from "../../../../src/reports/kit/compose-kit.ts";

const ROOT = resolve(import.meta.dirname, "../../../..");

describe("the council of a kit", () => {
  it("has everybody who sits in it by any plan of the mission, once, with what they stake in all", async () => {
    const council = councilOf(await load("plans/omnisovereign/project-plan.omnisovereign.json"));
    assert.equal(council.length, 10);
    assert.deepEqual(council[0], {
      handle: "cabinet.council.meridia.eth",
      role: "Cabinet delegate",
      stake: "60000",
    });
    // The shared and the planetary plan name the same five.
    assert.deepEqual(council[5], {
      handle: "north.council.omnisovereign.eth",
      role: "Northern assembly delegate",
      stake: "520000",
    });
  });
});

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
  const loaded = await loadProject(path, { folder: ROOT });
  assert.ok(loaded.ok);
  return loaded.project;
}
