import assert from "node:assert/strict";
import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { PLAN_PATHS } from "../../../src/model/layout.ts";
import { receiptPath } from "../../../src/model/receipts.ts";
import { readReceipt } from "../../../src/records/read-receipt.ts";
import { receipt } from "../../../src/reports/receipt.ts";
import { ticksLine, verifyTicks } from "../../../src/verify/verify-ticks.ts";
import { NO_TICKS } from "../../support/no-ticks.ts";
import { temporaryFolder } from "../dossier/fixture.ts";

const PLACE = `reports/${receiptPath("national-thermostat")}`;

function withPlan(folder: string): string {
  const plan = join(folder, "data", PLAN_PATHS.national);
  mkdirSync(dirname(plan), { recursive: true });
  copyFileSync(PLAN_PATHS.national, plan);
  return folder;
}

test("a dossier without a plan that can be loaded foretells no tick, and is told so", async (t) => {
  const { ticks, findings } = await verifyTicks(temporaryFolder(t), []);
  assert.deepEqual([ticks, findings.map(({ code }) => code)], [0, ["OMNI4127"]]);
});

test("a course of ticks that its plan does not make is a finding", async (t) => {
  const text = receipt("national-thermostat", NO_TICKS);
  const check = await verifyTicks(withPlan(temporaryFolder(t)), [readReceipt({ path: PLACE, text })]);
  assert.match(
    check.findings[0]?.message ?? "",
    /thermostat\.json" is not what plan, readings and events make of it, at "\/cadence/,
  );
  assert.match(ticksLine(check), /not as they were/);
});

test("nothing in receipts makes it throw", async (t) => {
  const hostile = [
    '{"ticks":[null]}',
    "[1]",
    "null",
    '{"transactions":[{"hash":"0x1","gasUsed":1,"events":{}}]}',
    "{",
  ];
  for (const text of hostile) {
    const check = await verifyTicks(withPlan(temporaryFolder(t)), [readReceipt({ path: PLACE, text })]);
    assert.ok(check.findings.every(({ code }) => code === "OMNI4127"));
  }
  assert.equal(ticksLine(null), "  ticks  not foretold");
});
