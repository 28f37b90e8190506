import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { planSettlement, type SettlementCase } from "../../../src/economics/settlement.ts";
import { settlementCase } from "./national-arbitraries.ts";

const JOB: SettlementCase = {
  outcome: "approved",
  employer: "employer",
  agent: "agent",
  operator: "operator",
  treasury: "treasury",
  rewardWei: 1_000n,
  feeWei: 20n,
  bonusWei: 10n,
  bonusCapWei: 30n,
  seatFeesWei: 6n,
  usedSeatFeesWei: 3n,
  jurySeatFeesWei: 0n,
  agentSlashedWei: 0n,
  validatorsSlashedWei: 0n,
  shares: [6_500n, 1_500n, 1_500n, 500n],
  split: { employerBps: 2_000n, validatorsBps: 4_000n, burnBps: 1_000n },
  winners: [
    { account: "first", seats: 2 },
    { account: "second", seats: 1 },
  ],
  bonds: [],
  jurors: [],
  jurorsSlashedWei: 0n,
};

const linesOf = (job: SettlementCase) =>
  planSettlement(job).payments.map(({ payee, amountWei, reason }) => `${payee} ${amountWei} ${reason}`);

describe("a settlement", () => {
  it("pays approved work by role shares, the validators' part by seats", () => {
    assert.deepEqual(linesOf(JOB), [
      "agent 650 AgentReward",
      "operator 150 OperatorReward",
      "employer 50 EmployerRebate",
      "employer 23 EmployerRefund",
      "first 106 ValidatorReward",
      "second 53 ValidatorReward",
      "treasury 1 UnearnedToTreasury",
      "treasury 3 SeatFee",
      "treasury 20 Fee",
    ]);
  });

  it("pays what juries' seats cost to the treasury, whoever was right", () => {
    for (const outcome of ["approved", "rejected", "inconclusive"] as const)
      assert.ok(linesOf({ ...JOB, outcome, jurySeatFeesWei: 7n }).includes("treasury 10 SeatFee"));
  });

  it("refunds rejected work but for what judging it earned", () => {
    assert.deepEqual(linesOf({ ...JOB, outcome: "rejected" }), [
      "employer 873 EmployerRefund",
      "first 106 ValidatorReward",
      "second 53 ValidatorReward",
      "treasury 1 UnearnedToTreasury",
      "treasury 3 SeatFee",
      "treasury 20 Fee",
    ]);
  });

  it("undoes a job without judgement, but for the seats that were seated", () => {
    assert.deepEqual(linesOf({ ...JOB, outcome: "inconclusive", winners: [] }), [
      "employer 1053 EmployerRefund",
      "treasury 3 SeatFee",
    ]);
  });

  it("shares the fee, half of each losing bond and what jurors lost among coherent jurors, by seats", () => {
    const bonds = [
      { claimant: "loser", amountWei: 9n, isUpheld: false },
      { claimant: "winner", amountWei: 18n, isUpheld: true },
    ];
    const jurors = [
      { account: "a", seats: 3 },
      { account: "b", seats: 1 },
    ];
    // 20 of the fee, 4 of the bond of 9, and of the 100 that jurors lost 60; the employer has none of them.
    const lines = linesOf({ ...JOB, bonds, jurors, jurorsSlashedWei: 100n });
    assert.deepEqual(lines.slice(0, 1), ["treasury 30 SlashToTreasury"]);
    assert.deepEqual(lines.slice(-4), [
      "agent 5 BondAwarded",
      "winner 18 BondReturned",
      "a 63 JurorFee",
      "b 21 JurorFee",
    ]);
    const without = linesOf({ ...JOB, bonds, jurorsSlashedWei: 100n });
    assert.ok(without.includes("agent 9 BondAwarded"));
    assert.ok(without.includes("treasury 90 SlashToTreasury"));
  });

  it("splits slashed stake, the treasury taking what rounding leaves", () => {
    const { payments, burnWei } = planSettlement({ ...JOB, validatorsSlashedWei: 101n });
    assert.equal(burnWei, 10n);
    assert.deepEqual(
      payments.slice(0, 2).map(({ amountWei }) => amountWei),
      [20n, 31n],
    );
  });

  it("gives validators nothing of what an agent lost, so that rejecting pays them no more than approving", () => {
    const earned = (job: SettlementCase) => linesOf(job).filter((line) => line.endsWith("ValidatorReward"));
    const rejected = { ...JOB, outcome: "rejected", agentSlashedWei: 1_000n } as const;
    assert.deepEqual(earned(rejected), earned(JOB));
    assert.ok(linesOf(rejected).includes("treasury 700 SlashToTreasury"));
  });

  it("gives out exactly what was paid in", () => {
    fc.assert(
      fc.property(settlementCase, (job) => {
        const { payments, burnWei } = planSettlement(job);
        const outWei = payments.reduce((sum, { amountWei }) => sum + amountWei, burnWei);
        const slashedWei = job.agentSlashedWei + job.validatorsSlashedWei + job.jurorsSlashedWei;
        const bondsWei = job.bonds.reduce((sum, { amountWei }) => sum + amountWei, 0n);
        const seatFeesWei = job.seatFeesWei + job.jurySeatFeesWei;
        const paidInWei = job.rewardWei + job.feeWei + job.bonusCapWei + bondsWei + seatFeesWei;
        assert.equal(outWei, paidInWei + slashedWei);
        assert.ok(payments.every(({ amountWei }) => amountWei > 0n));
      }),
    );
  });
});
