import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Step } from "../../../src/run/catalogue.ts";
import { predecessors, type Selection, selectSteps } from "../../../src/run/select.ts";

const CATALOGUE: readonly Step[] = (["takeoff", "global", "kit", "dossier"] as const).map((id) => ({
  id,
  scripts: [],
}));

const idsOf = (selection: Selection): readonly string[] =>
  selectSteps(CATALOGUE, selection).map(({ id }) => id);

describe("selecting stages", () => {
  it("takes everything by default", () => {
    assert.deepEqual(idsOf({}), ["takeoff", "global", "kit", "dossier"]);
  });

  it("builds the dossier when the range reaches the last stage", () => {
    assert.deepEqual(idsOf({ from: "kit" }), ["kit", "dossier"]);
    assert.deepEqual(idsOf({ until: "kit" }), ["takeoff", "global", "kit", "dossier"]);
  });

  it("builds no dossier when the range stops early", () => {
    assert.deepEqual(idsOf({ until: "global" }), ["takeoff", "global"]);
  });

  it("runs single stages in the catalogue's order, each once, without a dossier", () => {
    assert.deepEqual(idsOf({ stages: ["kit", "takeoff", "kit"] }), ["takeoff", "kit"]);
  });

  it("names the stages that exist when one does not", () => {
    assert.throws(() => idsOf({ from: "orbit" }), {
      code: "OMNI2001",
      args: { given: "orbit", known: ["takeoff", "global", "kit", "dossier"], near: null },
    });
  });

  it("says which stage may have been meant", () => {
    assert.throws(() => idsOf({ from: "glboal" }), {
      args: { given: "glboal", known: ["takeoff", "global", "kit", "dossier"], near: "global" },
    });
  });

  it("builds the dossier alone where that is all that is left", () => {
    assert.deepEqual(idsOf({ from: "dossier" }), ["dossier"]);
    assert.deepEqual(idsOf({ stages: ["dossier"] }), ["dossier"]);
    assert.deepEqual(idsOf({ until: "dossier" }), ["takeoff", "global", "kit", "dossier"]);
  });

  it("refuses a range that runs backwards", () => {
    assert.throws(() => idsOf({ from: "kit", until: "takeoff" }), {
      code: "OMNI2002",
      args: { from: "kit", until: "takeoff" },
    });
  });

  it("knows what must have run before", () => {
    const before = predecessors(CATALOGUE, selectSteps(CATALOGUE, { stages: ["kit"] }));
    assert.deepEqual(
      before.map(({ id }) => id),
      ["takeoff", "global"],
    );
    assert.deepEqual(predecessors(CATALOGUE, CATALOGUE), []);
  });
});
