import type { Finding } from "./owner.ts";
import type { SteadyState } from "./readings.ts";
import type { TransactionRecord } from "./record.ts";

/** How one module answered while the system was paused. */
export interface Refusal {
  readonly module: string;
  readonly function: string;
  readonly asked: "transaction" | "eth_call";
  readonly error: string;
  readonly refused: boolean;
}

/** What called for the pause: the reading of the system before it. */
export interface PauseCall {
  readonly trigger: Finding;
  readonly findings: readonly Finding[];
}

/** The owner's pause of the whole system, from the finding that called for it to the steady state after it. */
export interface OwnerPause extends PauseCall {
  readonly before: SteadyState;
  /** While paused, after a guardian's pause would have expired. */
  readonly during: SteadyState;
  readonly after: SteadyState;
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
