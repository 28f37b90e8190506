import assert from "node:assert/strict";
import { test } from "node:test";
import { employerOf, ORCHESTRATOR } from "../../../src/model/cast.ts";

const staff = (metaOrchestrator: string | null, ...agents: readonly string[]) => ({
  metaOrchestrator: metaOrchestrator === null ? null : { handle: metaOrchestrator },
  agents: agents.map((handle) => ({ handle })),
  validators: [{ handle: "judge.eth" }],
});

test("a plan's orchestrator posts its jobs", () => {
  assert.equal(employerOf(staff("desk.eth", "a.eth")), "desk.eth");
});

test("somebody else posts the jobs of an orchestrator who works or judges, in whichever plan", () => {
  assert.equal(employerOf(staff("a.eth", "a.eth")), ORCHESTRATOR);
  assert.equal(employerOf(staff("judge.eth")), ORCHESTRATOR);
  assert.equal(employerOf(staff("desk.eth", "a.eth"), staff(null, "desk.eth")), ORCHESTRATOR);
});

test("a plan without an orchestrator, or without anybody yet, has one of ours", () => {
  assert.equal(employerOf(staff(null, "a.eth")), ORCHESTRATOR);
  assert.equal(employerOf(), ORCHESTRATOR);
  assert.equal(employerOf({ agents: [{}, undefined] }), ORCHESTRATOR);
});
