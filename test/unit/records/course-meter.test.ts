import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { PAYMENT_REASONS, type PaymentReason } from "../../../src/model/enums.ts";
import type { Job, Plan } from "../../../src/model/plan.ts";
import type { ArgumentRecord, TransactionRecord } from "../../../src/model/record.ts";
import { WAD } from "../../../src/model/units.ts";
import { CourseMeter } from "../../../src/records/course-meter.ts";
import { textDigest } from "../../../src/records/job-request.ts";
import { basePlan } from "../../support/base-plan.ts";

let plan: Plan;
let job: Job;
let meter: CourseMeter;

beforeEach(async () => {
  plan = await basePlan();
  [job] = plan.jobs as [Job];
  meter = new CourseMeter({ ...plan, jobs: [job] }, plan);
});

function record(...events: readonly (readonly [name: string, args: ArgumentRecord])[]): TransactionRecord {
  return {
    ...{ hash: "0x1", block: 1, index: 0, timestamp: 1, from: "0x2", to: "0x3" },
    ...{ contract: "JobRegistry", function: "f", args: {}, value: "0", gasUsed: "1" },
    status: "success",
    events: events.map(([name, args]) => ({ contract: "JobRegistry", address: "0x3", name, args })),
  };
}

const posted = (id = "1") => record(["JobCreated", { jobId: id, planJobId: textDigest(job.id) }]);
const assigned = (at: number, id = "1") =>
  record([
    "JobAssigned",
    { jobId: id, deadline: `${at + job.deadlineSeconds}`, hardDeadline: `${at + job.deadlineSeconds + 100}` },
  ]);
const submitted = (at: number) => record(["ResultSubmitted", { jobId: "1", submittedAt: `${at}` }]);
const paid = (amountWei: bigint, reason: PaymentReason) =>
  record([
    "EscrowPaid",
    { jobId: "1", amountWei: `${amountWei}`, reason: `${PAYMENT_REASONS.indexOf(reason)}` },
  ]);
const finalized = () => record(["JobFinalized", { jobId: "1", outcome: "1" }]);

describe("the meter of a mission's course", () => {
  it("reads that nothing is amiss before anything has happened", () => {
    assert.deepEqual(meter.read(1_000n), { emissionWad: WAD, backlogWad: 0n, slaWad: 0n });
  });

  it("reads cold while nothing is paid, and what is paid makes up for it", () => {
    for (const each of [posted(), assigned(1_000)]) meter.take(each);
    const before = meter.read(1_000n + BigInt(job.deadlineSeconds) / 2n);
    assert.ok(before.emissionWad < WAD && before.emissionWad > 0n);
    meter.take(paid(job.rewardWei, "AgentReward"));
    assert.ok(meter.read(1_000n + BigInt(job.deadlineSeconds) / 2n).emissionWad > before.emissionWad);
  });

  it("counts no refund, no fee and no stranger's job as paid", () => {
    for (const each of [posted(), assigned(1_000)]) meter.take(each);
    meter.take(paid(job.rewardWei, "EmployerRefund"));
    meter.take(paid(job.rewardWei, "Fee"));
    meter.take(record(["JobCreated", { jobId: "2", planJobId: textDigest("drill") }]));
    meter.take(record(["EscrowPaid", { jobId: "2", amountWei: "9", reason: "0" }]));
    assert.equal(meter.read(1_000n).emissionWad, WAD);
  });

  it("has a job waiting from when it is due until it is settled, and again once it is posted anew", () => {
    const long = 1_000n + 10n * BigInt(job.deadlineSeconds);
    for (const each of [posted(), assigned(1_000)]) meter.take(each);
    assert.equal(meter.read(long).backlogWad, WAD);
    meter.take(finalized());
    assert.equal(meter.read(long).backlogWad, 0n);
    meter.take(posted("18446744073709551617"));
    assert.equal(meter.read(long).backlogWad, WAD);
  });

  it("reads lateness since it was last read, until the work is handed in", () => {
    const deadline = 1_000 + job.deadlineSeconds;
    for (const each of [posted(), assigned(1_000)]) meter.take(each);
    assert.equal(meter.read(BigInt(deadline)).slaWad, 0n);
    assert.equal(meter.read(BigInt(deadline + 10)).slaWad, WAD);
    meter.take(submitted(deadline + 12));
    assert.equal(meter.read(BigInt(deadline + 20)).slaWad, WAD);
    assert.equal(meter.read(BigInt(deadline + 30)).slaWad, 0n);
  });
});
