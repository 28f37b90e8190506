/** One basis point as an 18-decimal ratio. */
export const WAD_PER_BPS = 10n ** 14n;

/** @returns basis points, rounded down */
export function toBps(ratioWad: bigint): number {
  return Number(ratioWad / WAD_PER_BPS);
}
