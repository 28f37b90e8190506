import type { PaymentReason } from "../model/enums.ts";
import { part, SHARE, type Shares } from "./shares.ts";

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
  readonly slashedWei: bigint;
  readonly shares: Shares;
  readonly split: {
    readonly employerBps: bigint;
    readonly validatorsBps: bigint;
    readonly burnBps: bigint;
  };
  /** Who shares the validators' pool, by weight. */
  readonly winners: readonly { readonly account: string; readonly weightWei: bigint }[];
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
 * bond + slashed.
 */
export function planSettlement(job: SettlementCase): SettlementPlan {
  const burnWei = part(job.slashedWei, job.split.burnBps);
  const slashed = splitSlashed(job, burnWei);
  const reward = splitReward(job);
  const payments = [
    ...slashed.payments,
    ...reward.payments,
    ...(job.outcome === "inconclusive" ? [] : feePayments(job)),
    ...poolPayments(job, slashed.poolWei + reward.poolWei),
    { payee: job.bondPayee, amountWei: job.bondWei, reason: job.bondReason },
  ];
  return { payments: payments.filter(({ amountWei }) => amountWei > 0n), burnWei };
}

/** Payments out of one source, and what it adds to the validators' pool. */
interface Division {
  readonly payments: readonly Payment[];
  readonly poolWei: bigint;
}

function splitSlashed({ slashedWei, split, employer, treasury }: SettlementCase, burnWei: bigint): Division {
  const employerWei = part(slashedWei, split.employerBps);
  const poolWei = part(slashedWei, split.validatorsBps);
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
  const refund = (amountWei: bigint): Payment => ({ payee: employer, amountWei, reason: "EmployerRefund" });
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
  const totalWei = winners.reduce((sum, { weightWei }) => sum + weightWei, 0n);
  const rewards = winners.map(
    ({ account, weightWei }): Payment => ({
      payee: account,
      amountWei: (poolWei * weightWei) / totalWei,
      reason: "ValidatorReward",
    }),
  );
  const leftWei = rewards.reduce((left, { amountWei }) => left - amountWei, poolWei);
  return [...rewards, { payee: treasury, amountWei: leftWei, reason: "UnearnedToTreasury" }];
}
