/** A part of one, exactly. */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

/** An outcome of a draw that deserves no reply: less likely than this if the seats were drawn as they should be. */
const LEVEL = 1e-6;

/** @returns how likely exactly `k` of `seats` fall to whoever holds `share` of the weight: seats are drawn with replacement. */
export function likelihoodOf(k: number, seats: number, { over, under }: Fraction): Fraction {
  return {
    over: choose(seats, k) * over ** BigInt(k) * (under - over) ** BigInt(seats - k),
    under: under ** BigInt(seats),
  };
}

/** @returns how likely at least `least` of `seats` fall to whoever holds `share` of the weight */
export function tailOf(least: number, seats: number, share: Fraction): Fraction {
  const ks = Array.from({ length: seats - least + 1 }, (_, index) => least + index);
  const over = ks.reduce((sum, k) => sum + likelihoodOf(k, seats, share).over, 0n);
  return { over, under: share.under ** BigInt(seats) };
}

export function times(one: Fraction, other: Fraction): Fraction {
  return { over: one.over * other.over, under: one.under * other.under };
}

export function plus(one: Fraction, other: Fraction): Fraction {
  return { over: one.over * other.under + other.over * one.under, under: one.under * other.under };
}

export function except({ over, under }: Fraction): Fraction {
  return { over: under - over, under };
}

export function minus(one: Fraction, { over, under }: Fraction): Fraction {
  return plus(one, { over: -over, under });
}

/** @returns the integer at or below it */
export function floor({ over, under }: Fraction): bigint {
  const quotient = over / under;
  return over < 0n && quotient * under !== over ? quotient - 1n : quotient;
}

/**
 * Whether a count of hits is one that a likelihood explains: both tails of the binomial of `trials` at the count are at
 * least {@link LEVEL}. The upper one is Clopper and Pearson's (1934): the likelihood is no less than the lower end of the
 * count's interval.
 */
export function explains({ over, under }: Fraction, hits: number, trials: number): boolean {
  const chance = toNumber({ over, under });
  if (chance === 0 || chance === 1) return hits === chance * trials;
  const logs = logFactorials(trials);
  const logOf = (k: number) =>
    (logs[trials] as number) -
    (logs[k] as number) -
    (logs[trials - k] as number) +
    k * Math.log(chance) +
    (trials - k) * Math.log1p(-chance);
  let [above, below] = [0, 0];
  for (let k = hits; k <= trials; k += 1) above += Math.exp(logOf(k));
  for (let k = 0; k <= hits; k += 1) below += Math.exp(logOf(k));
  return above >= LEVEL && below >= LEVEL;
}

/** To be shown or summed only; what is compared with contracts is exact. */
function toNumber({ over, under }: Fraction): number {
  return Number((over * 10n ** 18n) / under) / 1e18;
}

function choose(n: number, k: number): bigint {
  let chosen = 1n;
  for (let index = 1; index <= k; index += 1) chosen = (chosen * BigInt(n - k + index)) / BigInt(index);
  return chosen;
}

const known: number[] = [0];

function logFactorials(most: number): readonly number[] {
  for (let n = known.length; n <= most; n += 1) known.push((known[n - 1] as number) + Math.log(n));
  return known;
}
