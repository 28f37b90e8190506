import type { PaymentReason } from "../model/enums.ts";
import { part, SHARE, type Shares } from "./shares.ts";
import { seatsOf } from "./vote-count.ts";

export interface Payment {
  readonly payee: string;
  readonly amountWei: bigint;
  readonly reason: PaymentReason;
}

/** A job at its end, as `Settlement.Case`. */
export interface SettlementCase {
  /** "inconclusive" also stands for a job that was cancelled or expired. */
  readonly outcome: "approved" | "rejected" | "inconclusive";
  readonly employer: string;
  readonly agent: string;
  readonly operator: string;
  readonly treasury: string;
  readonly bondPayee: string;
  readonly bondReason: "BondReturned" | "BondAwarded";
  readonly rewardWei: bigint;
  readonly feeWei: bigint;
  /** At most `bonusCapWei`, which was escrowed. */
  readonly bonusWei: bigint;
  readonly bonusCapWei: bigint;
  readonly bondWei: bigint;
  /** Escrowed for the seats of both rounds. */
  readonly seatFeesWei: bigint;
  /** What the seats cost that were seated. */
  readonly usedSeatFeesWei: bigint;
  readonly agentSlashedWei: bigint;
  readonly validatorsSlashedWei: bigint;
  readonly shares: Shares;
  readonly split: {
    readonly employerBps: bigint;
    readonly validatorsBps: bigint;
    readonly burnBps: bigint;
  };
  /** Who shares the validators' pool, by seats. */
  readonly winners: readonly { readonly account: string; readonly seats: number }[];
  /** Who shares the fee; empty if no jury decided. */
  readonly jurors: readonly string[];
}

export interface SettlementPlan {
  /** Without zero amounts. */
  readonly payments: readonly Payment[];
  readonly burnWei: bigint;
}

/**
 * Who gets what of a job's escrow, as `Settlement.plan`. Payments and burn sum to exactly reward + fee + bonus cap +
 * seat fees + bond + slashed.
 */
export function planSettlement(job: SettlementCase): SettlementPlan {
  const burnWei = part(slashedOf(job), job.split.burnBps);
  const slashed = splitSlashed(job, burnWei);
  const reward = splitReward(job);
  const payments: Payment[] = [
    ...slashed.payments,
    ...reward.payments,
    ...(job.outcome === "inconclusive" ? [] : feePayments(job)),
    ...poolPayments(job, slashed.poolWei + reward.poolWei),
    { payee: job.treasury, amountWei: job.usedSeatFeesWei, reason: "SeatFee" },
    { payee: job.bondPayee, amountWei: job.bondWei, reason: job.bondReason },
  ];
  return { payments: payments.filter(({ amountWei }) => amountWei > 0n), burnWei };
}

/** Payments out of one source, and what it adds to the validators' pool. */
interface Division {
  readonly payments: readonly Payment[];
  readonly poolWei: bigint;
}

function slashedOf({ agentSlashedWei, validatorsSlashedWei }: SettlementCase): bigint {
  return agentSlashedWei + validatorsSlashedWei;
}

/** Validators get nothing of what an agent lost: a conviction must not pay them more than an approval. */
function splitSlashed(job: SettlementCase, burnWei: bigint): Division {
  const { split, employer, treasury } = job;
  const slashedWei = slashedOf(job);
  const employerWei = part(slashedWei, split.employerBps);
  const poolWei = part(job.validatorsSlashedWei, split.validatorsBps);
  const treasuryWei = slashedWei - employerWei - poolWei - burnWei;
  return {
    payments: [
      { payee: employer, amountWei: employerWei, reason: "SlashToEmployer" },
      { payee: treasury, amountWei: treasuryWei, reason: "SlashToTreasury" },
    ],
    poolWei,
  };
}

function splitReward(job: SettlementCase): Division {
  const { employer, rewardWei, bonusWei, bonusCapWei } = job;
  const unusedWei = job.seatFeesWei - job.usedSeatFeesWei;
  const refund = (amountWei: bigint): Payment => ({
    payee: employer,
    amountWei: amountWei + unusedWei,
    reason: "EmployerRefund",
  });
  const validatorsWei = part(rewardWei, job.shares[SHARE.validators]);
  switch (job.outcome) {
    case "approved":
      return {
        payments: [...approvedPayments(job, validatorsWei), refund(bonusCapWei - bonusWei)],
        poolWei: validatorsWei + bonusWei,
      };
    case "rejected":
      return {
        payments: [refund(rewardWei - validatorsWei + bonusCapWei - bonusWei)],
        poolWei: validatorsWei + bonusWei,
      };
    case "inconclusive":
      return { payments: [refund(rewardWei + job.feeWei + bonusCapWei)], poolWei: 0n };
  }
}

function approvedPayments(job: SettlementCase, validatorsWei: bigint): Payment[] {
  const operatorWei = part(job.rewardWei, job.shares[SHARE.operators]);
  const rebateWei = part(job.rewardWei, job.shares[SHARE.employers]);
  const agentWei = job.rewardWei - validatorsWei - operatorWei - rebateWei;
  return [
    { payee: job.agent, amountWei: agentWei, reason: "AgentReward" },
    { payee: job.operator, amountWei: operatorWei, reason: "OperatorReward" },
    { payee: job.employer, amountWei: rebateWei, reason: "EmployerRebate" },
  ];
}

function feePayments({ feeWei, jurors, treasury }: SettlementCase): Payment[] {
  const count = BigInt(jurors.length);
  const eachWei = count === 0n ? 0n : feeWei / count;
  return [
    ...jurors.map((payee): Payment => ({ payee, amountWei: eachWei, reason: "JurorFee" })),
    { payee: treasury, amountWei: feeWei - eachWei * count, reason: "Fee" },
  ];
}

function poolPayments({ winners, treasury }: SettlementCase, poolWei: bigint): Payment[] {
  const total = BigInt(seatsOf(winners));
  const rewards = winners.map(
    ({ account, seats }): Payment => ({
      payee: account,
      amountWei: (poolWei * BigInt(seats)) / total,
      reason: "ValidatorReward",
    }),
  );
  const leftWei = rewards.reduce((left, { amountWei }) => left - amountWei, poolWei);
  return [...rewards, { payee: treasury, amountWei: leftWei, reason: "UnearnedToTreasury" }];
}
