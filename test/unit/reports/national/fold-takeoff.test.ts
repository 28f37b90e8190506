import assert from "node:assert/strict";
import { test } from "node:test";
import type { Cast } from "../../../../src/model/cast.ts";
import type { TakeoffReadings } from "../../../../src/model/layer-run.ts";
import type { Project } from "../../../../src/model/loaded-project.ts";
import type { Job } from "../../../../src/model/plan.ts";
import type { TransactionRecord } from "../../../../src/model/record.ts";
import { textDigest } from "../../../../src/records/job-request.ts";
import { foldTakeoff } from "../../../../src/reports/national/fold-takeoff.ts";
import { basePlan } from "../../../support/base-plan.ts";

const base = await basePlan();
const PROJECT = {
  national: { ...base, jobs: [{ ...(base.jobs[0] as Job), id: "build" }], drills: [], borrowed: [] },
  planetary: null,
  emptyLayer: null,
} as unknown as Project;
const READINGS = { ticks: [], drills: [], positions: [], final: { block: 9 } } as unknown as TakeoffReadings;

function sent(name: string | null, args: object = {}, event?: object): TransactionRecord {
  const events = event === undefined ? [] : [event];
  return { function: name, args, status: "success", events } as unknown as TransactionRecord;
}

const DEPLOYED = [sent("constructor"), sent("constructor"), sent("grantRole"), sent("registerModule")];
const FUNDED = [sent(null), sent(null), sent("transfer")];
const REGISTERED = [sent("register"), sent("register"), sent("closeFounding")];
const STAKED = [sent("approve"), sent("approve"), sent("depositStake")];
const POSTED = sent(
  "createJob",
  {},
  { name: "JobCreated", args: { jobId: "1", planJobId: textDigest("build") } },
);
const ENDED = sent("finalize", { jobId: "1" });
const CLAIM = sent("claim");
const SLASHED_STAKE = sent("depositStake");

function fold(records: readonly TransactionRecord[], project: Project = PROJECT) {
  const chain = { chainId: 31337, hardfork: "osaka" };
  return foldTakeoff({
    project,
    chain,
    cast: { people: [] } as unknown as Cast,
    contracts: [],
    records,
    readings: READINGS,
  });
}

test("a takeoff's transactions are parted into deployment, admission, jobs and claims", () => {
  const takeoff = fold([
    ...[...DEPLOYED, ...FUNDED, ...REGISTERED, ...STAKED],
    ...[POSTED, ENDED, SLASHED_STAKE, CLAIM],
  ]);
  assert.deepEqual(takeoff.deployment.transactions, DEPLOYED);
  assert.deepEqual(takeoff.admission, { funding: FUNDED, identities: REGISTERED, stakes: STAKED });
  assert.deepEqual(
    takeoff.runs.map(({ job, history }) => [job.id, history.post, history.finalize]),
    [["build", [POSTED], [ENDED]]],
  );
  assert.deepEqual(takeoff.claims, [CLAIM]);
  assert.equal(takeoff.final.block, 9);
});

test("a nation without jobs and drills has a deployment and an admission all the same", () => {
  const national = { ...PROJECT.national, jobs: [] };
  const takeoff = fold([...DEPLOYED, ...FUNDED, ...REGISTERED, ...STAKED], { ...PROJECT, national });
  assert.deepEqual(takeoff.deployment.transactions, DEPLOYED);
  assert.deepEqual(takeoff.admission.stakes, STAKED);
  assert.deepEqual([takeoff.runs, takeoff.claims], [[], []]);
});
