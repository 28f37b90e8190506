import assert from "node:assert/strict";
import { resolve } from "node:path";
import { describe, it } from "node:test";
import { loadPlan } from "../../../src/plan/load.ts";
import { principalsOf } from "../../../src/plan/principals.ts";

const ROOT = resolve(import.meta.dirname, "../../..");

describe("the principals of a plan", () => {
  it("are listed once each, with their kind and every role", async () => {
    const result = await loadPlan("test/fixtures/plans/foreign.json", { folder: ROOT });
    assert.ok(result.ok);
    assert.deepEqual(principalsOf(result.plan), [
      { name: "0xHARBOUR-GOVERNOR", kind: "label", roles: ["owner"] },
      { name: "SystemPause", kind: "contract", roles: ["pause-authority"] },
      { name: "0xTREASURY-AUTONOMOUS", kind: "label", roles: ["treasury"] },
      { name: "QuadraticGovernor", kind: "contract", roles: ["governor"] },
      { name: "TimelockController", kind: "contract", roles: ["timelock"] },
      { name: "survey.agent.harbour.eth", kind: "ens", roles: ["agent"] },
      { name: "inspection.validator.harbour.eth", kind: "ens", roles: ["agent", "validator"] },
      { name: "civic.validator.harbour.eth", kind: "ens", roles: ["validator"] },
      { name: "safety.validator.harbour.eth", kind: "ens", roles: ["validator"] },
    ]);
  });

  it("recognise an address", async () => {
    const result = await loadPlan("plans/asi-takeoff/project-plan.json", { folder: ROOT });
    assert.ok(result.ok);
    const owner = `0x${"aB".repeat(20)}`;
    const governance = { ...result.plan.governance, owner };
    assert.equal(principalsOf({ ...result.plan, governance })[0]?.kind, "address");
  });
});
