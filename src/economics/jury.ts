/** How juries grow from one hearing of a dispute to the next, as `JuryMath`. Hearings are numbered from 1. */

/** Seats of a hearing: `jurySize`, then twice as many and one. */
export function jurySeats(jurySize: number, hearing: number): number {
  return (jurySize + 1) * 2 ** (hearing - 1) - 1;
}

/** Seats of a hearing that must reveal: as large a part as of the first, rounded up. */
export function juryQuorumOf(
  { jurySize, juryQuorum }: { readonly jurySize: number; readonly juryQuorum: number },
  hearing: number,
): number {
  return Math.ceil((juryQuorum * jurySeats(jurySize, hearing)) / jurySize);
}

/** What a member of the council stakes at least to be drawn: it covers a quorum of a first jury's seats. */
export function councilStakeWei({ juryQuorum }: { readonly juryQuorum: number }, lockWei: bigint): bigint {
  return BigInt(juryQuorum) * lockWei;
}

/** Bond of a hearing: twice that of the one before. */
export function hearingBondWei(firstWei: bigint, hearing: number): bigint {
  return firstWei << BigInt(hearing - 1);
}
