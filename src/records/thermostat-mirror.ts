import { leftOfRaiseWad, type Temperature } from "../economics/delay-policy.ts";
import { clamp, type Gains, weigh } from "../economics/pid.ts";
import { type Controller, foretellTick, type TickStart, type TickStep } from "../economics/tick.ts";
import type { ArgumentRecord, EventRecord, TransactionRecord } from "../model/record.ts";
import type { Kpis } from "../model/thermodynamics.ts";
import { ActiveClock } from "./active-clock.ts";
import { uintArg } from "./events.ts";
import { readingOf } from "./tick-seen.ts";

/** What moves beside the controller's settings. */
interface Moving {
  baseWad: bigint;
  integralWad: bigint;
  outputWad: bigint;
  measurementWad: bigint;
  lastTickAt: bigint;
}

/**
 * The thermostat as its events alone make it, from its deployment on, so that a tick can be foretold by whoever has the
 * records of a chain and nothing else.
 */
export class ThermostatMirror {
  readonly #clock = new ActiveClock();
  readonly #fadeSeconds: number;
  #settings: Omit<Controller, "fadeSeconds"> | null = null;
  #raise = { wad: 0n, at: 0n };
  #moving: Moving = { baseWad: 0n, integralWad: 0n, outputWad: 0n, measurementWad: 0n, lastTickAt: 0n };

  /** @param fadeSeconds the contract's, which no event tells. */
  constructor(fadeSeconds: number) {
    this.#fadeSeconds = fadeSeconds;
  }

  /** @returns what a tick of this record starts from and has to do; `null` where it is none that went through. */
  foretell(record: TransactionRecord): { readonly start: TickStart; readonly step: TickStep } | null {
    if (!isTick(record) || this.#settings === null) return null;
    const { kpis, measuredAt } = readingOf(record);
    const broughtAt = this.#clock.at(record.timestamp);
    const controller = { ...this.#settings, fadeSeconds: this.#fadeSeconds };
    const start = this.#startAt(measuredAt);
    return { start, step: foretellTick(start, controller, { kpis, measuredAt, broughtAt }) };
  }

  /** @param activeSeconds not before what it has heard of last. */
  #startAt(activeSeconds: bigint): TickStart {
    const length = BigInt(this.#fadeSeconds);
    const epochs = activeSeconds / length - this.#raise.at / length;
    return { ...this.#moving, activeSeconds, raiseWad: leftOfRaiseWad(this.#raise.wad, epochs) };
  }

  /** @param record the next in the chain's order. */
  take(record: TransactionRecord): void {
    for (const event of record.events) {
      this.#clock.hear(event);
      if (event.contract === "Thermostat") this.#hear(event, record);
    }
  }

  #hear({ name, args }: EventRecord, record: TransactionRecord): void {
    const settings = this.#settings ?? EMPTY;
    const moving = this.#moving;
    switch (name) {
      case "BaseChanged":
        moving.baseWad = uintArg(args, "afterWad");
        break;
      case "RaiseChanged":
        this.#raise = { wad: uintArg(args, "afterWad"), at: this.#clock.at(record.timestamp) };
        break;
      case "BoundsChanged":
        this.#settings = { ...settings, bounds: boundsOf(args.afterBounds as ArgumentRecord) };
        break;
      case "GainsChanged": {
        const gains = gainsOf(args.afterGains as ArgumentRecord);
        this.#settings = { ...settings, gains };
        moving.integralWad = clamp(moving.integralWad, -gains.integralLimit, gains.integralLimit);
        moving.outputWad = clamp(moving.outputWad, -gains.outputLimit, gains.outputLimit);
        break;
      }
      case "KpisChanged":
        this.#settings = {
          ...settings,
          targets: kpisOf(args.afterTargets as ArgumentRecord),
          weights: kpisOf(args.afterWeights as ArgumentRecord),
        };
        moving.lastTickAt = 0n;
        break;
      case "Ticked":
        moving.integralWad = uintArg(args, "integralWad");
        moving.outputWad = uintArg(args, "outputWad");
        moving.measurementWad = weigh(kpisOf(args.kpis as ArgumentRecord), settings.weights);
        moving.lastTickAt = readingOf(record).measuredAt;
        break;
    }
  }
}

/** Whether a record is of a tick that went through. */
export function isTick({ contract, function: name, status }: TransactionRecord): boolean {
  return contract === "Thermostat" && name === "tick" && status === "success";
}

const NO_KPIS: Kpis = { emissionWad: 0n, backlogWad: 0n, slaWad: 0n };
const EMPTY: Omit<Controller, "fadeSeconds"> = {
  bounds: { minWad: 0n, maxWad: 0n, emergencyWad: 0n },
  gains: { kp: 0n, ki: 0n, kd: 0n, integralLimit: 0n, outputLimit: 0n },
  targets: NO_KPIS,
  weights: NO_KPIS,
};

function boundsOf(args: ArgumentRecord): Pick<Temperature, "minWad" | "maxWad" | "emergencyWad"> {
  return {
    minWad: uintArg(args, "minWad"),
    maxWad: uintArg(args, "maxWad"),
    emergencyWad: uintArg(args, "emergencyWad"),
  };
}

function gainsOf(args: ArgumentRecord): Gains {
  return {
    kp: uintArg(args, "kp"),
    ki: uintArg(args, "ki"),
    kd: uintArg(args, "kd"),
    integralLimit: uintArg(args, "integralLimit"),
    outputLimit: uintArg(args, "outputLimit"),
  };
}

function kpisOf(args: ArgumentRecord): Kpis {
  return {
    emissionWad: uintArg(args, "emissionWad"),
    backlogWad: uintArg(args, "backlogWad"),
    slaWad: uintArg(args, "slaWad"),
  };
}
