/**
 * economics: the contracts' sums once more, in integers. Knows what was paid and when; knows nothing of blocks and
 * transactions.
 */

/** Fixed-point arithmetic on bigints, digit for digit what the contracts compute. */

export function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

export function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/**
 * The integer square root, rounded down, by Newton's iteration from above.
 *
 * @throws RangeError if `value` is negative.
 */
export function sqrt(value: bigint): bigint {
  if (value < 0n) throw new RangeError(`no square root of ${value}`);
  if (value < 2n) return value;
  let estimate = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (estimate + value / estimate) >> 1n;
    if (next >= estimate) return estimate;
    estimate = next;
  }
}

/** `numerator / denominator`, rounded up. Both must be non-negative, the denominator above zero. */
export function ceilDiv(numerator: bigint, denominator: bigint): bigint {
  return (numerator + denominator - 1n) / denominator;
}

/** `numerator / denominator`, rounded down also below zero. The denominator must be above zero. */
export function floorDiv(numerator: bigint, denominator: bigint): bigint {
  const truncated = numerator / denominator;
  return truncated * denominator > numerator ? truncated - 1n : truncated;
}

const LOWEST_EXPONENT_WAD = -41446531673892822313n;
const EXPONENT_LIMIT_WAD = 135305999368893231589n;
const LN_2 = 54916777467707473351141471128n;
const FIVE_TO_18 = 5n ** 18n;
const HALF = 1n << 95n;

/**
 * e to the power of `exponentWad`, in WAD, rounded down; zero where the result would be below half a unit.
 *
 * Remco Bloemen's (6, 7)-term rational approximation (https://xn--2-umb.com/22/exp-ln), as in solady's
 * `FixedPointMathLib.expWad`. Shifts of negative bigints round down and divisions towards zero, as the EVM's SAR and SDIV do.
 *
 * @throws RangeError if the result would not fit an int256.
 */
export function expWad(exponentWad: bigint): bigint {
  if (exponentWad <= LOWEST_EXPONENT_WAD) return 0n;
  if (exponentWad >= EXPONENT_LIMIT_WAD) throw new RangeError(`exp(${exponentWad} WAD) overflows`);
  const binary = (exponentWad << 78n) / FIVE_TO_18;
  const powerOfTwo = ((binary << 96n) / LN_2 + HALF) >> 96n;
  const reduced = binary - powerOfTwo * LN_2;
  const quotient = numerator(reduced) / denominator(reduced);
  return (quotient * 3822833074963236453042738258902158003155416615667n) >> (195n - powerOfTwo);
}

const NUMERATOR_END = 4385272521454847904659076985693276n << 96n;

function numerator(x: bigint): bigint {
  const y = (((x + 1346386616545796478920950773328n) * x) >> 96n) + 57155421227552351082224309758442n;
  const p = (((y + x - 94201549194550492254356042504812n) * y) >> 96n) + 28719021644029726153956944680412240n;
  return p * x + NUMERATOR_END;
}

/** Written out: a loop over the coefficients takes most of the time that an epoch takes. */
function denominator(x: bigint): bigint {
  let q = x - 2855989394907223263936484059900n;
  q = ((q * x) >> 96n) + 50020603652535783019961831881945n;
  q = ((q * x) >> 96n) - 533845033583426703283633433725380n;
  q = ((q * x) >> 96n) + 3604857256930695427073651918091429n;
  q = ((q * x) >> 96n) - 14423608567350463180887372962807573n;
  return ((q * x) >> 96n) + 26449188498355588339934803723976023n;
}
