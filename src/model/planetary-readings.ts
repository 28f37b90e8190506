import type { Decision, Difference, Preflight, Stated } from "./decision.ts";
import type { DrillReadings, TickReading } from "./drill-readings.ts";
import type { Position, SteadyState } from "./readings.ts";
import type { ArgumentRecord } from "./record.ts";
import type { ShareReport } from "./thermodynamics.ts";

/** What was read from the chain, and at which block: there anybody who has the chain reads it again. */
export interface ReadAt<Value> {
  readonly block: number;
  readonly value: Value;
}

/** What the planetary run read and no transaction holds, up to its last epoch. */
export interface PlanetaryReadings {
  /** Whether the anchored root proves the mission's receipt. */
  readonly proved: ReadAt<boolean>;
  /** From where the council's change of the role shares starts; `null` where there is nobody to vote. */
  readonly shares: ReadAt<ShareRoom> | null;
  /** Of the council's; `null` where there is nobody to vote. */
  readonly sitting: SittingReadings | null;
  /** What the thermostat started each tick from. */
  readonly ticks: readonly TickReading[];
  /** Of each drill that the plan defines, in plan order. */
  readonly drills: readonly DrillReadings[];
}

/** The governed role shares and what keeps them. */
export interface ShareRoom {
  readonly governed: ShareReport;
  readonly min: ShareReport;
  readonly max: ShareReport;
}

/** What was read around the council's motions, each list in their order. */
export interface SittingReadings {
  /** What the motions are about, before they were proposed. */
  readonly before: ReadAt<readonly ArgumentRecord[]>;
  /** The same after they had taken their course. */
  readonly after: ReadAt<readonly ArgumentRecord[]>;
  readonly tallies: ReadAt<readonly Tally[]>;
  /** Of those that passed; each names the block that it was tried on. */
  readonly preflights: readonly Preflight[];
  /** The same once the timelock's delay was over. */
  readonly renewals: readonly Preflight[];
  readonly executed: ExecutedChanges;
}

/** How a vote stands. */
export type Tally = Pick<Decision, "votes" | "quorum" | "state">;

/** What executing transactions changed, each where it stood in its block. */
export interface ExecutedChanges {
  readonly changes: readonly Stated<readonly Difference[]>[];
  /** Who gets the tips of their blocks, lower case: fees move the native coin of these and of whoever sends. */
  readonly feeRecipients: readonly string[];
}

/** What is read once the planetary layer is closed. */
export interface ClosingReadings {
  readonly positions: readonly Position[];
  readonly final: SteadyState;
}
