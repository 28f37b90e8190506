import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { accountOf } from "../../../src/chain/accounts.ts";
import type { Cast, Person } from "../../../src/model/cast.ts";
import type { Job } from "../../../src/model/plan.ts";
import type { TransactionRecord } from "../../../src/model/record.ts";
import { foldJob, foldJobs, foldRuns } from "../../../src/records/fold-job.ts";
import { textDigest } from "../../../src/records/job-request.ts";

const MODULE = `0x${"11".repeat(20)}`;
const JURY = `0x${"22".repeat(20)}`;
const person = (handle: string): Person => ({
  handle,
  account: accountOf(handle),
  roles: 0,
  stakes: [],
  spareWei: 0n,
});
const ANNA = person("anna");
const BERT = person("bert");
const CLEO = person("cleo");
const CAST = { chainId: 31337, people: [ANNA, BERT, CLEO] } as unknown as Cast;

let count = 0;
function record(name: string, args: object, event?: object, from = MODULE): TransactionRecord {
  count += 1;
  const events = event === undefined ? [] : [event];
  return {
    hash: `0x${count}`,
    function: name,
    args,
    from,
    status: "success",
    events,
  } as unknown as TransactionRecord;
}

const created = (jobId: string) => record("createJob", {}, { name: "JobCreated", args: { jobId } });

const drawn = (jobId: string, round: string) =>
  record(
    "drawCommittee",
    { jobId },
    {
      name: "CommitteeDrawn",
      address: MODULE,
      args: {
        jobId,
        round,
        members: [ANNA, BERT, CLEO].map(({ account }) => account.address),
        seats: ["1", "1", "2"],
        unfundedSeats: ["0", "0", "1"],
      },
    },
  );

const commit = (jobId: string, { account }: Person) =>
  record("commitVote", { jobId }, undefined, account.address);
const reveal = (jobId: string, { account }: Person, choice: string) =>
  record("revealVote", { jobId, choice }, undefined, account.address);

test("tells what became of every vote that was drawn", () => {
  const history = foldJob(
    [created("7"), drawn("7", "1"), commit("7", ANNA), commit("7", BERT), reveal("7", ANNA, "2")],
    CAST,
  );
  assert.equal(history.jobId, 7n);
  assert.deepEqual(
    history.handshakes.map(({ handle, ballot, choice, seats, unfundedSeats, round }) => [
      handle,
      ballot,
      choice,
      seats,
      unfundedSeats,
      round,
    ]),
    [
      ["anna", "reject", 2, 1, 0, "1"],
      ["bert", "never-reveal", 1, 1, 0, "1"],
      ["cleo", "absent", 0, 2, 1, "1"],
    ],
  );
});

test("keeps the votes of two rounds apart", () => {
  const { handshakes } = foldJob(
    [
      created("7"),
      drawn("7", "1"),
      commit("7", ANNA),
      drawn("7", "2"),
      commit("7", BERT),
      reveal("7", BERT, "1"),
    ],
    CAST,
  );
  assert.deepEqual(
    handshakes.map(({ ballot }) => ballot),
    ["never-reveal", "absent", "absent", "absent", "approve", "absent"],
  );
});

test("takes a reverted reveal for none", () => {
  const refused = { ...reveal("7", ANNA, "1"), status: "reverted" as const };
  const { handshakes } = foldJob([created("7"), drawn("7", "1"), commit("7", ANNA), refused], CAST);
  assert.equal(handshakes[0]?.ballot, "never-reveal");
});

test("tells a jury's votes by its hearing", () => {
  const JURY_OF_ONE = {
    jobId: "7",
    hearing: "2",
    jurors: [CLEO.account.address],
    seats: ["3"],
    unfundedSeats: ["0"],
  };
  const draw = record("drawJury", { jobId: "7" }, { name: "JuryDrawn", address: JURY, args: JURY_OF_ONE });
  const { dispute, handshakes } = foldJob([created("7"), draw], CAST);
  assert.deepEqual(dispute, [draw]);
  assert.deepEqual(
    handshakes.map(({ body, round, seats }) => [body, round, seats]),
    [["jury", "2", 3]],
  );
});

test("parts jobs that were woven into each other", () => {
  const records = [
    created("1"),
    created("2"),
    record("applyForJob", { jobId: "2" }),
    record("applyForJob", { jobId: "1" }),
  ];
  const histories = foldJobs([...records, record("finalize", { jobId: "9" }), record("tick", {})], CAST);
  assert.deepEqual(
    histories.map(({ jobId, apply }) => [jobId, apply.map(({ args }) => args.jobId)]),
    [
      [1n, ["1"]],
      [2n, ["2"]],
    ],
  );
});

/** A job's whole life, in which each member that has a choice votes, and reveals it if it has two. */
function lifeOf(jobId: string, choices: readonly (readonly string[])[]): TransactionRecord[] {
  const about = (name: string) => record(name, { jobId });
  const votes = [ANNA, BERT, CLEO].map((voter, seat) => ({ voter, choice: choices[seat] ?? [] }));
  return [
    created(jobId),
    about("applyForJob"),
    about("submitResult"),
    drawn(jobId, "1"),
    ...votes.filter(({ choice }) => choice.length > 0).map(({ voter }) => commit(jobId, voter)),
    ...votes.flatMap(({ voter, choice: [, revealed] }) =>
      revealed === undefined ? [] : [reveal(jobId, voter, revealed)],
    ),
    about("closeValidation"),
    about("finalize"),
  ];
}

/** One sequence of several, each of which keeps its order. */
function interleaved<Item>(sequences: readonly (readonly Item[])[], picks: readonly number[]): Item[] {
  const open = sequences.filter((sequence) => sequence.length > 0);
  const [pick = 0, ...later] = picks;
  const index = pick % open.length;
  const [next, ...rest] = open[index] ?? [];
  if (next === undefined) return [];
  return [next, ...interleaved(open.with(index, rest), later)];
}

test("tells jobs alike, however they were woven into each other and into what is about no job", () => {
  const choice = fc.constantFrom([], ["1"], ["1", "1"], ["2", "2"]);
  const choices = fc.array(fc.tuple(choice, choice, choice), { minLength: 1, maxLength: 4 });
  const picks = fc.array(fc.nat(100), { minLength: 60, maxLength: 60 });
  fc.assert(
    fc.property(choices, picks, (votes, order) => {
      const lives = votes.map((own, index) => lifeOf(String(index + 1), own));
      const noise = [record("tick", {}), record("claim", {}), record("finalize", { jobId: "99" })];
      const woven = foldJobs(interleaved([...lives, noise], order), CAST);
      const alone = lives.map((life) => foldJob(life, CAST));
      const byId = (a: { jobId: bigint }, b: { jobId: bigint }) => Number(a.jobId - b.jobId);
      assert.deepEqual(woven.toSorted(byId), alone);
    }),
  );
});

test("leaves out what is tried on a job that is over", () => {
  const tried = { ...record("drawCommittee", { jobId: "1" }), status: "reverted" as const };
  const [history] = foldJobs([created("1"), record("finalize", { jobId: "1" }), tried], CAST);
  assert.deepEqual(history?.validate, []);
});

test("refuses records that do not begin with a posting", () => {
  assert.throws(() => foldJob([record("finalize", { jobId: "1" })], CAST), /begins with/);
});

test("finds a plan's jobs by what the chain keeps of their ids, whatever their order there", () => {
  const posted = (jobId: string, planJobId: string) =>
    record("createJob", {}, { name: "JobCreated", args: { jobId, planJobId: textDigest(planJobId) } });
  const jobs = ["first", "second"].map((id) => ({ id, dependencies: [] }) as unknown as Job);
  const records = [posted("1", "drill:first"), posted("2", "second"), posted("3", "first")];
  const idsOf = (chainIdOf?: (job: Job) => string) =>
    foldRuns(jobs.slice(0, chainIdOf ? 1 : 2), records, CAST, chainIdOf).map(({ job, history }) => [
      job.id,
      history.jobId,
    ]);
  assert.deepEqual(idsOf(), [
    ["first", 3n],
    ["second", 2n],
  ]);
  assert.deepEqual(
    idsOf(({ id }) => `drill:${id}`),
    [["first", 1n]],
  );
  assert.throws(() => foldRuns(jobs, records.slice(0, 2), CAST), /job "first" was not posted/);
});

test("passes over a call that is called as something that every object has", () => {
  const histories = foldJobs([record("constructor", { jobId: "1" }), created("1")], CAST);
  assert.deepEqual(
    histories.map(({ jobId }) => jobId),
    [1n],
  );
});
