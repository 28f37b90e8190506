import { max, min } from "../economics/fixed-point.ts";
import { WAD } from "../model/units.ts";
import { parseAmount } from "../support/amount.ts";

/** An axis as `sweep.json` tells of it: its ends, and how many values it takes. */
export interface ToldAxis {
  readonly name: string;
  readonly fromWad: bigint;
  readonly toWad: bigint;
  readonly steps: number;
}

/** What a sweep answers, in the order in which it is told: names of a run's figures, but for the first. */
export const ANSWERS = {
  atRest: "part of the runs whose thermostat comes to rest",
  lateSwing: "swing of the temperature in the last third",
  budget: "budget of all epochs, tokens",
  gini: "Gini coefficient of payouts",
  largestBacklog: "most jobs that waited",
  recoveryEpochs: "epochs to recover after the shock",
} as const;
export type Answer = keyof typeof ANSWERS;
export const ANSWER_NAMES = Object.keys(ANSWERS) as readonly Answer[];

/** A thermostat whose late swing is at most a twentieth of the reference has come to rest. */
const REST_PARTS = 20n;
const MOST_PARTS = 12;

/** Runs whose values on an axis lie together. */
export interface Part {
  readonly fromWad: bigint;
  readonly toWad: bigint;
  readonly runs: number;
  /** In WAD; null where no run of the part has one. */
  readonly meansWad: Readonly<Record<Answer, bigint | null>>;
}

export interface Effects {
  readonly runs: number;
  readonly axes: readonly { readonly name: string; readonly parts: readonly Part[] }[];
}

interface Sum {
  fromWad: bigint;
  toWad: bigint;
  runs: number;
  readonly sums: Map<Answer, { totalWad: bigint; count: bigint }>;
}

/** Sums up runs by what was varied, one after the other: it keeps none. */
export class EffectsOfRuns {
  readonly #axes: readonly ToldAxis[];
  readonly #referenceWad: bigint;
  readonly #sums: readonly (Sum | undefined)[][];
  #runs = 0;

  constructor(axes: readonly ToldAxis[], referenceWad: bigint) {
    this.#axes = axes;
    this.#referenceWad = referenceWad;
    this.#sums = axes.map(() => []);
  }

  /** @param line attacker-controlled. @returns whether it is a run of this sweep */
  add(line: string): boolean {
    const run = runOf(line);
    const values = this.#axes.map(({ name }) => wadOf(run?.[name]));
    const lateSwingWad = wadOf(run?.lateSwing);
    if (run === null || lateSwingWad === null || values.some((each) => each === null)) return false;
    this.#runs += 1;
    const answers = ANSWER_NAMES.map((answer) => {
      const atRest = lateSwingWad * REST_PARTS <= this.#referenceWad ? WAD : 0n;
      return [answer, answer === "atRest" ? atRest : wadOf(run[answer])] as const;
    });
    for (const [index, axis] of this.#axes.entries())
      this.#count(axis, index, values[index] as bigint, answers);
    return true;
  }

  #count(
    axis: ToldAxis,
    index: number,
    valueWad: bigint,
    answers: readonly (readonly [Answer, bigint | null])[],
  ) {
    const sums = this.#sums[index] as (Sum | undefined)[];
    const place = partOf(axis, valueWad);
    const sum = sums[place] ?? { fromWad: valueWad, toWad: valueWad, runs: 0, sums: new Map() };
    sums[place] = sum;
    sum.fromWad = min(sum.fromWad, valueWad);
    sum.toWad = max(sum.toWad, valueWad);
    sum.runs += 1;
    for (const [answer, wad] of answers) {
      if (wad === null) continue;
      const before = sum.sums.get(answer) ?? { totalWad: 0n, count: 0n };
      sum.sums.set(answer, { totalWad: before.totalWad + wad, count: before.count + 1n });
    }
  }

  effects(): Effects {
    const axes = this.#axes.map(({ name }, index) => ({
      name,
      parts: (this.#sums[index] ?? []).flatMap((sum) => (sum === undefined ? [] : [partOfSum(sum)])),
    }));
    return { runs: this.#runs, axes };
  }
}

function partOfSum({ fromWad, toWad, runs, sums }: Sum): Part {
  const means = ANSWER_NAMES.map((answer) => {
    const sum = sums.get(answer);
    return [answer, sum === undefined ? null : sum.totalWad / sum.count] as const;
  });
  return { fromWad, toWad, runs, meansWad: Object.fromEntries(means) as Part["meansWad"] };
}

/** In as many equal parts as the axis has steps, twelve at most. */
function partOf({ fromWad, toWad, steps }: ToldAxis, valueWad: bigint): number {
  const parts = BigInt(Math.min(steps, MOST_PARTS));
  const place = toWad === fromWad ? 0n : ((valueWad - fromWad) * parts) / (toWad - fromWad);
  return Number(max(0n, min(place, parts - 1n)));
}

function runOf(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const run: unknown = JSON.parse(line);
    return typeof run === "object" && run !== null ? { ...run } : null;
  } catch {
    return null;
  }
}

function wadOf(value: unknown): bigint | null {
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) * WAD : null;
  if (typeof value !== "string") return null;
  const parsed = parseAmount(value);
  return parsed.ok ? parsed.wei : null;
}
