import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import type { DrillKind, Plan } from "../../../../src/model/plan.ts";
import { builtIn } from "../../../../src/plan/drills.ts";
import { runNationalDrills } from "../../../../src/protocol/drills/all.ts";
import { answer } from "../../../support/answer.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { FakeJobs } from "../../../support/fake-jobs.ts";
import { FakePause } from "../../../support/fake-pause.ts";
import { jobStruct } from "../../../support/job-struct.ts";
import { castWith, person } from "../../../support/small-cast.ts";

const DAY_SECONDS = 86_400n;

let plan: Plan;
before(async () => {
  plan = await basePlan();
});

/** The plan with drills of these kinds. */
function withDrills(...kinds: readonly DrillKind[]): Plan {
  const drills = kinds.map((kind) => builtIn(`my-${kind}`, kind));
  return { ...plan, drills };
}

describe("the drills of a nation", () => {
  it("are rehearsed in the plan's order, each between two readings of its own", async () => {
    const cast = castWith();
    const drilled = withDrills("thermostat", "reward", "pause", "quadratic-proposal", "parameters");
    const chain = new FakePause(cast, drilled);
    const scheduled = () => chain.sent.findLast(({ call }) => call === "AccessManager.schedule")?.at ?? 0n;
    chain.guard("StakeManager.setUnbondingSeconds", ({ at }) =>
      at < scheduled() + DAY_SECONDS ? "reverts" : [],
    );
    chain.views.set("StakeManager.unbondingSeconds", () => [700_000n]);
    const readings = await runNationalDrills(chain.driver(), cast, drilled);
    assert.deepEqual(
      readings.map(({ own }) => own.kind),
      ["own", "own", "own"],
    );
    const blocks = readings.map(({ before: earlier, after }) => [earlier.block, after.block]);
    assert.deepEqual(blocks, [
      [1, 3],
      [3, 8],
      [8, 14],
    ]);
  });

  it("have a job of their own where they are about one", async () => {
    const cast = castWith(...["anna", "bert", "cleo"].map((handle) => person(handle)), person("agent"));
    const jobs = plan.jobs.map((job) => ({ ...job, agent: "agent" }));
    const chain = chainOfJobs();
    const driver = chain.driver();
    const [expiry] = await runNationalDrills(driver, cast, { ...withDrills("expiry"), jobs });
    assert.equal(expiry?.own.kind, "job");
    assert.equal(chain.told().at(-1), "operator: JobRegistry.expire");
  });

  it("have nothing to read where there are none", async () => {
    const cast = castWith();
    const chain = new FakePause(cast, plan);
    assert.deepEqual(await runNationalDrills(chain.driver(), cast, withDrills("reward")), []);
    assert.deepEqual([chain.reads, chain.sent], [[], []]);
  });
});

function chainOfJobs(): FakeJobs {
  const chain = new FakeJobs([]);
  chain.book.add("IncentivePolicy", `0x${"99".repeat(20)}`, "IncentivePolicy");
  answer(chain, {
    "JobRegistry.jobOf": [jobStruct()],
    "SystemPause.paused": [false],
    "Thermostat.temperatureWad": [1n],
    "Thermostat.referenceTemperatureWad": [1n],
    "Thermostat.temperatureOf": [1n],
    "IncentivePolicy.roleShares": [[6_500, 1_500, 1_500, 500]],
    "StakeManager.totals": [[0n, 0n, 0n, 0n]],
  });
  return chain;
}
