import assert from "node:assert/strict";
import { test } from "node:test";
import { Interface } from "ethers/abi";
import type { TransactionRecord } from "../../../src/model/record.ts";
import { JobAttribution } from "../../../src/records/job-attribution.ts";

type Said = Partial<Pick<TransactionRecord, "from" | "args" | "status">> & {
  readonly events?: readonly { readonly name: string; readonly args: TransactionRecord["args"] }[];
};

function sent(name: string, { events = [], ...said }: Said = {}): TransactionRecord {
  return { function: name, from: "0x1", args: {}, status: "success", events, ...said } as TransactionRecord;
}

const slash = (jobId: string, account: string, amountWei: string) => ({
  name: "StakeSlashed",
  args: { jobId, account, role: "2", amountWei, reason: "0" },
});
const deposit = (from: string, amountWei: string, status: "success" | "reverted" = "success") =>
  sent("depositStake", { from, args: { role: "2", amountWei }, status });

function told(...records: readonly TransactionRecord[]): (string | null)[] {
  const attribution = new JobAttribution();
  return records.map((record) => attribution.jobOf(record));
}

test("a call names its job, or the event of its creation does", () => {
  const created = { name: "JobCreated", args: { jobId: "9" } };
  const records = [
    sent("finalize", { args: { jobId: "7" } }),
    sent("createJob", { args: { jobId: "7" }, events: [created] }),
    sent("claim"),
  ];
  assert.deepEqual(told(...records), ["7", "9", null]);
});

test("a deposit makes up for the first job that slashed as much of the same stake, once", () => {
  const settled = (jobId: string, ...events: ReturnType<typeof slash>[]) =>
    sent("finalize", { args: { jobId }, events });
  const records = [
    settled("1", slash("1", "0xa", "5"), slash("1", "0xb", "5")),
    settled("2", slash("2", "0xa", "5")),
    deposit("0xa", "5"),
    deposit("0xa", "5"),
    deposit("0xa", "5"),
    deposit("0xb", "4"),
    deposit("0xb", "5", "reverted"),
    deposit("0xb", "5"),
  ];
  assert.deepEqual(told(...records).slice(2), ["1", "2", null, null, null, "1"]);
});

test("what a refused call would have slashed is nothing to make up for", () => {
  const refused = sent("finalize", {
    args: { jobId: "1" },
    events: [slash("1", "0xa", "5")],
    status: "reverted",
  });
  assert.deepEqual(told(refused, deposit("0xa", "5")), ["1", null]);
});

test("a guardian's resuming ends the pause of the job that was checked, and no other", () => {
  const check = (jobId: string, status: "success" | "reverted" = "success") =>
    sent("triggerPauseCheck", { args: { jobId }, status });
  const resume = sent("guardianResume");
  assert.deepEqual(told(resume, check("4"), resume, resume, check("5", "reverted"), resume), [
    null,
    "4",
    "4",
    null,
    "5",
    null,
  ]);
});

test("the owner's scheduling of a ruling belongs to the job that is ruled, whichever attempt it is", () => {
  const calls = new Interface(["function ruleByOwner(uint256,uint8)", "function pause()"]);
  const later = 3n + (1n << 64n);
  const records = [
    sent("schedule", { args: { data: calls.encodeFunctionData("ruleByOwner", [later, 1]) } }),
    sent("schedule", { args: { data: calls.encodeFunctionData("pause") } }),
    sent("schedule"),
  ];
  assert.deepEqual(told(...records), [later.toString(), null, null]);
});
