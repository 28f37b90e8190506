import type { FileDigest } from "./artefact.ts";
import type { Decision } from "./decision.ts";
import type { Division } from "./division.ts";
import type { DrillRecord } from "./drill.ts";
import type { Admission, Anchoring, RewardEpoch, Telemetry, Treasury } from "./layer-run.ts";
import type { OwnerPause } from "./owner-pause.ts";
import type { JobPayment } from "./payments.ts";
import type { Drill, Jurisdiction, TransactingStage } from "./plan.ts";
import type { Effect } from "./proposal.ts";
import type { Position, SteadyState } from "./readings.ts";
import type { AddressEntry, TransactionRecord } from "./record.ts";
import type { SetPointReport, ThermostatReading } from "./thermodynamics.ts";
import type { ThermostatCourse } from "./ticks.ts";
import type { ConsensusComparison, SplitMeasure } from "./vote-measures.ts";
import type { Handshake } from "./votes.ts";

/** What each form of receipt says beside format and kind; as it is written, integers of any size are decimal strings. */
export interface ReceiptContents {
  readonly "national-deploy": NationalDeploy;
  readonly "national-mission": NationalMission;
  readonly "national-thermostat": ThermostatCourse;
  readonly stake: Stake;
  readonly "national-governance": Drilled;
  readonly disputes: Drilled;
  readonly "job-post": JobStep;
  readonly "job-apply": JobStep;
  readonly "job-submit": JobStep;
  readonly "job-validate": JobVotes;
  readonly "job-dispute": JobVotes;
  readonly "job-finalize": JobFinalization;
  readonly "planetary-deploy": PlanetaryDeploy;
  readonly "planetary-mission": PlanetaryMission;
  readonly "planetary-thermostat": ThermostatCourse;
  readonly "planetary-governance": PlanetaryGovernance;
  readonly "planetary-drills": Drilled;
  readonly treasury: TreasuryContent;
  readonly rewards: Rewards;
  readonly telemetry: RegionTelemetry;
  readonly consensus: ConsensusComparison;
  readonly coordination: Coordination;
  readonly anchored: Anchored;
  readonly "owner-pause": OwnerPauseContent;
  readonly thermodynamics: Thermodynamics;
  readonly "thermostat-update": ParameterUpdate;
  readonly "reward-engine-update": ParameterUpdate;
  readonly "owner-params": ParameterUpdate;
  readonly "owner-roles": ParameterUpdate;
  readonly "owner-switch": ParameterUpdate;
}

type Transactions = readonly TransactionRecord[];

export interface Principal {
  readonly label: string;
  readonly address: string;
}

export interface NationalDeploy {
  readonly chain: { readonly chainId: number; readonly hardfork: string };
  readonly contracts: readonly AddressEntry[];
  readonly principals: Readonly<
    Record<"owner" | "guardian" | "treasury" | "employer" | "operator" | "registrar", Principal>
  >;
  /** Who signs for the owner. */
  readonly ownerSafe: { readonly threshold: number; readonly signers: readonly Principal[] };
  readonly roles: readonly {
    readonly role: string;
    readonly executionDelaySeconds: number;
    readonly purpose: string;
  }[];
  readonly restrictedFunctions: readonly {
    readonly contract: string;
    readonly signature: string;
    readonly role: string;
  }[];
  readonly transactions: Transactions;
}

export interface PlanetaryDeploy {
  readonly national: Anchoring;
  readonly contracts: readonly AddressEntry[];
  /** Who drives which region's executor. */
  readonly operators: readonly (Principal & { readonly region: string })[];
  readonly admission: Transactions;
  readonly transactions: Transactions;
}

/** What a mission says of one attempt at a job. */
export interface AttemptEntry {
  /** The attempt's own id on chain. */
  readonly jobId: string;
  readonly agent: string;
  /** What was drawn for it, by the formula that the mission names. */
  readonly drawn: {
    readonly simulated: true;
    readonly workSeconds: string;
    readonly late: boolean;
    readonly poor: boolean;
    /** Of each committee that may be drawn, what each member does, by its place in the draw. */
    readonly rounds: readonly (readonly string[])[];
    readonly disputed: boolean;
    /** What of it the plan says itself. */
    readonly pinned: readonly string[];
  };
  readonly outcome: string;
}

/** A job that nobody posted, since it waits for one that was given up or was not posted either. */
export interface NotPosted {
  readonly id: string;
  /** Ids. */
  readonly waitsFor: readonly string[];
}

/** What a mission says of one job. */
export interface MissionEntry {
  readonly id: string;
  readonly slug: string;
  readonly jobId: string;
  readonly title: string;
  readonly jurisdiction: Jurisdiction;
  readonly sector: string | null;
  readonly wave: number;
  readonly dependencies: readonly string[];
  readonly agent: string;
  /** Wei. */
  readonly reward: string;
  /** The file whose digest is handed in where the work is good; null if the plan has none. */
  readonly deliverable: FileDigest | null;
  /** In their order; all other fields tell of the last one. */
  readonly attempts: readonly AttemptEntry[];
  readonly assignedAt: number | null;
  readonly submittedAt: number | null;
  readonly finalizedAt: number | null;
  readonly outcome: string;
}

interface MissionHead {
  /** How what was drawn for each job was drawn. */
  readonly courseFormula: string;
  readonly notPosted: readonly NotPosted[];
  readonly plan: {
    readonly path: string;
    readonly sha256: string;
    readonly initiative: string;
    readonly currency: string;
  };
  readonly schedule: {
    readonly waves: readonly (readonly string[])[];
    readonly criticalPath: { readonly jobs: readonly string[]; readonly days: number };
  };
}

/** What a plan asks to be rehearsed; what a drill of its own does is in the plan, or in a file beside it. */
export type AskedDrill = Omit<Drill, "own">;

export interface NationalMission extends MissionHead {
  /** Why the mission has no job, where it has none. */
  readonly noJobs?: string;
  readonly askedDrills: readonly AskedDrill[];
  readonly jobs: readonly MissionEntry[];
}

export interface RegionalEntry extends MissionEntry {
  /** Whose executor employs. */
  readonly region: string;
}

export interface PlanetaryMission extends MissionHead {
  readonly jobs: readonly RegionalEntry[];
  readonly consensus: Telemetry;
}

/** The chain read at a block, once everything is claimed. */
interface Holdings {
  readonly claims: Transactions;
  readonly block: number;
  readonly positions: readonly Position[];
  readonly totals: SteadyState["totals"];
}

export interface Stake extends Admission, Holdings {
  readonly people: readonly {
    readonly handle: string;
    readonly address: string;
    readonly roles: number;
    readonly stakes: readonly { readonly role: number; readonly amount: string }[];
  }[];
}

export interface Rewards extends Holdings {
  readonly epochs: readonly RewardEpoch[];
}

export interface Drilled {
  readonly drills: readonly DrillRecord[];
}

export interface PlanetaryGovernance {
  readonly budgets: readonly {
    readonly region: string;
    readonly executor: string;
    /** Wei: what the region asked for, what was approved, and what the treasury pays of that. */
    readonly asked: string;
    readonly approved: string;
    readonly paid: string;
    readonly allocated: string | null;
    /** Wei: what one job, and the jobs of one day, may commit. */
    readonly jobLimit: string;
    readonly dayLimit: string;
    /** How long a dispute waits for an approval; 0 if it needs none. */
    readonly approvalSeconds: number;
  }[];
  /** Proposals, decided for or against. */
  readonly decisions: readonly Decision[];
  /** Pots that decisions approved, divided between regions by votes. */
  readonly divisions: readonly Division[];
  readonly splitAttacks: readonly SplitMeasure[];
  readonly noVote?: NoVote;
}

/** Where there was nobody to vote: why, who set the budgets, and how. */
export interface NoVote {
  readonly reason: string;
  readonly by: string;
  readonly transactions: Transactions;
}

/** One step of one job. */
export interface JobStep {
  /** Its id in the plan. */
  readonly job: string;
  /** Its id on chain. */
  readonly jobId: string;
  readonly transactions: Transactions;
}

/** A step in which a body votes: a job's committees, or its juries. */
export interface JobVotes extends JobStep {
  readonly handshakes: readonly Handshake[];
}

export interface JobFinalization extends JobStep {
  readonly payments: readonly JobPayment[];
  /** By whoever was slashed, as much again. */
  readonly restakes: Transactions;
}

export interface TreasuryContent extends Treasury {
  /** What regions gave back of their budgets. */
  readonly remainders: Transactions;
}

/** What a script found that others had left, and put a root of on chain at its end. */
export interface Anchored {
  /** Over all outputs below, by path and SHA-256. */
  readonly root: string;
  /** In the order in which they run; none whose outputs an earlier anchor has as they are. */
  readonly left: readonly LeftBy[];
  readonly transactions: Transactions;
}

/** What one script had left. */
export interface LeftBy {
  readonly script: string;
  readonly outputs: readonly FileDigest[];
}

export interface RegionTelemetry extends Telemetry {
  readonly region: string;
}

export interface Coordination extends MissionEntry, CoordinationAttempt {
  /** How what was drawn for it was drawn. */
  readonly courseFormula: string;
  readonly settledAfter: TransactingStage | null;
  readonly evidence: readonly FileDigest[];
  /** Attempts that failed, in their order. */
  readonly earlier: readonly (CoordinationAttempt & { readonly jobId: string })[];
}

/** What became of one attempt at a coordination job. */
export interface CoordinationAttempt {
  readonly resultHash: string;
  readonly payments: readonly JobPayment[];
  readonly handshakes: readonly Handshake[];
  readonly transactions: Transactions;
}

export interface OwnerPauseContent extends OwnerPause {
  /** Where the finding is shown that called for the pause. */
  readonly dashboard: { readonly path: string; readonly sha256: string };
}

export interface Thermodynamics {
  readonly setPoint: SetPointReport;
  readonly before: ThermostatReading;
  readonly after: ThermostatReading;
  readonly transactions: Transactions;
}

export interface ParameterUpdate {
  readonly changes: readonly {
    readonly contract: string;
    readonly function: string;
    readonly effects: readonly Effect[];
  }[];
  readonly transactions: Transactions;
}
