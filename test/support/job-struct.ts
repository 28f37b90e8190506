import { numberOf, OUTCOMES, type Outcome } from "../../src/model/enums.ts";
import { textDigest } from "../../src/records/job-request.ts";
import { contractType } from "../../src/system/contract-artefacts.ts";
import type { FakeChain } from "./fake-chain.ts";
import { structAnswer } from "./zero-struct.ts";

const NOBODY = `0x${"00".repeat(20)}`;
const NOTHING = `0x${"00".repeat(32)}`;
const SHARES = { agentsBps: 6_500, validatorsBps: 1_500, operatorsBps: 1_500, employersBps: 500 };

/** What `JobRegistry.jobOf` answers about a job of which only its shares and its reward matter. */
export function jobStruct(): unknown {
  return structAnswer(contractType("JobRegistry").abi, "jobOf", { shares: SHARES, rewardWei: 14n })[0];
}

/** Has a job been posted before, of which only its id in the plan matters. */
export function wasPosted(chain: FakeChain, jobId: bigint, planJobId: string): void {
  const planId = textDigest(planJobId);
  const request = [planId, NOTHING, NOTHING, NOBODY, 1n, 0n, 0n, 1n, 0, []];
  chain.happens("JobRegistry", "JobCreated", jobId, NOBODY, planId, request, 0n, 0n, 1n, SHARES, 0n);
}

/** Has an attempt at a job ended before. */
export function wasFinalized(chain: FakeChain, jobId: bigint, outcome: Outcome): void {
  chain.happens("JobRegistry", "JobFinalized", jobId, numberOf(OUTCOMES, outcome), 0, 0n, 0n);
}
