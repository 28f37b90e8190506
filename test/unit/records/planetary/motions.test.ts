import assert from "node:assert/strict";
import { before, test } from "node:test";
import type { Plan } from "../../../../src/model/plan.ts";
import type { ShareReport } from "../../../../src/model/thermodynamics.ts";
import { loadProject } from "../../../../src/plan/project.ts";
import { motionsOf } from "../../../../src/records/planetary/motions.ts";

let plan: Plan;

before(async () => {
  const loaded = await loadProject("plans/asi-global/project-plan.json", { folder: process.cwd() });
  assert.ok(loaded.ok);
  plan = loaded.project.national;
});

function shares(agents: number, validators: number, operators: number, employers: number): ShareReport {
  return {
    agentsBps: BigInt(agents),
    validatorsBps: BigInt(validators),
    operatorsBps: BigInt(operators),
    employersBps: BigInt(employers),
  };
}

function shareMotion(governed: ShareReport, min: ShareReport, max: ShareReport) {
  return motionsOf(plan, [], { governed, min, max }).find(({ call }) => call.contract === "IncentivePolicy");
}

test("the council raises the validators' share, and what gives way keeps its minimum", () => {
  const motion = shareMotion(
    shares(6500, 1500, 1540, 460),
    shares(3250, 750, 1500, 250),
    shares(10_000, 3000, 3000, 1000),
  );
  assert.equal(motion?.title, "Raise the validators' share by 100 basis points");
  assert.deepEqual(motion?.call.args, [shares(6500, 1600, 1500, 400)]);
});

test("the share stops at its maximum", () => {
  const motion = shareMotion(
    shares(6500, 1500, 1500, 500),
    shares(3250, 750, 750, 250),
    shares(10_000, 1530, 3000, 1000),
  );
  assert.equal(motion?.title, "Raise the validators' share by 30 basis points");
  assert.deepEqual(motion?.call.args, [shares(6500, 1530, 1470, 500)]);
});

test("where the bounds leave no room the council confirms the shares", () => {
  const pinned = shares(10_000, 0, 0, 0);
  const motion = shareMotion(pinned, shares(5000, 0, 0, 0), pinned);
  assert.match(motion?.title ?? "", /^Confirm the role shares/);
  assert.deepEqual(motion?.call.args, [pinned]);
});

test("one motion fails and one is cancelled", () => {
  const pinned = shares(10_000, 0, 0, 0);
  const room = { governed: pinned, min: shares(5000, 0, 0, 0), max: pinned };
  const courses = motionsOf(plan, [], room).map(({ course }) => course);
  assert.deepEqual(courses, ["passes", "fails", "is cancelled"]);
});
