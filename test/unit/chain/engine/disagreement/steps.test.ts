import assert from "node:assert/strict";
import { test } from "node:test";
import { partingOf, type Step } from "../../../../../src/chain/engine/disagreement/steps.ts";

const step = (pc: number, opcode: string, more: Partial<Step> = {}): Step => ({
  ...{ pc, opcode, depth: 1, gasLeft: 100n - BigInt(pc), top: null },
  ...more,
});
const COMMON = [step(0, "PUSH1"), step(2, "CLZ", { top: 1n })];

test("two executions part after the last opcode before which they were equal", () => {
  const after = (...steps: Step[]) => [...COMMON, ...steps];
  const parting = { opcode: "CLZ", pc: 2, depth: 1 };
  const own = after(step(3, "STOP", { top: 255n }));
  assert.deepEqual(partingOf(own, after(step(3, "STOP", { top: 254n }))), parting);
  assert.deepEqual(partingOf(own, after(step(3, "STOP", { top: 255n, gasLeft: 1n }))), parting);
  assert.deepEqual(partingOf(own, after(step(3, "STOP", { top: 255n, depth: 2 }))), parting);
  assert.deepEqual(partingOf(own, after(step(9, "STOP", { top: 255n, gasLeft: 97n }))), parting);
  assert.deepEqual(partingOf(own, COMMON), parting);
  assert.deepEqual(partingOf(COMMON, own), parting);
});

test("they part nowhere if they are equal but for names, and not after an opcode if none was common", () => {
  assert.equal(partingOf(COMMON, [COMMON[0] as Step, step(2, "INVALID", { top: 1n })]), null);
  assert.equal(partingOf([], []), null);
  assert.equal(partingOf([step(0, "PUSH1")], [step(0, "PUSH1", { gasLeft: 1n })]), null);
});
