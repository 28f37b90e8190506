import { keccak256 } from "ethers/crypto";
import { toUtf8Bytes } from "ethers/utils";
import type { ClaimTerms } from "../economics/jury.ts";
import { type SeatTerms, seatFeesWei, seatLockOfTerms } from "../economics/seats.ts";
import { part, partUp } from "../economics/shares.ts";
import type { Job, Plan } from "../model/plan.ts";

/** Digest that stands for a text on chain: keccak256 of its UTF-8. */
export function textDigest(text: string): string {
  return keccak256(toUtf8Bytes(text));
}

/** What `createJob` escrows for the validators' bonus, wei. */
export function bonusCapWei({
  rewardWei,
  validatorBonusCapBps,
}: Pick<Job, "rewardWei" | "validatorBonusCapBps">): bigint {
  return part(rewardWei, validatorBonusCapBps);
}

/** `city:Lyon`, `region:EU`: what the chain keeps the hash of. */
export function jurisdictionLabel({ jurisdiction }: Job): string {
  return `${jurisdiction.kind}:${jurisdiction.name}`;
}

/** What the nation's terms make a job cost beside its reward and its bonus. */
export interface CostTerms extends SeatTerms {
  readonly feeBps: number;
}

/** @param national the plan that fixes the terms of every job */
export function costTerms(national: Plan): CostTerms {
  const { protocol } = national;
  return {
    feeBps: protocol.fees.protocolBps,
    committeeSize: protocol.committee.size,
    seatFeeBps: protocol.fees.seatBps,
    seatLockWei: seatLockOf(national),
  };
}

/** What a committee's seat locks at most, whichever layer's job it judges. */
export function seatLockOf({ jobs, borrowed }: Pick<Plan, "jobs" | "borrowed">): bigint {
  return seatLockOfTerms([...jobs, ...borrowed].map(({ validatorStakeWei }) => validatorStakeWei));
}

type PricedJob = Pick<Job, "rewardWei" | "validatorBonusCapBps">;

/** What there is to be earned by a job at most: its bonus can have been doubled when its work is handed in. */
export function mostWorthWei(job: PricedJob): bigint {
  return job.rewardWei + bonusCapWei(job);
}

/** What `createJob` escrows for the seats of two committees. */
export function seatFeesOf(job: PricedJob, terms: SeatTerms): bigint {
  return seatFeesWei(mostWorthWei(job), terms);
}

/** @param national the plan that fixes the terms of every job */
export function claimTerms(national: Pick<Plan, "protocol" | "jobs" | "borrowed">): ClaimTerms {
  const { fees, committee } = national.protocol;
  return {
    bondBps: fees.disputeBondBps,
    seatFeeBps: fees.seatBps,
    jurySize: committee.jurySize,
    jurorLockWei: seatLockOf(national),
  };
}

/** What `createJob` takes from the employer: reward, fee, bonus cap and the seat fees of both rounds. */
export function jobCostWei(job: PricedJob, terms: CostTerms): bigint {
  return job.rewardWei + partUp(job.rewardWei, terms.feeBps) + bonusCapWei(job) + seatFeesOf(job, terms);
}

/**
 * What a job costs its employer if all goes as planned: its work is approved by one committee, and its bonus does not
 * double. What comes back of the reward is the employers' share.
 *
 * @param national the plan that fixes the terms of every job
 */
export function plannedCostWei(job: PricedJob & Pick<Job, "validatorBonusBps">, national: Plan): bigint {
  const { rewardWei, validatorBonusBps } = job;
  const terms = costTerms(national);
  const rebateWei = part(rewardWei, national.protocol.shares.employersBps);
  const bonusWei = part(rewardWei, validatorBonusBps);
  const feesWei = partUp(rewardWei, terms.feeBps) + seatFeesWei(rewardWei + bonusWei, terms) / 2n;
  return rewardWei - rebateWei + bonusWei + feesWei;
}
