import assert from "node:assert/strict";
import { test } from "node:test";
import type { TransactionRecord } from "../../../src/model/record.ts";
import { setPointCall, setPointRecords } from "../../../src/records/set-point-call.ts";

const THERMOSTAT = `0x${"11".repeat(20)}`;
const record = (contract: string, name: string, more: object): TransactionRecord =>
  ({ contract, function: name, args: {}, ...more }) as unknown as TransactionRecord;

test("the set-point's transactions are its call and the scheduling of it, not what else was scheduled", () => {
  const { contract, function: name } = setPointCall(1n);
  const scheduled = record("AccessManager", "schedule", { args: { target: THERMOSTAT } });
  const other = record("AccessManager", "schedule", { args: { target: `0x${"22".repeat(20)}` } });
  const called = record(contract, name, { to: THERMOSTAT });
  const elsewhere = record("JobRegistry", "finalize", { to: `0x${"22".repeat(20)}` });
  assert.deepEqual(setPointRecords([scheduled, called, other, elsewhere]), [scheduled, called]);
  assert.deepEqual(setPointRecords([other, elsewhere]), []);
});
