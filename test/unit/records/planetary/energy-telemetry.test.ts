import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { accountOf } from "../../../../src/chain/accounts.ts";
import { courseOf } from "../../../../src/economics/drawn-course.ts";
import { numberOf, OUTCOMES, type Outcome, ROLE } from "../../../../src/model/enums.ts";
import type { JobRun } from "../../../../src/model/layer-run.ts";
import type { Job, Plan } from "../../../../src/model/plan.ts";
import { AddressBook } from "../../../../src/records/address-book.ts";
import { idleTelemetry, telemetryOf } from "../../../../src/records/planetary/energy-telemetry.ts";
import { contractType } from "../../../../src/system/contract-artefacts.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { castWith } from "../../../support/small-cast.ts";

const CAST = castWith();
const VOTERS = ["anna", "bert"].map((voter) => accountOf(voter).address);
const BOOK = AddressBook.from(
  ["NORTH", "GLOBAL"].map((region) => ({
    name: `RegionalExecutor ${region}`,
    address: accountOf(region).address,
    artifact: "RegionalExecutor",
  })),
  contractType,
);

let plan: Plan;
let first: Job;
before(async () => {
  plan = await basePlan();
  first = plan.jobs[0] as Job;
});

/** What is attested of a job that two have judged. */
function attested(said: Partial<Job> = {}, outcome: Outcome = "approved") {
  const args = { outcome: String(numberOf(OUTCOMES, outcome)) };
  const history = {
    handshakes: [
      ...VOTERS.map((voter) => ({ body: "committee", voter })),
      { body: "jury", voter: accountOf("a juror").address },
    ],
    finalize: [{ events: [{ name: "JobFinalized", args }] }],
  };
  const run = { job: { ...first, ...said }, history };
  return telemetryOf(BOOK, CAST, plan, run as unknown as JobRun);
}

describe("the telemetry of a job", () => {
  it("is of its agent, of each who judged, of the operator and of the region's executor", () => {
    assert.deepEqual(
      attested().map(({ role, account }) => [role, account]),
      [
        [ROLE.agent, CAST.accountOf(first.agent).address],
        ...VOTERS.map((voter) => [ROLE.validator, voter]),
        [ROLE.operator, CAST.operator.address],
        [ROLE.employer, accountOf("NORTH").address],
      ],
    );
    assert.equal(attested({ region: null }).at(-1)?.account, accountOf("GLOBAL").address);
  });

  it("is the worked part of the deadline, on the temperature's scale, alike for all", () => {
    const { initialTemperatureWad } = plan.governance.thermostat;
    const energyWad =
      (initialTemperatureWad * BigInt(courseOf(plan, first).workSeconds)) / BigInt(first.deadlineSeconds);
    assert.ok(energyWad > 0n && energyWad < initialTemperatureWad);
    assert.deepEqual(new Set(attested().map((told) => told.energyWad)), new Set([energyWad]));
  });

  it("has the agent alone cost its reward and take away all uncertainty", () => {
    const [agent, ...others] = attested({ rewardWei: 2_019n, expectedEntropyWad: 7n }).map(
      ({ costWei, uPreWad, uPostWad }) => [costWei, uPreWad, uPostWad],
    );
    assert.deepEqual(agent, [2_019n, 7n, 0n]);
    for (const other of others) assert.deepEqual(other, [0n, 0n, 0n]);
  });

  it("divides a twentieth more than the reward by the role shares, and the validators' part evenly", () => {
    const values = attested({ rewardWei: 2_000n }).map(({ valueWei }) => valueWei);
    assert.deepEqual(values, [1_365n, 157n, 157n, 315n, 105n]);
  });

  it("finds no value in work that was not approved", () => {
    const values = attested({}, "rejected").map(({ valueWei }) => valueWei);
    assert.deepEqual(values, [0n, 0n, 0n, 0n, 0n]);
  });

  it("is of nothing, by the operator, where no job was finished", () => {
    const { role, account, ...numbers } = idleTelemetry(CAST);
    assert.deepEqual([role, account], [ROLE.operator, CAST.operator.address]);
    assert.deepEqual(new Set(Object.values(numbers)), new Set([0n]));
  });
});
