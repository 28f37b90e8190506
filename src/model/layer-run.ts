import type { FileDigest } from "./artefact.ts";
import type { Cast } from "./cast.ts";
import type { Decision } from "./decision.ts";
import type { Division } from "./division.ts";
import type { DrillRecord } from "./drill.ts";
import type { DrillReadings, TickReading } from "./drill-readings.ts";
import type { Project } from "./loaded-project.ts";
import type { Job, Plan } from "./plan.ts";
import type { Position, SteadyState } from "./readings.ts";
import type { AddressEntry, ArgumentRecord, TransactionRecord } from "./record.ts";
import type { ThermostatCourse } from "./ticks.ts";
import type { Handshake } from "./votes.ts";

/** The transactions of one attempt at a job, by the step of its life. */
export interface JobHistory {
  /** The attempt's own id on chain; the first one's is the job's. */
  readonly jobId: bigint;
  readonly post: TransactionRecord[];
  readonly apply: TransactionRecord[];
  readonly submit: TransactionRecord[];
  readonly validate: TransactionRecord[];
  readonly dispute: TransactionRecord[];
  readonly finalize: TransactionRecord[];
  /** By whoever was slashed, as much again. */
  readonly restake: TransactionRecord[];
  readonly handshakes: Handshake[];
}

/** One job of a plan on its way through the chain. */
export interface JobRun {
  readonly job: Job;
  /** How often it was tried, from 1. */
  readonly attempt: number;
  /** Of its last attempt. */
  readonly history: JobHistory;
  /** Of those before it, which ended otherwise than approved, in their order. */
  readonly earlier: readonly JobHistory[];
}

/** A Safe transaction with the hashes that an owner's device shows, recomputed offline. */
export interface SafePayment {
  readonly nonce: string;
  readonly domainHash: string;
  readonly messageHash: string;
  readonly safeTxHash: string;
  readonly signers: readonly {
    readonly label: string;
    readonly address: string;
    readonly signature: string;
  }[];
  readonly calls: readonly {
    readonly contract: string;
    readonly function: string;
    readonly args: readonly string[];
  }[];
}

/** A refused Safe transaction: who tried what, and the answer. */
export interface SafeRefusal {
  readonly attempt: string;
  readonly transaction: TransactionRecord;
}

/** What the signers attest; field names and units as in `IEnergyOracle.Attestation`. */
export interface Attestation {
  readonly epoch: bigint;
  readonly role: number;
  readonly account: string;
  readonly energyWad: bigint;
  readonly costWei: bigint;
  readonly valueWei: bigint;
  readonly uPreWad: bigint;
  readonly uPostWad: bigint;
  readonly nonce: bigint;
  readonly deadline: bigint;
}

/** One settled epoch. */
export interface RewardEpoch {
  readonly epoch: string;
  /** Telemetry is not measured: see `formula`. */
  readonly simulated: true;
  readonly formula: string;
  /** Who had the last entry paid. The owner's is the reward drill: it carries on where the operator left off. */
  readonly settledBy: Settler;
  readonly attestations: readonly Attestation[];
  /** In their order. */
  readonly parts: readonly EpochPart[];
  readonly settlement: ArgumentRecord;
  readonly roles: readonly ArgumentRecord[];
  readonly allocations: readonly ArgumentRecord[];
  readonly transactions: readonly TransactionRecord[];
}

/** One part of one phase of a settlement. */
export interface EpochPart {
  /** "collecting", "weighing" or "paying". */
  readonly phase: string;
  readonly by: Settler;
  /** Entries that the phase is through with after it, and all there are; integers as texts. */
  readonly done: string;
  readonly entries: string;
  readonly transaction: string;
}

export type Settler = "operator" | "owner";

/** What a region wants to spend. */
export interface BudgetRequest {
  readonly region: string;
  readonly executor: string;
  /** What its jobs cost, and the bonds set aside for them. */
  readonly neededWei: bigint;
  readonly askedWei: bigint;
  readonly allocatedWei: bigint | null;
  /** What comes with the budget; as `IRegionalExecutor.RegionTerms`. */
  readonly terms: RegionTerms;
}

/** What the council allows a region besides its budget. */
export interface RegionTerms {
  /** What a job may commit at most: its cost and the bonds set aside for it. */
  readonly jobWei: bigint;
  /** What the jobs of a day may commit together. */
  readonly dayWei: bigint;
  /** How long a dispute waits for an approval; 0 if it needs none. */
  readonly approvalSeconds: number;
}

/** What a region may spend: what was approved for it, and what the treasury pays of that. */
export interface RegionBudget extends BudgetRequest {
  readonly approvedWei: bigint;
  readonly paidWei: bigint;
}

/** The national receipts' root on chain, and one of them proved against it. */
export interface Anchoring {
  readonly root: string;
  readonly receipts: number;
  readonly proved: FileDigest & { readonly proof: readonly string[]; readonly holds: boolean };
  readonly transactions: TransactionRecord[];
}

export interface Treasury {
  readonly safe: string;
  readonly owners: readonly { readonly handle: string; readonly address: string }[];
  readonly threshold: number;
  readonly endowment: TransactionRecord[];
  readonly refusals: readonly SafeRefusal[];
  readonly payment: SafePayment;
  readonly transactions: TransactionRecord[];
}

/** Everything that the planetary run did on chain, up to its regional jobs. */
export interface GlobalRun {
  readonly plan: Plan;
  readonly cast: Cast;
  readonly anchoring: Anchoring;
  readonly contracts: readonly AddressEntry[];
  readonly deployment: TransactionRecord[];
  readonly admission: TransactionRecord[];
  readonly budgets: readonly RegionBudget[];
  readonly decisions: readonly Decision[];
  readonly divisions: readonly Division[];
  /** Where there was nobody to vote: how the owner approved the budgets. */
  readonly ownerApprovals: readonly TransactionRecord[] | null;
  readonly treasury: Treasury;
  readonly runs: readonly JobRun[];
  readonly thermostat: ThermostatCourse;
  readonly epochs: readonly RewardEpoch[];
}

/** What is left to do once the receipts of the regions exist. */
export interface Closing {
  readonly telemetry: ReadonlyMap<string, Telemetry>;
  /** The comparison of both layers' validators, anchored. */
  readonly consensus: Telemetry;
  readonly claims: readonly TransactionRecord[];
  readonly positions: readonly Position[];
  readonly final: SteadyState;
}

export interface Telemetry {
  readonly root: string;
  readonly receipts: readonly FileDigest[];
  readonly transactions: TransactionRecord[];
}

export interface Admission {
  readonly funding: TransactionRecord[];
  readonly identities: TransactionRecord[];
  readonly stakes: TransactionRecord[];
}

/** The national layer as a deploy receipt shows it. */
export interface NationalDeployment {
  readonly contracts: AddressEntry[];
  readonly transactions: TransactionRecord[];
}

/** The chain's state as far as the telling of a takeoff needs it beside its transactions. */
export interface TakeoffReadings {
  /** What the thermostat started each tick of the mission from. */
  readonly ticks: readonly TickReading[];
  /** Of each drill that the layer rehearses, in plan order. */
  readonly drills: readonly DrillReadings[];
  readonly positions: readonly Position[];
  readonly final: SteadyState;
}

/** Everything that the takeoff did on chain. */
export interface Takeoff {
  readonly chain: { readonly chainId: number; readonly hardfork: string };
  readonly plan: Plan;
  readonly hasPlanet: boolean;
  readonly emptyLayer: Project["emptyLayer"];
  readonly cast: Cast;
  readonly deployment: NationalDeployment;
  readonly admission: Admission;
  readonly runs: readonly JobRun[];
  readonly thermostat: ThermostatCourse;
  readonly drills: readonly DrillRecord[];
  readonly claims: readonly TransactionRecord[];
  readonly positions: readonly Position[];
  readonly final: SteadyState;
}
