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
  readonly rewardWei: bigint;
  readonly feeWei: bigint;
  /** At most `bonusCapWei`, which was escrowed. */
  readonly bonusWei: bigint;
  readonly bonusCapWei: bigint;
  /** Escrowed for the seats of both rounds. */
  readonly seatFeesWei: bigint;
  /** What the seats cost that were seated, and those of a first jury without a claimant. */
  readonly usedSeatFeesWei: bigint;
  /** What claimants paid for the seats of their juries. */
  readonly jurySeatFeesWei: bigint;
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
  /** Of a dispute, none of all without one: the bonds in order of the hearings, the coherent jurors, what jurors lost. */
  readonly bonds: readonly {
    readonly claimant: string;
    /** Without the fees of the seats that its jury had. */
    readonly amountWei: bigint;
    /** Whether the claim held at last. */
    readonly isUpheld: boolean;
  }[];
  readonly jurors: readonly { readonly account: string; readonly seats: number }[];
  readonly jurorsSlashedWei: bigint;
}

export interface SettlementPlan {
  /** Without zero amounts. */
  readonly payments: readonly Payment[];
  readonly burnWei: bigint;
}

/** The coherent jurors' part of a losing bond. */
const JURORS_BOND_BPS = 5_000n;

/**
 * Who gets what of a job's escrow, as `Settlement.plan`. Payments and burn sum to exactly reward + fee + bonus cap +
 * seat fees, those of juries too, + bonds + slashed.
 */
export function planSettlement(job: SettlementCase): SettlementPlan {
  const burnWei = part(slashedOf(job) + job.jurorsSlashedWei, job.split.burnBps);
  const slashed = splitSlashed(job, burnWei);
  const reward = splitReward(job);
  const bonds = job.bonds.map((bond) => settleBond(job, bond));
  const feeWei = job.outcome === "inconclusive" ? 0n : job.feeWei;
  const potWei = bonds.reduce((sum, { jurorsWei }) => sum + jurorsWei, slashed.jurorsWei + feeWei);
  const payments: Payment[] = [
    ...slashed.payments,
    ...reward.payments,
    ...payBySeats(job.winners, slashed.poolWei + reward.poolWei, "ValidatorReward", {
      payee: job.treasury,
      reason: "UnearnedToTreasury",
    }),
    { payee: job.treasury, amountWei: job.usedSeatFeesWei + job.jurySeatFeesWei, reason: "SeatFee" },
    ...bonds.map(({ payment }) => payment),
    ...payBySeats(job.jurors, potWei, "JurorFee", { payee: job.treasury, reason: "Fee" }),
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

/**
 * Validators get nothing of what an agent lost: a conviction must not pay them more than an approval. Of what jurors lost
 * the parts that are the employer's and the validators' otherwise go to the coherent jurors.
 */
function splitSlashed(job: SettlementCase, burnWei: bigint): Division & { readonly jurorsWei: bigint } {
  const { split, employer, treasury, jurors, jurorsSlashedWei } = job;
  const othersWei = slashedOf(job);
  const employerWei = part(othersWei, split.employerBps);
  const poolWei = part(job.validatorsSlashedWei, split.validatorsBps);
  const jurorsWei =
    jurors.length === 0 ? 0n : part(jurorsSlashedWei, split.employerBps + split.validatorsBps);
  const treasuryWei = othersWei + jurorsSlashedWei - employerWei - poolWei - jurorsWei - burnWei;
  return {
    payments: [
      { payee: employer, amountWei: employerWei, reason: "SlashToEmployer" },
      { payee: treasury, amountWei: treasuryWei, reason: "SlashToTreasury" },
    ],
    poolWei,
    jurorsWei,
  };
}

/** Goes back to its claimant if the claim held; else to the party that the outcome favours, and half of it to the jurors. */
function settleBond(
  { outcome, agent, employer, jurors }: SettlementCase,
  { claimant, amountWei, isUpheld }: SettlementCase["bonds"][number],
): { readonly payment: Payment; readonly jurorsWei: bigint } {
  if (isUpheld) return { payment: { payee: claimant, amountWei, reason: "BondReturned" }, jurorsWei: 0n };
  const jurorsWei = jurors.length === 0 ? 0n : part(amountWei, JURORS_BOND_BPS);
  const payee = outcome === "approved" ? agent : employer;
  return { payment: { payee, amountWei: amountWei - jurorsWei, reason: "BondAwarded" }, jurorsWei };
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

/** Each share rounds down; what is left goes elsewhere. */
function payBySeats(
  payees: readonly { readonly account: string; readonly seats: number }[],
  amountWei: bigint,
  reason: PaymentReason,
  rest: Pick<Payment, "payee" | "reason">,
): Payment[] {
  const total = BigInt(seatsOf(payees));
  const shares = payees.map(
    ({ account, seats }): Payment => ({
      payee: account,
      amountWei: (amountWei * BigInt(seats)) / total,
      reason,
    }),
  );
  const leftWei = shares.reduce((left, share) => left - share.amountWei, amountWei);
  return [...shares, { ...rest, amountWei: leftWei }];
}
