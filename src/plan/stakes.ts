/** What an agent stakes when its plan does not say: what its jobs demand plus a quarter, rounded up. */
export function defaultAgentStake(demandWei: bigint): bigint {
  return (demandWei * 5n + 3n) / 4n;
}
