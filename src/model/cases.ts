/** The number of attempts before one is above these bits of its id on chain. */
const ATTEMPT_SHIFT = 64n;

/** Which attempt at its job an id on chain is, from 1. */
export function attemptOfCase(caseId: bigint): number {
  return Number(caseId >> ATTEMPT_SHIFT) + 1;
}

/** The id of the job itself, whichever attempt an id on chain is. */
export function jobOfCase(caseId: bigint): bigint {
  return BigInt.asUintN(Number(ATTEMPT_SHIFT), caseId);
}
