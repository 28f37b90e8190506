import { keccak256 } from "ethers/crypto";
import { toUtf8Bytes } from "ethers/utils";
import { part, partUp } from "../economics/shares.ts";
import type { Job } from "../model/plan.ts";

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

/** What `createJob` takes from the employer: reward, fee and bonus cap. */
export function jobCostWei(job: Job, feeBps: number): bigint {
  return job.rewardWei + partUp(job.rewardWei, BigInt(feeBps)) + bonusCapWei(job);
}
