import type { Cast } from "../../src/model/cast.ts";
import type { MissionLane } from "../../src/protocol/driver.ts";
import { assign, type JobBrief, post, submit } from "../../src/protocol/lifecycle.ts";

/** The terms of a job of 1,000 wei, posted by the employer. */
export function briefBy(cast: Cast, said: Partial<JobBrief> = {}): JobBrief {
  return {
    planJobId: "JOB",
    title: "A job",
    jurisdiction: "city:Lyon",
    terms: {
      rewardWei: 1_000n,
      deadlineSeconds: 600,
      validatorBonusBps: 500,
      validatorBonusCapBps: 1_000,
      adjustmentOnDelay: "raise-temperature",
    },
    maxCostWei: 1_000_000n,
    poster: { from: cast.employer, contract: "JobRegistry" },
    operator: cast.operator,
    dependencies: [],
    ...said,
  };
}

/** Posts a job and has it taken and handed in. @returns its id on chain. */
export async function postedJob(lane: MissionLane, cast: Cast): Promise<bigint> {
  const agent = cast.accountOf("agent");
  const jobId = await post(lane, briefBy(cast));
  await assign(lane, jobId, agent, { agentStakeWei: 100n });
  await submit(lane, jobId, agent, `0x${"ab".repeat(32)}`);
  return jobId;
}
