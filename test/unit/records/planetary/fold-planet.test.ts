import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import type { GlobalRun } from "../../../../src/model/layer-run.ts";
import type { Plan } from "../../../../src/model/plan.ts";
import type { PlanetaryReadings } from "../../../../src/model/planetary-readings.ts";
import type { TransactionRecord } from "../../../../src/model/record.ts";
import { closePlanet } from "../../../../src/protocol/planetary/closing.ts";
import { runPlanet } from "../../../../src/protocol/planetary/planet.ts";
import { foldPlanet, type PlanetarySources } from "../../../../src/records/planetary/fold-planet.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { fakePlanet } from "../../../support/fake-planet.ts";

/** A run, what it read, and what was sent once it was told. */
interface Ran {
  readonly mission: PlanetarySources;
  readonly records: readonly TransactionRecord[];
  readonly readings: PlanetaryReadings;
  readonly later: readonly TransactionRecord[];
}

let ran: Ran;
let leaderless: Ran;
before(async () => {
  const base = await basePlan();
  const withoutCouncil = { ...base, participants: { ...base.participants, council: [] } };
  ran = await runOf({ ...withoutCouncil, jobs: [] }, base);
  leaderless = await runOf({ ...withoutCouncil, jobs: [] }, withoutCouncil);
});

async function runOf(national: Plan, planetary: Plan): Promise<Ran> {
  const { mission, chain } = fakePlanet(national, planetary);
  const driver = chain.driver();
  const readings = await runPlanet(driver, mission);
  const records = [...driver.records];
  const consensus = mission.nationalReceipts;
  await closePlanet(driver, mission, { consensus, ofRegion: () => consensus });
  return { mission, records, readings, later: driver.records.slice(records.length) };
}

const told = ({ mission, readings }: Ran, records: readonly TransactionRecord[]) =>
  foldPlanet(mission, records, readings);

/** Every transaction that is told, in the order of the telling. */
function transactionsIn(run: GlobalRun): TransactionRecord[] {
  const { anchoring, admission, deployment, decisions, divisions } = run;
  const { ownerApprovals, treasury, runs, thermostat, epochs } = run;
  return [
    ...anchoring.transactions,
    ...admission,
    ...deployment,
    ...[...decisions, ...divisions].flatMap(({ transactions }) => transactions),
    ...(ownerApprovals ?? []),
    ...treasury.endowment,
    ...treasury.refusals.map(({ transaction }) => transaction),
    ...treasury.transactions,
    ...runs
      .flatMap(({ history }) => [
        ...[history.post, history.apply, history.submit],
        ...[history.validate, history.dispute, history.finalize],
      ])
      .flat(),
    ...thermostat.transactions,
    ...epochs.flatMap(({ transactions }) => transactions),
  ];
}

const inOrder = (records: readonly TransactionRecord[]) =>
  records.toSorted((a, b) => a.block - b.block || a.index - b.index);

const isCall = (contract: string, name: string) => (record: TransactionRecord) =>
  record.contract === contract && record.function === name;

/** A call of a contract that nobody here knows. */
const foreign = {
  ...({} as TransactionRecord),
  contract: null,
  function: null,
  to: "0x1",
  args: {},
  events: [],
};

describe("what is told of a planetary run", () => {
  it("leaves out no transaction and tells none twice, with a council or without", () => {
    for (const each of [ran, leaderless])
      assert.deepEqual(inOrder(transactionsIn(told(each, each.records))), each.records);
  });

  it("is what the run did: votes, payments, jobs, epochs", () => {
    const { decisions, ownerApprovals, budgets, treasury, runs, epochs, contracts } = told(ran, ran.records);
    assert.deepEqual(
      decisions.map(({ title, state }) => [title.split(" ")[0], state]),
      [
        ["Approve", "executed"],
        ["Raise", "executed"],
        ["Raise", "defeated"],
        ["Stop", "canceled"],
      ],
    );
    assert.equal(ownerApprovals, null);
    assert.deepEqual(
      budgets.map(({ region }) => region),
      ["NORTH", "SOUTH"],
    );
    assert.deepEqual(
      treasury.refusals.map(({ transaction }) => transaction.index),
      [0, 1, 2],
    );
    const [first, second] = ["council.base.eth", "second.council.base.eth"];
    assert.deepEqual(treasury.payment.signers.map(({ label }) => label).sort(), [first, second]);
    assert.deepEqual(
      runs.map(({ job, history }) => [job.id, history.handshakes.length]),
      [
        ["FIRST", 3],
        ["SECOND", 3],
      ],
    );
    assert.deepEqual(
      epochs.map(({ settledBy, attestations }) => [settledBy, attestations.length]),
      [
        ["operator", 6],
        ["owner", 6],
      ],
    );
    assert.equal(contracts.at(-1)?.name, "RegionalExecutor SOUTH");
  });

  it("has each pre-flight from the block before its queueing", () => {
    for (const { preflight, course, transactions } of told(ran, ran.records).decisions) {
      const queued = transactions.find(({ function: name }) => name === "queue");
      assert.equal(preflight?.block, course === "passes" ? Number(queued?.block) - 1 : undefined);
    }
  });

  it("has each region's part of the pot as its budget", () => {
    const { budgets, divisions } = told(ran, ran.records);
    const [{ outcome, parts, ballots, transactions } = assert.fail("no division")] = divisions;
    assert.equal(outcome, "divided");
    assert.deepEqual(
      parts.map(({ region, executor, approved }) => [region, executor, BigInt(approved)]),
      budgets.map(({ region, executor, approvedWei }) => [region, executor, approvedWei]),
    );
    assert.equal(transactions.length, ballots.length + 1);
  });

  it("has the owner's approvals where there is no council", () => {
    const { decisions, ownerApprovals } = told(leaderless, leaderless.records);
    assert.deepEqual(decisions, []);
    assert.deepEqual(
      ownerApprovals?.map(({ function: name }) => name),
      ["schedule", "schedule", "grantRole", "approveBudget", "approveBudget", "revokeRole"],
    );
  });

  it("is the same once the layer is closed", () => {
    for (const each of [ran, leaderless]) {
      assert.ok(each.later.length > 0);
      assert.deepEqual(told(each, [...each.records, ...each.later]), told(each, each.records));
    }
  });

  it("is the same with foreign transactions before and after it, and among the votes", () => {
    const voting = ran.records.findIndex(isCall("QuadraticGovernor", "castVoteWithReasonAndParams"));
    const mixed = [foreign, ...ran.records.slice(0, voting), foreign, ...ran.records.slice(voting), foreign];
    assert.deepEqual(told(ran, mixed), told(ran, ran.records));
  });
});

describe("a planetary run from which something is missing", () => {
  const lacking = (contract: string, name: string) =>
    ran.records.filter((record) => !isCall(contract, name)(record));

  it("is not told, where a job was not posted", () => {
    assert.throws(() => told(ran, lacking("RegionalExecutor SOUTH", "createJob")), /"SECOND" was not posted/);
  });

  it("is not told, where the Safe paid nothing", () => {
    assert.throws(() => told(ran, lacking("Treasury", "execTransaction")), /Safe paid nothing/);
  });

  it("is not told, where a sitting was not read", () => {
    const unread = { ...ran.readings, sitting: null };
    assert.throws(() => foldPlanet(ran.mission, ran.records, unread), /sitting of the council was not read/);
  });

  it("is not told, where what passed was not executed or not even proposed", () => {
    const unheard = ran.records.filter(({ contract }) => contract !== "QuadraticGovernor");
    const last = ran.records.findLastIndex(isCall("QuadraticGovernor", "execute"));
    assert.throws(() => told(ran, unheard), /"Approve a pot of .*" passed and was not executed/);
    assert.throws(() => told(ran, ran.records.toSpliced(last, 1)), /"Raise .*" passed and was not executed/);
  });

  it("is not told, where a pot was never divided", () => {
    assert.throws(
      () => told(ran, lacking("BudgetDivision", "conclude")),
      /division 1 was opened and never concluded/,
    );
  });

  it("lacks its epochs, where none was settled", () => {
    assert.deepEqual(told(ran, lacking("RewardEngineMB", "settle")).epochs, []);
  });
});
