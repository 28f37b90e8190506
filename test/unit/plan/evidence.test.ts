import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { evidenceOf, settlementStage, stageOfArtefact } from "../../../src/plan/evidence.ts";

const NATIONAL = "reports/localhost/asi-takeoff";

describe("evidence of a coordination job", () => {
  it("is by default the receipts of the bound layers", () => {
    assert.equal(evidenceOf(undefined, ["national"]).length, 5);
    assert.equal(settlementStage(evidenceOf(undefined, ["national"])), "takeoff");
    assert.equal(evidenceOf(undefined, ["national", "planetary"]).length, 10);
    assert.equal(settlementStage(evidenceOf(undefined, ["national", "planetary"])), "global");
  });

  it("is sorted and listed once", () => {
    assert.deepEqual(evidenceOf(["b", "a", "b"], []), ["a", "b"]);
  });

  it("settles the job after the last stage that leaves any of it", () => {
    const receipt = `${NATIONAL}/receipts/mission.json`;
    assert.equal(settlementStage([]), "takeoff");
    assert.equal(settlementStage([receipt, "reports/asi-global/thermodynamics.json"]), "global");
    assert.equal(settlementStage(["reports/asi-global/governance-kit.md", receipt]), "owner");
    assert.equal(
      settlementStage([`${NATIONAL}/owner.mmd`, `${NATIONAL}/thermodynamics.json`]),
      "thermodynamics",
    );
  });

  it("knows no stage for files that none leaves", () => {
    assert.equal(stageOfArtefact("reports/localhost/asi-takeoff/receipts"), null);
    assert.equal(stageOfArtefact("reports/manifests/kit.json"), null);
  });
});
