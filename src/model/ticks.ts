import type { TransactionRecord } from "./record.ts";

/** How the thermostat ticked while the jobs of a layer ran. Seconds of active time; all else is WAD. */
export interface ThermostatCourse {
  readonly cadence: {
    readonly intervalSeconds: bigint;
    /** Ticks at the most. */
    readonly most: number;
    readonly formula: string;
  };
  /** What its operator had it read; `used` of the `given` readings. */
  readonly supplied: {
    readonly path: string;
    readonly sha256: string;
    readonly given: number;
    readonly used: number;
  } | null;
  /** How readings are measured that nobody supplies, by their names. */
  readonly formulas: Readonly<Record<TickReadingName, string>>;
  readonly ticks: readonly MissionTick[];
  readonly transactions: readonly TransactionRecord[];
}

export type TickReadingName = "emission" | "backlog" | "lateness";

export interface MissionTick {
  /** From 1. */
  readonly tick: number;
  readonly transaction: string;
  /** In which it ticked, and at whose end the readings were taken. */
  readonly block: number;
  readonly readAtBlock: number;
  readonly measuredAt: bigint;
  readonly source: "chain" | "supplied";
  /** Supplied readings tell of nothing that happened here. */
  readonly simulated?: true;
  /** In the contract's order. */
  readonly readings: readonly TickKpi[];
  readonly errorWad: bigint;
  readonly integralWad: bigint;
  readonly derivativeWad: bigint;
  readonly outputWad: bigint;
  readonly beforeWad: bigint;
  readonly afterWad: bigint;
  /** The reading that weighs most in the error, `null` where there is no error. */
  readonly cause: TickReadingName | null;
  /** Whether readings and step are, to the last digit, what the chain's course and the controller's mirror foretell. */
  readonly foretold: boolean;
}

export interface TickKpi {
  readonly name: TickReadingName;
  readonly readingWad: bigint;
  readonly targetWad: bigint;
  /** What it adds to the error: (reading − target) × weight. */
  readonly errorWad: bigint;
}
