import { ceilDiv, max, min } from "./fixed-point.ts";

/** The stake that a job asks at the most, when it is cold. @param baseWei the stake at the reference temperature */
export function dearestStakeWei(baseWei: bigint): bigint {
  return 2n * baseWei;
}

/**
 * The stake that a job asks at a temperature, as `StakeScaling.scale`: hotter is cheaper.
 *
 * @param baseWei the stake at the reference temperature.
 * @param temperatureWad above zero.
 * @returns ceil(base × reference / temperature), clamped to [ceil(base / 2), 2 × base]
 */
export function scaledStakeWei(baseWei: bigint, referenceWad: bigint, temperatureWad: bigint): bigint {
  const scaled = ceilDiv(baseWei * referenceWad, temperatureWad);
  return min(max(scaled, ceilDiv(baseWei, 2n)), dearestStakeWei(baseWei));
}
