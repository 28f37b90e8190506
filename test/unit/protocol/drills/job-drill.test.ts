import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { ROLE } from "../../../../src/model/enums.ts";
import type { DrillKind, Plan } from "../../../../src/model/plan.ts";
import { builtIn } from "../../../../src/plan/drills.ts";
import { runJobDrill } from "../../../../src/protocol/drills/job-drill.ts";
import { type JobScript, jobScriptOf } from "../../../../src/records/drills/job-script.ts";
import { basePlan } from "../../../support/base-plan.ts";
import type { Effect } from "../../../support/fake-chain.ts";
import { FakeJobs, WINDOW_SECONDS } from "../../../support/fake-jobs.ts";
import { jobStruct } from "../../../support/job-struct.ts";
import { castWith, person } from "../../../support/small-cast.ts";

const MEMBERS = ["anna", "bert", "cleo"].map((handle) => person(handle));
const DRAWN = MEMBERS.map(({ account }) => account);
const SLASHED_WEI = 77n;
const WAD = 10n ** 18n;
const STAKED_WEI = 50n * WAD;
/** Of a seat, by the plan's dearest job. */
const LOCK_WEI = 8n * WAD;

let plan: Plan;
before(async () => {
  plan = await basePlan();
});

/** Runs a drill; `slashed` at the close of each committee's round. @returns what was called, without votes */
async function rehearse(
  kind: DrillKind,
  slashed: readonly string[] = [],
  script?: JobScript,
  stakedWei = STAKED_WEI,
) {
  const cast = castWith(...MEMBERS, person("agent"));
  const job = { ...plan.jobs[0], agent: "agent" } as Plan["jobs"][number];
  const scene = { cast, plan, job, drill: builtIn("x", kind, job.id) };
  const chain = new FakeJobs(DRAWN, DRAWN);
  chain.views.set("JobRegistry.jobOf", () => [jobStruct()]);
  chain.views.set("Thermostat.referenceTemperatureWad", () => [1n]);
  chain.views.set("Thermostat.temperatureOf", () => [1n]);
  stake(chain, stakedWei);
  const close = chain.effects.get("JobRegistry.closeValidation") ?? (() => []);
  chain.effects.set("JobRegistry.closeValidation", (sent): Effect => {
    const effect = close(sent);
    const losses = slashed.map((handle) => ({
      contract: "StakeManager",
      name: "StakeSlashed",
      args: [1n, cast.accountOf(handle).address, ROLE.validator, SLASHED_WEI, 0],
    }));
    return effect === "reverts" ? effect : [...effect, ...losses];
  });
  await runJobDrill(chain.driver(), scene, script ?? (jobScriptOf(scene) as JobScript));
  const told = chain.told().filter((line) => !line.endsWith("Vote"));
  return { chain, told: told.slice(told.indexOf("agent: JobRegistry.applyForJob") + 1) };
}

/** Anna is drawn for two seats, and has staked so much. */
function stake(chain: FakeJobs, stakedWei: bigint): void {
  chain.book.add("SortitionPool", `0x${"55".repeat(20)}`, "SortitionPool");
  const [anna, bert] = DRAWN.map(({ address }) => address);
  chain.views.set("SortitionPool.draw", () => [[anna, bert], [2, 1], 1n, 1n]);
  chain.views.set("StakeManager.positionOf", () => [[stakedWei, 0n, 0n, 0n, 0n]]);
  chain.effects.set("StakeManager.requestUnbonding", ({ from, args, at }): Effect => {
    return [{ name: "UnbondingStarted", args: [from.address, args.role, args.amountWei, at + 900n] }];
  });
  chain.effects.set("StakeManager.withdraw", ({ from, args }): Effect => {
    const [asked] = chain.argsOf("StakeManager.requestUnbonding");
    return [{ name: "StakeWithdrawn", args: [from.address, args.role, asked?.amountWei] }];
  });
}

const HANDED_IN = "agent: JobRegistry.submitResult";
const ROUND = ["operator: ValidationModule.drawCommittee", "operator: JobRegistry.closeValidation"];
const JURY = "operator: DisputeModule.drawJury";
const PAID = "operator: JobRegistry.finalize";

describe("the drill of a job", () => {
  it("that is rejected ends with the committee's verdict", async () => {
    const { chain, told } = await rehearse("rejection");
    assert.deepEqual(told, [HANDED_IN, ...ROUND, PAID]);
    assert.equal(chain.clock.now, chain.sent.at(-1)?.at);
  });

  it("that expires waits out the hard deadline, and nothing is handed in or judged", async () => {
    const { chain, told } = await rehearse("expiry");
    assert.deepEqual(told, ["operator: JobRegistry.expire"]);
    const [taken, expired] = chain.sent.slice(-2);
    assert.equal((expired?.at ?? 0n) - (taken?.at ?? 0n), 2n * WINDOW_SECONDS + 1n);
  });

  it("whose first committee misses its quorum has another one judge", async () => {
    const { told } = await rehearse("quorum-missed");
    assert.deepEqual(told, [HANDED_IN, ...ROUND, ...ROUND, PAID]);
  });

  it("whose committees come to nothing twice goes to a jury that nobody called", async () => {
    const silent: JobScript = { intervention: "nobody reveals", rounds: [() => "never-reveal"] };
    const { told } = await rehearse("quorum-missed", [], silent);
    assert.deepEqual(told, [HANDED_IN, ...ROUND, ...ROUND, JURY, PAID]);
  });

  it("that is disputed has whoever lost raise the dispute, and the jury decide", async () => {
    const won = await rehearse("dispute-won");
    assert.deepEqual(won.told, [HANDED_IN, ...ROUND, "agent: JobRegistry.raiseDispute", JURY, PAID]);
    const lost = await rehearse("dispute-lost");
    assert.deepEqual(lost.told, [HANDED_IN, ...ROUND, "employer: JobRegistry.raiseDispute", JURY, PAID]);
  });

  it("whose jury keeps silent has the owner rule", async () => {
    const { told } = await rehearse("owner-ruling");
    const ruling = ["owner: AccessManager.schedule", "owner: DisputeModule.ruleByOwner"];
    assert.deepEqual(told.slice(-4), [JURY, ...ruling, PAID]);
  });

  it("whose member takes stake out before the draw leaves all but a wei of its seats' locks, and brings it back", async () => {
    const { chain, told } = await rehearse("unfunded-seat");
    assert.deepEqual(told, [
      HANDED_IN,
      "anna: StakeManager.requestUnbonding",
      "anna: StakeManager.withdraw",
      ...ROUND,
      PAID,
      "anna: StakeManager.depositStake",
    ]);
    const amountWei = String(STAKED_WEI - (2n * LOCK_WEI - 1n));
    const asked = chain.argsOf("StakeManager.requestUnbonding");
    assert.deepEqual(asked, [{ role: String(ROLE.validator), amountWei }]);
    assert.deepEqual(chain.argsOf("StakeManager.depositStake"), asked);
    const [left, drawn] = ["StakeManager.withdraw", "ValidationModule.drawCommittee"].map(
      (call) => chain.sent.find((sent) => sent.call === call)?.at ?? 0n,
    );
    assert.ok((left ?? 0n) < (drawn ?? 0n));
  });

  it("takes nothing out where too little is left for the seats already", async () => {
    const { told } = await rehearse("unfunded-seat", [], undefined, 5n);
    assert.deepEqual(told, [HANDED_IN, ...ROUND, PAID]);
  });

  it("ends with whoever was slashed staking as much again, in one block", async () => {
    const { chain, told } = await rehearse("non-reveal", ["anna", "cleo"]);
    assert.deepEqual(told.slice(-3), [
      PAID,
      "anna: StakeManager.depositStake",
      "cleo: StakeManager.depositStake",
    ]);
    const amount = { role: String(ROLE.validator), amountWei: String(SLASHED_WEI) };
    assert.deepEqual(chain.argsOf("StakeManager.depositStake"), [amount, amount]);
    assert.equal(chain.sent.at(-1)?.at, chain.sent.at(-2)?.at);
  });
});
