import assert from "node:assert/strict";
import { resolve } from "node:path";
import { describe, it } from "node:test";
import { loadProject } from "../../../../src/plan/project.ts";
import { councilOf } from "../../../../src/reports/kit/compose-kit.ts";

const ROOT = resolve(import.meta.dirname, "../../../..");

describe("the council of a kit", () => {
  it("has everybody who sits in it by any plan of the mission, once, with what they stake in all", async () => {
    const result = await loadProject("plans/omnisovereign/project-plan.omnisovereign.json", { folder: ROOT });
    assert.ok(result.ok);
    const council = councilOf(result.project);
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
