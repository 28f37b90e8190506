import assert from "node:assert/strict";
import { test } from "node:test";
import type { DrillRecord, DrillVerdict } from "../../../../src/model/drill.ts";
import type { JobRun, Takeoff } from "../../../../src/model/layer-run.ts";
import type { Job } from "../../../../src/model/plan.ts";
import type { Handshake } from "../../../../src/model/votes.ts";
import { loadProject } from "../../../../src/plan/project.ts";
import { foldJob } from "../../../../src/records/fold-job.ts";
import { drillsInBrief } from "../../../../src/reports/national/drill-report.ts";
import { jobsInBrief, takeoffReport } from "../../../../src/reports/national/national-report.ts";
import { NO_TICKS } from "../../../support/no-ticks.ts";
import { CAST, FINAL } from "../cast.ts";
import { called } from "../constellation/receipts.ts";

const drills = (...verdicts: readonly ("passed" | "failed" | "not exercised")[]) =>
  verdicts.map((verdict) => ({ verdict }));

test("never says that drills passed where none was rehearsed", () => {
  assert.equal(drillsInBrief([]), "nothing rehearsed");
  assert.equal(drillsInBrief(drills("passed")), "1 of 1 drill passed");
  assert.equal(drillsInBrief(drills("not exercised")), "0 of 1 drill passed, 1 not exercised");
  assert.equal(
    drillsInBrief(drills("passed", "failed", "passed", "not exercised")),
    "2 of 4 drills passed, 1 failed, 1 not exercised",
  );
});

test("says of a nation without jobs that it has none, not that none was settled", () => {
  assert.deepEqual([[], [1], [1, 2]].map(jobsInBrief), [
    "No job of the nation's own",
    "1 job settled",
    "2 jobs settled",
  ]);
});

const WORKER = `0x${"a".repeat(40)}`;

/** A job that was paid for and settled, with one vote. */
function run(job: Job): JobRun {
  const finalized = called(30, "finalize", [
    ["JobRegistry", "JobFinalized", { jobId: "1", outcome: "1" }],
    ["StakeManager", "EscrowPaid", { jobId: "1", payee: WORKER, amountWei: "5", reason: "0" }],
  ]);
  const handshake = {
    handle: "v.eth",
    seats: 2,
    unfundedSeats: 1,
    ballot: "approve",
    commitment: "0x9",
  } as Handshake;
  const created = called(10, "createJob", [
    ["JobRegistry", "JobCreated", { jobId: "1" }],
    ["StakeManager", "EscrowFunded", { jobId: "1", payer: WORKER, amountWei: "5", reason: "0" }],
  ]);
  const history = { ...foldJob([created, finalized], CAST), handshakes: [handshake] };
  return { job: { ...job, agent: WORKER }, attempt: 1, history, earlier: [] };
}

function drill(id: string, verdict: DrillVerdict): DrillRecord {
  return {
    id,
    kind: "pause",
    before: FINAL,
    after: { ...FINAL, block: 104 },
    intervention: "pauses",
    expected: "all refused",
    happened: "one went through",
    wayBack: "resumes",
    verdict,
    ...(verdict === "not exercised" ? { reason: "nobody there" } : {}),
    payments: [{ from: WORKER, to: "escrow", amountWei: "3", reason: "Job" }],
    transactions: [],
  };
}

const REGISTERED = [2, 3].map((block) => called(block, "register", []));
const CLOSED = called(4, "closeFounding", [["IdentityRegistry", "FoundingClosed", { at: "77" }]]);

async function takeoff(drills: readonly DrillRecord[]): Promise<Takeoff> {
  const loaded = await loadProject("plans/asi-takeoff/project-plan.json", { folder: process.cwd() });
  assert.ok(loaded.ok);
  const plan = loaded.project.national;
  const [job] = plan.jobs as [Job];
  return {
    chain: { chainId: 31_337, hardfork: "osaka" },
    plan: {
      ...plan,
      drills: ["stop", "vote"].map((id) => ({ id, kind: "pause", job: null, adjustment: null })),
    },
    hasPlanet: true,
    emptyLayer: null,
    cast: CAST,
    deployment: {
      contracts: [{ name: "JobRegistry", address: "0x8", artifact: "JobRegistry" }],
      transactions: [],
    },
    admission: { funding: [], identities: [...REGISTERED, CLOSED], stakes: [] },
    runs: [run(job)],
    thermostat: NO_TICKS,
    drills,
    claims: [],
    positions: [{ label: "v.eth", address: "0x9", balance: "4", staked: "3", claimable: "2" }],
    final: FINAL,
  };
}

test("tells who was admitted without a delay, and until when", async () => {
  const { founding } = takeoffReport(await takeoff([]));
  assert.deepEqual(founding, { identities: 2, closedInBlock: 4, closedAt: "77" });
});

test("takes jobs, votes and payments from what the chain did", async () => {
  const report = takeoffReport(await takeoff([drill("stop", "passed")]));
  const [job] = report.jobs;
  assert.equal(job?.agent, `stand-in for ${WORKER}`);
  assert.deepEqual([job?.outcome, job?.settledInBlock, job?.transactions], ["approved", 30, 2]);
  const [vote] = report.handshakes;
  assert.deepEqual(
    [vote?.validator, vote?.seats, vote?.unfundedSeats, vote?.ballot],
    ["v.eth", 2, 1, "approve"],
  );
  const agent = report.money.recipients.indexOf("Agent");
  assert.deepEqual(
    report.money.lines.map(({ title, inWei, paidWei }) => [title, inWei, paidWei[agent]]),
    [
      [job?.id, 5n, 5n],
      ["drill stop", 3n, 0n],
      ["in all", 8n, 5n],
    ],
  );
  assert.deepEqual(report.standIns, [{ plays: "0xabc", address: "0x04" }]);
  assert.equal(report.block, 99);
});

test("says of each drill whether it went as foreseen, and which of them this layer left out", async () => {
  const verdicts = ["passed", "failed", "not exercised"] as const;
  const { drills } = takeoffReport(await takeoff(verdicts.map((verdict) => drill("stop", verdict))));
  assert.deepEqual(
    drills.rehearsed.map(({ result, happened }) => [result, happened]),
    [
      ["as expected", "exactly that, by the events"],
      ["FAILED", "one went through"],
      [
        "not exercised: nobody there",
        "exactly that, by the events, but not what the drill is about: nobody there",
      ],
    ],
  );
  assert.deepEqual([drills.areAsked, drills.isAnyIdle, drills.left], [true, true, ["vote"]]);
  assert.deepEqual([drills.rehearsed[0]?.firstBlock, drills.rehearsed[0]?.after.block], [100, 104]);
});

test("says which layer the mission lacks", async () => {
  const whole = await takeoff([]);
  const note = (differences: Partial<Takeoff>) => takeoffReport({ ...whole, ...differences }).layerNote;
  assert.equal(note({}), null);
  assert.match(String(note({ hasPlanet: false })), /no planetary layer/);
  assert.match(String(note({ emptyLayer: "planetary", hasPlanet: false })), /none of its jobs does/);
  assert.match(String(note({ emptyLayer: "national" })), /is empty: every job .* for the regions\.$/);
  const drills = [drill("stop", "passed")];
  assert.match(
    String(note({ emptyLayer: "national", drills })),
    /its drills borrow the terms of their jobs\.$/,
  );
});
