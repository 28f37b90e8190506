import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { ROLE } from "../../../../src/model/enums.ts";
import type { DrillKind, Plan } from "../../../../src/model/plan.ts";
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

let plan: Plan;
before(async () => {
  plan = await basePlan();
});

/** Runs a drill; `slashed` at the close of each committee's round. @returns what was called, without votes */
async function rehearse(kind: DrillKind, slashed: readonly string[] = [], script?: JobScript) {
  const cast = castWith(...MEMBERS, person("agent"));
  const job = { ...plan.jobs[0], agent: "agent" } as Plan["jobs"][number];
  const scene = { cast, plan, job, drill: { id: "x", kind, job: job.id, adjustment: null } };
  const chain = new FakeJobs(DRAWN, DRAWN);
  chain.views.set("JobRegistry.jobOf", () => [jobStruct()]);
  chain.views.set("Thermostat.referenceTemperatureWad", () => [1n]);
  chain.views.set("Thermostat.temperatureOf", () => [1n]);
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
