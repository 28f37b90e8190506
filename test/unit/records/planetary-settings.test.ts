import assert from "node:assert/strict";
import { before, test } from "node:test";
import type { Plan } from "../../../src/model/plan.ts";
import { loadProject } from "../../../src/plan/project.ts";
import { governorConfiguration } from "../../../src/records/planetary-settings.ts";

const DAY_SECONDS = 86_400;
const GUARDIAN = `0x${"1".repeat(40)}`;
let plan: Plan;

before(async () => {
  const loaded = await loadProject("plans/asi-global/project-plan.json", { folder: process.cwd() });
  assert.ok(loaded.ok);
  plan = loaded.project.national;
});

function extensionOf(votingPeriodSeconds: number): number {
  const { protocol } = plan;
  const windows = { ...protocol.windows, votingPeriodSeconds };
  return governorConfiguration({ ...plan, protocol: { ...protocol, windows } }, GUARDIAN)
    .lateQuorumExtensionSeconds;
}

test("a late quorum extends a vote by a day, but by no more than the voting period of a plan", () => {
  assert.equal(extensionOf(5 * DAY_SECONDS), DAY_SECONDS);
  assert.equal(extensionOf(DAY_SECONDS), DAY_SECONDS);
  assert.equal(extensionOf(60), 60);
});
