import type { Position, SteadyState } from "./readings.ts";
import type { ArgumentValue } from "./record.ts";

/** The chain's state as far as the telling of a drill needs it beside its transactions. */
export interface DrillReadings {
  readonly before: SteadyState;
  readonly own: OwnReadings;
  readonly after: SteadyState;
}

/** What drills of one kind read in between; each reading names its block. */
export type OwnReadings =
  | { readonly kind: "job"; readonly terms: JobTermsReading; readonly late: LateReadings | null }
  /** Of a drill that the plan defines, in the order of its outline; fewer where it had nothing to do. */
  | { readonly kind: "own"; readonly moments: readonly MomentReading[] };

/** What was read at one moment of a drill. */
export interface MomentReading {
  readonly block: number;
  /** What was asked for, as receipts show values. */
  readonly found?: ArgumentValue;
  /** Why there is no answer. */
  readonly failed?: string;
  /** Of a call whose sender, a Safe, hides why it is refused: how it is answered afterwards. */
  readonly late?: CallAnswer;
  /** Before a tick. */
  readonly tick?: TickReading;
  readonly tried?: TriedCalls;
  readonly positions?: readonly Position[];
}

/** How a block's state answers a call. */
export interface CallAnswer {
  readonly block: number;
  /** `null` if the call would succeed. */
  readonly error: string | null;
}

/** When a guardian may pause again. */
export interface GuardianReading {
  readonly block: number;
  /** The block's, seconds. */
  readonly timestamp: bigint;
  readonly readyAt: bigint;
}

/** The system's switch, and the modules that obey it. */
export interface SwitchReading {
  readonly block: number;
  readonly activeSeconds: bigint;
  /** By their names, in the order of their registration. */
  readonly modules: readonly string[];
}

/** Calls that were tried on a block's state, since whoever may make them has no key. */
export interface TriedCalls {
  readonly block: number;
  readonly answers: readonly {
    readonly contract: string;
    readonly function: string;
    /** `null` if the call would succeed. */
    readonly error: string | null;
  }[];
}

/** What the thermostat's controller starts a step from. */
export interface TickReading {
  readonly block: number;
  readonly activeSeconds: bigint;
  readonly baseWad: bigint;
  readonly raiseWad: bigint;
  readonly integralWad: bigint;
  readonly outputWad: bigint;
  readonly measurementWad: bigint;
  /** Active time, 0 before the first tick. */
  readonly lastTickAt: bigint;
}

/** In the order of `IIncentivePolicy.RoleShares`, basis points. */
type ShareReading = readonly [agents: bigint, validators: bigint, operators: bigint, employers: bigint];

/** What the chain has fixed for a job when it is posted: its shares, and the temperature that scales its agent's stake. */
export interface JobTermsReading {
  readonly block: number;
  readonly shares: ShareReading;
  readonly referenceTemperatureWad: bigint;
  readonly agentTemperatureWad: bigint;
}

/** What is read around a late job's delay policy: what it starts from, and what is left of it when the job is through. */
export interface LateReadings {
  readonly before: DelayReading;
  readonly left: PolicyReading;
}

/** What delay policies move, and where it goes back to. */
export interface PolicyReading {
  readonly block: number;
  /** Active time of the block, seconds. */
  readonly activeSeconds: bigint;
  readonly raiseWad: bigint;
  readonly governedShares: ShareReading;
  /** Of the epoch after the block's. */
  readonly nextShares: ShareReading;
}

/** What a delay policy starts from. */
export interface DelayReading extends PolicyReading {
  /** The policies' epoch in the second after the block, and what of its limits is used. */
  readonly epoch: bigint;
  readonly countedBps: bigint;
  readonly pauseChecks: bigint;
  /** The rewards of the late job, and of all jobs in the hands of their agents. */
  readonly rewards: { readonly ownWei: bigint; readonly totalWei: bigint };
  readonly thermostat: Readonly<
    Record<"baseWad" | "outputWad" | "minWad" | "maxWad" | "emergencyWad", bigint>
  >;
  readonly minShares: ShareReading;
  readonly maxShares: ShareReading;
  readonly guardian: GuardianReading;
}
