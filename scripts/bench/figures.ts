/** The middle value; of an even count the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError("no values have no median");
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const [low = 0, high = 0] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return (low + high) / 2;
}

/** Times taken one after the other, so that they had the same machine: their median ratio holds while it is busy. */
export function medianRatio<Pair>(
  pairs: readonly Pair[],
  above: (pair: Pair) => number,
  below: (pair: Pair) => number,
): number {
  return median(pairs.map((pair) => above(pair) / below(pair)));
}

/** What each further job costs, once what a plan costs without them is taken off. */
export function costPerJob(seconds: number, jobs: number, base: { seconds: number; jobs: number }): number {
  return (seconds - base.seconds) / (jobs - base.jobs);
}

/** `name: value unit`, and what was measured in brackets. */
export function line(name: string, value: string, unit = "", note = ""): string {
  return `${name}: ${value}${unit && ` ${unit}`}${note && ` (${note})`}`;
}

export function fixed(value: number, digits = 2): string {
  return value.toFixed(digits);
}
