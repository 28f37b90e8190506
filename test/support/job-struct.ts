import { textDigest } from "../../src/records/job-request.ts";

const NOBODY = `0x${"00".repeat(20)}`;
const NOTHING = `0x${"00".repeat(32)}`;

/** What `JobRegistry.jobOf` answers about a job of which only its id in the plan matters. */
export function jobStruct(planJobId: string): readonly unknown[] {
  const amounts = Array(6).fill(0n);
  const head = [NOBODY, 0, 0, 0, false, 0n, NOBODY, 0n, 0n, NOBODY, 0n, 0n];
  const shares = [6_500, 1_500, 1_500, 500];
  return [...head, ...amounts, NOBODY, shares, textDigest(planJobId), NOTHING, NOTHING, NOTHING];
}
