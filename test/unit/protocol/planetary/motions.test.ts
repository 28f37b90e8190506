import assert from "node:assert/strict";
import { before, test } from "node:test";
import type { Plan } from "../../../../src/model/plan.ts";
import type { Read } from "../../../../src/model/record.ts";

import { loadProject } from "../../../../src/plan/project.ts";
import type { Driver } from "../../../../src/protocol/driver.ts";
import { motionsOf } from "../../../../src/protocol/planetary/motions.ts";

let plan: Plan;

before(async () => {
  const loaded = await loadProject("plans/asi-global/project-plan.json", { folder: process.cwd() });
  assert.ok(loaded.ok);
  plan = loaded.project.national;
});

function shares(agents: number, validators: number, operators: number, employers: number) {
  const [agentsBps, validatorsBps, operatorsBps, employersBps] = [
    agents,
    validators,
    operators,
    employers,
  ].map(BigInt);
  return { agentsBps, validatorsBps, operatorsBps, employersBps };
}

/** A chain whose policy has these shares. */
function chainWith(next: object, min: object, max: object): Driver {
  const answers: Readonly<Record<string, unknown[]>> = { nextRoleShares: [next], shareBounds: [min, max] };
  const read = async (reads: readonly Read[]) => reads.map(({ function: view }) => answers[view]);
  return { read } as unknown as Driver;
}

async function shareMotion(driver: Driver) {
  const motions = await motionsOf(driver, plan, []);
  return motions.find(({ call }) => call.contract === "IncentivePolicy");
}

test("the council raises the validators' share, and what gives way keeps its minimum", async () => {
  const driver = chainWith(
    shares(6500, 1500, 1540, 460),
    shares(3250, 750, 1500, 250),
    shares(10_000, 3000, 3000, 1000),
  );
  const motion = await shareMotion(driver);
  assert.equal(motion?.title, "Raise the validators' share by 100 basis points");
  assert.deepEqual(motion?.call.args, [shares(6500, 1600, 1500, 400)]);
});

test("the share stops at its maximum", async () => {
  const driver = chainWith(
    shares(6500, 1500, 1500, 500),
    shares(3250, 750, 750, 250),
    shares(10_000, 1530, 3000, 1000),
  );
  const motion = await shareMotion(driver);
  assert.equal(motion?.title, "Raise the validators' share by 30 basis points");
  assert.deepEqual(motion?.call.args, [shares(6500, 1530, 1470, 500)]);
});

test("where the bounds leave no room the council confirms the shares", async () => {
  const pinned = shares(10_000, 0, 0, 0);
  const motion = await shareMotion(chainWith(pinned, shares(5000, 0, 0, 0), pinned));
  assert.match(motion?.title ?? "", /^Confirm the role shares/);
  assert.deepEqual(motion?.call.args, [pinned]);
});

test("one motion fails and one is cancelled", async () => {
  const driver = chainWith(shares(10_000, 0, 0, 0), shares(5000, 0, 0, 0), shares(10_000, 0, 0, 0));
  const courses = (await motionsOf(driver, plan, [])).map(({ course }) => course);
  assert.deepEqual(courses, ["passes", "fails", "is cancelled"]);
});
