import type { JobPayment } from "./payments.ts";
import type { Drill } from "./plan.ts";
import type { SteadyState } from "./readings.ts";
import type { TransactionRecord } from "./record.ts";
import type { Handshake } from "./votes.ts";

/**
 * What a drill did and saw. `expected` is computed by the mirrors of the contracts from what stood before the
 * intervention, `happened` is read from events; the drill fails unless they are the same text.
 */
export interface DrillResult {
  readonly intervention: string;
  readonly expected: string;
  readonly happened: string;
  /** Where what was reported to the chain is made up, and by which formula. */
  readonly simulated?: true;
  readonly formula?: string;
  readonly wayBack: string;
  /** Why that which the drill is about did not happen, by its events; `null` if it did. */
  readonly idle: string | null;
  /** Of a drill that says that there is no way back. */
  readonly irreversible?: true;
  /** Of a drill that runs a job. */
  readonly jobId?: string;
  readonly payments?: readonly JobPayment[];
  readonly transactions: readonly TransactionRecord[];
  readonly handshakes?: readonly Handshake[];
}

/** How one module answered a guarded call while the system was paused. */
export interface Refusal {
  readonly module: string;
  readonly function: string;
  readonly asked: "transaction" | "eth_call";
  readonly error: string;
  readonly refused: boolean;
}

/** Foreseen is not yet exercised: terms can be such that what a drill is about has nothing to do. */
export type DrillVerdict = "passed" | "failed" | "not exercised";

/** A drill with the steady states around it. */
export interface DrillRecord extends Omit<DrillResult, "idle" | "irreversible"> {
  readonly id: string;
  readonly kind: Drill["kind"];
  readonly before: SteadyState;
  readonly verdict: DrillVerdict;
  /** Why it was not exercised; only where that is the verdict. */
  readonly reason?: string;
  readonly after: SteadyState;
}
