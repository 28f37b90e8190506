import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { accountOf } from "../../../../src/chain/accounts.ts";
import { workerOf } from "../../../../src/economics/attempts.ts";
import { part } from "../../../../src/economics/shares.ts";
import {
  numberOf,
  OUTCOMES,
  type Outcome,
  PAYMENT_REASONS,
  type PaymentReason,
  ROLE,
} from "../../../../src/model/enums.ts";
import type { JobRun } from "../../../../src/model/layer-run.ts";
import type { Job, Plan } from "../../../../src/model/plan.ts";
import { AddressBook } from "../../../../src/records/address-book.ts";
import { plannedCostWei } from "../../../../src/records/job-request.ts";
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

const EMPLOYER = accountOf("NORTH").address;
const event = (name: string, args: object) => ({
  name,
  args: Object.fromEntries(Object.entries(args).map(([key, value]) => [key, String(value)])),
});

/** How a job went: two judged it, as the plan would have it unless something else is said. */
function historyOf(job: Job, { outcome = "approved" as Outcome, paidWei = 90n, choices = [1, 1] } = {}) {
  const paid = (reason: PaymentReason, payee: string, amountWei: bigint) =>
    event("EscrowPaid", { payee, amountWei, reason: numberOf(PAYMENT_REASONS, reason) });
  const records = (...events: object[]) => [{ events }];
  return {
    handshakes: [
      ...VOTERS.map((voter) => ({ body: "committee", voter })),
      { body: "jury", voter: accountOf("a juror").address },
    ],
    post: records(event("JobCreated", { employer: EMPLOYER })),
    apply: records(event("JobAssigned", { deadline: 1_000 + job.deadlineSeconds })),
    submit: records(event("ResultSubmitted", { submittedAt: 1_000 + job.deadlineSeconds / 2 })),
    validate: records(
      ...VOTERS.map((validator, index) => event("VoteRevealed", { validator, choice: choices[index] })),
    ),
    dispute: [],
    finalize: records(
      paid("AgentReward", "an agent", paidWei),
      paid("SeatFee", "the treasury", 10n),
      paid("EmployerRebate", EMPLOYER, 5n),
      paid("SlashToTreasury", "the treasury", 1_000n),
      event("JobFinalized", { outcome: numberOf(OUTCOMES, outcome) }),
    ),
  };
}

function attested(said: Partial<Job> = {}, course: Parameters<typeof historyOf>[1] = {}, attempt = 1) {
  const job = { ...first, ...said };
  const run = { job, attempt, history: historyOf(job, course) };
  return telemetryOf(BOOK, CAST, { plan, terms: plan }, run as unknown as JobRun);
}

describe("the telemetry of a job", () => {
  it("is of its agent, of each who judged, of the operator and of the region's executor", () => {
    assert.deepEqual(
      attested().map(({ role, account }) => [role, account]),
      [
        [ROLE.agent, CAST.accountOf(first.agent).address],
        ...VOTERS.map((voter) => [ROLE.validator, voter]),
        [ROLE.operator, CAST.operator.address],
        [ROLE.employer, EMPLOYER],
      ],
    );
    assert.equal(attested({ region: null }).at(-1)?.account, accountOf("GLOBAL").address);
  });

  it("is of whoever made the attempt", () => {
    const [agent] = attested({ onFailure: "substitute" }, {}, 2);
    const substitute = workerOf(plan.participants, { ...first, onFailure: "substitute" }, 2);
    assert.notEqual(substitute, first.agent);
    assert.equal(agent?.account, CAST.accountOf(substitute).address);
  });

  it("has all take the worked part of the job's energy budget, whatever the temperature", () => {
    const energies = attested({ energyBudgetWad: 700n }).map(({ energyWad }) => energyWad);
    assert.deepEqual(energies, [350n, 350n, 350n, 350n, 350n]);
  });

  it("has the agent alone cost what came out of the escrow for work, and take uncertainty away", () => {
    const [agent, ...others] = attested({ expectedEntropyWad: 1_000n }).map(
      ({ costWei, uPreWad, uPostWad }) => [costWei, uPreWad, uPostWad],
    );
    // Two of the three judges whom the plan has seats for: 1 − (1 − H(81/82) / ln 2) / (1 − H(729/730) / ln 2)
    assert.deepEqual(agent, [100n, 1_000n, 82n]);
    for (const other of others) assert.deepEqual(other, [0n, 0n, 0n]);
    const divided = attested({ expectedEntropyWad: 1_000n }, { choices: [1, 2] });
    assert.equal(divided[0]?.uPostWad, 1_000n);
  });

  it("divides the reward above the planned cost by the role shares, the validators' part evenly", () => {
    const said = { rewardWei: 2_000n, validatorBonusBps: 0, validatorBonusCapBps: 0 };
    const worthWei = plannedCostWei({ ...first, ...said }, plan) + 2_000n;
    const values = attested(said).map(({ valueWei }) => valueWei);
    assert.deepEqual(values, [
      part(worthWei, 6_500),
      part(worthWei, 1_500) / 2n,
      part(worthWei, 1_500) / 2n,
      part(worthWei, 1_500),
      part(worthWei, 500),
    ]);
  });

  it("finds no value in work that was not approved, and no uncertainty gone", () => {
    const told = attested({ expectedEntropyWad: 9n }, { outcome: "rejected" });
    assert.deepEqual(
      told.map(({ valueWei }) => valueWei),
      [0n, 0n, 0n, 0n, 0n],
    );
    assert.deepEqual([told[0]?.costWei, told[0]?.uPostWad], [100n, 9n]);
  });

  it("is of nothing, by the operator, where no job was finished", () => {
    const { role, account, ...numbers } = idleTelemetry(CAST);
    assert.deepEqual([role, account], [ROLE.operator, CAST.operator.address]);
    assert.deepEqual(new Set(Object.values(numbers)), new Set([0n]));
  });
});
