import type { Refusal } from "./drill.ts";
import type { SwitchReading, TriedCalls } from "./drill-readings.ts";
import type { OwnerFinding } from "./owner.ts";
import type { SteadyState } from "./readings.ts";
import type { TransactionRecord } from "./record.ts";

/** What called for the pause: the reading of the system before it. */
export interface PauseCall {
  readonly trigger: OwnerFinding;
  readonly findings: readonly OwnerFinding[];
}

/** The chain's state as far as the telling of an owner's pause needs it beside its transactions. */
export interface OwnerPauseReadings {
  /** The steady state that the test has to come back to. */
  readonly before: SteadyState;
  /** While paused, after a guardian's pause would have expired. */
  readonly during: SteadyState;
  readonly after: SteadyState;
  /** Once the system was paused, and when it had been for as long. */
  readonly paused: SwitchReading;
  readonly outlasted: SwitchReading;
  readonly tried: TriedCalls;
}

/** The owner's pause of the whole system, from the finding that called for it to the steady state after it. */
export interface OwnerPause extends PauseCall, Pick<OwnerPauseReadings, "before" | "during" | "after"> {
  readonly modules: readonly string[];
  readonly refusals: readonly Refusal[];
  readonly proofs: readonly Proof[];
  readonly passed: boolean;
  readonly wayBack: string;
  readonly transactions: readonly TransactionRecord[];
}

/** One thing that had to hold. */
export interface Proof {
  readonly claim: string;
  readonly held: boolean;
}
