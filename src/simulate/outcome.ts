import { max, min } from "../economics/fixed-point.ts";
import { shockEpoch } from "./backlog.ts";
import { giniWad } from "./gini.ts";
import { type PlayedEpoch, playEpochs } from "./play.ts";
import type { Point } from "./point.ts";

/** What a point comes to with one seed. */
export interface Outcome {
  readonly budgetWei: bigint;
  readonly paidWei: bigint;
  /** What the treasury got of the budgets. */
  readonly remainderWei: bigint;
  /** Of what the participants got over all epochs. */
  readonly giniWad: bigint;
  readonly coldestWad: bigint;
  readonly hottestWad: bigint;
  readonly lastWad: bigint;
  /** Hottest less coldest in the last third of the epochs: what the controller has not come to rest from. */
  readonly lateSwingWad: bigint;
  /** Epochs that settled at a bound of the thermostat. */
  readonly epochsAtBound: number;
  readonly largestBacklog: number;
  readonly lastBacklog: number;
  /** Epochs from the shock until no more jobs wait than before; null without a shock, or if that does not come. */
  readonly recoveryEpochs: number | null;
  readonly poorWork: number;
}

/** Plays a point with one seed and sums up. Keeps no epoch. */
export function outcomeOf(point: Point, seed: string): Outcome {
  const tally = new Tally(point);
  for (const epoch of playEpochs(point, seed)) tally.add(epoch);
  return tally.outcome();
}

class Tally {
  readonly #point: Point;
  readonly #payoutsWei: bigint[];
  readonly #late: { coldestWad: bigint | null; hottestWad: bigint } = { coldestWad: null, hottestWad: 0n };
  #budgetWei = 0n;
  #paidWei = 0n;
  #coldestWad: bigint | null = null;
  #hottestWad = 0n;
  #lastWad = 0n;
  #epochsAtBound = 0;
  #largestBacklog = 0;
  #lastBacklog = 0;
  #beforeShock = 0;
  #recoveryEpochs: number | null = null;
  #poorWork = 0;

  constructor(point: Point) {
    this.#point = point;
    this.#payoutsWei = Array.from({ length: point.participants }, () => 0n);
  }

  add({ epoch, backlog, poor, tick, settlement }: PlayedEpoch): void {
    this.#budgetWei += settlement.budgetWei;
    this.#paidWei += settlement.paidWei;
    settlement.payoutsWei.forEach((amount, place) => {
      this.#payoutsWei[place] = (this.#payoutsWei[place] as bigint) + amount;
    });
    this.#poorWork += poor;
    this.#feel(epoch, tick.afterWad);
    this.#wait(epoch, backlog);
  }

  #feel(epoch: number, temperatureWad: bigint): void {
    const { minWad, maxWad } = this.#point.controller.bounds;
    if (temperatureWad === minWad || temperatureWad === maxWad) this.#epochsAtBound += 1;
    this.#coldestWad = min(this.#coldestWad ?? temperatureWad, temperatureWad);
    this.#hottestWad = max(this.#hottestWad, temperatureWad);
    this.#lastWad = temperatureWad;
    if (3 * epoch < 2 * this.#point.epochs) return;
    this.#late.coldestWad = min(this.#late.coldestWad ?? temperatureWad, temperatureWad);
    this.#late.hottestWad = max(this.#late.hottestWad, temperatureWad);
  }

  #wait(epoch: number, backlog: number): void {
    const shock = shockEpoch(this.#point);
    if (epoch < shock) this.#beforeShock = backlog;
    const recovered = epoch >= shock && backlog <= this.#beforeShock;
    if (recovered && this.#point.shock > 0) this.#recoveryEpochs ??= epoch - shock;
    this.#largestBacklog = Math.max(this.#largestBacklog, backlog);
    this.#lastBacklog = backlog;
  }

  outcome(): Outcome {
    return {
      budgetWei: this.#budgetWei,
      paidWei: this.#paidWei,
      remainderWei: this.#budgetWei - this.#paidWei,
      giniWad: giniWad(this.#payoutsWei),
      coldestWad: this.#coldestWad ?? 0n,
      hottestWad: this.#hottestWad,
      lastWad: this.#lastWad,
      lateSwingWad: this.#late.hottestWad - (this.#late.coldestWad ?? 0n),
      epochsAtBound: this.#epochsAtBound,
      largestBacklog: this.#largestBacklog,
      lastBacklog: this.#lastBacklog,
      recoveryEpochs: this.#recoveryEpochs,
      poorWork: this.#poorWork,
    };
  }
}
