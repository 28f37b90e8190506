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
  bondPayee: "claimant",
  bondReason: "BondReturned",
  rewardWei: 1_000n,
  feeWei: 20n,
  bonusWei: 10n,
  bonusCapWei: 30n,
  bondWei: 0n,
  seatFeesWei: 6n,
  usedSeatFeesWei: 3n,
  agentSlashedWei: 0n,
  validatorsSlashedWei: 0n,
  shares: [6_500n, 1_500n, 1_500n, 500n],
  split: { employerBps: 2_000n, validatorsBps: 4_000n, burnBps: 1_000n },
  winners: [
    { account: "first", seats: 2 },
    { account: "second", seats: 1 },
  ],
  jurors: [],
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
      "treasury 20 Fee",
      "first 106 ValidatorReward",
      "second 53 ValidatorReward",
      "treasury 1 UnearnedToTreasury",
      "treasury 3 SeatFee",
    ]);
  });

  it("refunds rejected work but for what judging it earned", () => {
    assert.deepEqual(linesOf({ ...JOB, outcome: "rejected" }), [
      "employer 873 EmployerRefund",
      "treasury 20 Fee",
      "first 106 ValidatorReward",
      "second 53 ValidatorReward",
      "treasury 1 UnearnedToTreasury",
      "treasury 3 SeatFee",
    ]);
  });

  it("undoes a job without judgement, but for the seats that were seated", () => {
    assert.deepEqual(linesOf({ ...JOB, outcome: "inconclusive", winners: [] }), [
      "employer 1053 EmployerRefund",
      "treasury 3 SeatFee",
    ]);
  });

  it("shares the fee among a jury and hands the bond on", () => {
    const disputed = { ...JOB, jurors: ["a", "b", "c"], bondWei: 40n, bondReason: "BondAwarded" } as const;
    const lines = linesOf(disputed);
    assert.deepEqual(lines.slice(4, 8), ["a 6 JurorFee", "b 6 JurorFee", "c 6 JurorFee", "treasury 2 Fee"]);
    assert.equal(lines.at(-1), "claimant 40 BondAwarded");
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
        const slashedWei = job.agentSlashedWei + job.validatorsSlashedWei;
        const paidInWei = job.rewardWei + job.feeWei + job.bonusCapWei + job.bondWei + job.seatFeesWei;
        assert.equal(outWei, paidInWei + slashedWei);
        assert.ok(payments.every(({ amountWei }) => amountWei > 0n));
      }),
    );
  });
});
