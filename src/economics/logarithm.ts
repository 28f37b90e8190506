/** Fixed-point scale of {@link lnRatio}. */
export const LN_SCALE = 10n ** 36n;

const LN_2 = 2n * atanh(LN_SCALE / 3n);

/**
 * The natural logarithm of a ratio of at least one, in units of 10^-36, at most 10^-33 below the true value.
 *
 * `ln(2^k·m) = k·ln 2 + 2·atanh((m - 1)/(m + 1))` for m in [1, 2), the series of atanh summed until its terms vanish.
 *
 * @throws RangeError if the ratio is below one.
 */
export function lnRatio(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n || numerator < denominator) {
    throw new RangeError(`${numerator}/${denominator} is below one`);
  }
  const power = BigInt((numerator / denominator).toString(2).length - 1);
  const mantissa = (numerator * LN_SCALE) / (denominator << power);
  return power * LN_2 + 2n * atanh(((mantissa - LN_SCALE) * LN_SCALE) / (mantissa + LN_SCALE));
}

/** @param x in units of 10^-36, in [0, 1/2) */
function atanh(x: bigint): bigint {
  const square = (x * x) / LN_SCALE;
  let sum = 0n;
  for (let power = x, n = 1n; power > 0n; power = (power * square) / LN_SCALE, n += 2n) sum += power / n;
  return sum;
}
