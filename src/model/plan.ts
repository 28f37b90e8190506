import type { Sha256 } from "./artefact.ts";
import type { Odds, Pins } from "./course.ts";
import type { DrillDefinition } from "./drill-definition.ts";
import type { DELAY_POLICIES } from "./enums.ts";

/** What the policy of a job does when its soft deadline passes. */
export type DelayAdjustment = Exclude<(typeof DELAY_POLICIES)[number], "none">;

export type LayerId = "national" | "planetary";

/** The stages that send transactions, in the order in which a run takes them. */
export type TransactingStage = "takeoff" | "global" | "owner" | "thermodynamics";

export type DrillKind =
  | "pause"
  | "thermostat"
  | "parameters"
  | "revocation"
  | "grant-cancelled"
  | "reward"
  | "non-reveal"
  | "rejection"
  | "dispute-won"
  | "dispute-lost"
  | "quorum-missed"
  | "unfunded-seat"
  | "owner-ruling"
  | "juror-slashed"
  | "second-appeal"
  | "expiry"
  | "delay"
  | "quadratic-proposal"
  /** Defined by the plan itself. */
  | "own";

/**
 * A plan after loading: every default filled in, every amount an integer. Tokens, energies, temperatures and
 * entropies have 18 decimals (`Wei`, `Wad`), ratios are basis points (`Bps`), spans are seconds.
 *
 * Names, titles and other free texts stay as the file has them: attacker-controlled, escaped where they are printed.
 */
export interface Plan {
  /** Where a payload holds the file, by what it is to the mission: the same wherever the file lies. */
  readonly path: string;
  /** SHA-256 of the file's bytes, lower-case hex. */
  readonly sha256: string;
  readonly initiative: string;
  readonly objective: string;
  readonly budget: Budget;
  readonly governance: Governance;
  readonly regions: readonly Region[];
  readonly coordinationLayers: readonly CoordinationLayer[];
  readonly participants: Participants;
  readonly jobs: readonly Job[];
  /** Jobs of the same file that its other layer runs, and whose terms drills may borrow; mostly none. */
  readonly borrowed: readonly Job[];
  readonly reporting: Reporting;
  /** Empty unless this is a shared plan. */
  readonly layers: readonly LayerBinding[];
  readonly protocol: Protocol;
  readonly drills: readonly Drill[];
  readonly chain: { readonly startTimeSeconds: number; readonly seed: string; readonly odds: Odds };
  readonly schedule: Schedule;
}

export interface Budget {
  readonly currency: string;
  readonly totalWei: bigint;
  /** What a nat of uncertainty is worth in reward epochs at the initial temperature; null leaves it to the jobs. */
  readonly natPriceWei: bigint | null;
  readonly allocations: readonly Allocation[];
}

export interface Allocation {
  readonly key: string;
  readonly amountWei: bigint;
  /** The region whose id or name is the key, upper and lower case being the same; null if there is none. */
  readonly region: string | null;
}

export interface Governance {
  readonly owner: string;
  readonly ownerSafe: OwnerSafe;
  readonly pauseAuthority: string;
  readonly treasury: string;
  readonly quadraticVoting: QuadraticVoting;
  readonly thermostat: ThermostatSettings;
  readonly controlScripts: readonly ControlScript[];
}

/** The Safe that the owner is. */
export interface OwnerSafe {
  readonly signers: readonly string[];
  /** How many of them have to sign. */
  readonly threshold: number;
}

export interface QuadraticVoting {
  readonly contract: string;
  readonly timelock: string;
  readonly executionDelaySeconds: number;
}

export interface ThermostatSettings {
  readonly initialTemperatureWad: bigint;
  readonly emergencyTemperatureWad: bigint;
  readonly minimumTemperatureWad: bigint;
  readonly maximumTemperatureWad: bigint;
  readonly updateScript: ControlScript;
}

/** A command that a plan shows: compared with what the stages run, never executed. */
export interface ControlScript {
  readonly name: string;
  readonly command: string;
  /** Null when the command names a script file or another tool instead of an npm script. */
  readonly parsed: NpmCommand | null;
}

export interface NpmCommand {
  readonly environment: readonly (readonly [name: string, value: string])[];
  readonly script: string;
  readonly flags: readonly string[];
}

export interface Region {
  readonly id: string;
  readonly name: string;
  readonly goal: string;
  readonly kpis: readonly string[];
  /** Who drives its executor. */
  readonly operator: string;
  /** What one of its jobs may commit at most, and its jobs of a day together; null leaves it to the dearest ones. */
  readonly jobLimitWei: bigint | null;
  readonly dayLimitWei: bigint | null;
  /** How long its council has to approve a dispute; 0 if its operator needs no approval. */
  readonly approvalSeconds: number;
}

export interface CoordinationLayer {
  readonly id: string;
  readonly description: string;
  readonly dataSources: readonly string[];
}

export interface Participants {
  readonly metaOrchestrator: {
    readonly handle: string;
    readonly role: string;
    readonly capabilities: readonly string[];
  } | null;
  readonly council: readonly CouncilMember[];
  readonly agents: readonly Agent[];
  readonly validators: readonly Validator[];
}

export interface CouncilMember {
  readonly handle: string;
  readonly role: string;
  readonly stakeWei: bigint;
}

export interface Agent {
  readonly handle: string;
  readonly role: string;
  /** Ids of regions or coordination layers, or names of cities, that the agent serves; empty means all. */
  readonly regions: readonly string[];
  readonly capabilities: readonly string[];
  readonly stakeWei: bigint;
}

export interface Validator {
  readonly handle: string;
  readonly stakeWei: bigint;
  readonly mandate: string;
}

/** A file beside a plan that stands for a job's work. */
export interface Deliverable {
  /** As the plan writes it: relative to the plan's folder. */
  readonly stated: string;
  /** Where a payload holds it. */
  readonly path: string;
  /** Null where nobody has looked for the file. */
  readonly sha256: Sha256 | null;
}

export interface Job {
  readonly id: string;
  /** The id in lower case: the job's folder among the receipts. Unique within a plan. */
  readonly slug: string;
  readonly title: string;
  readonly sector: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly jurisdiction: Jurisdiction;
  readonly rewardWei: bigint;
  readonly deadlineDays: number;
  readonly deadlineSeconds: number;
  readonly dependencies: readonly string[];
  readonly energyBudgetWad: bigint;
  readonly expectedEntropyWad: bigint;
  readonly adjustmentOnDelay: DelayAdjustment;
  /** Share of the reward that validators get on top of it. */
  readonly validatorBonusBps: number;
  /** What is escrowed for that bonus, so that it can double. */
  readonly validatorBonusCapBps: number;
  /** What the plan says of how it goes, instead of having it drawn. */
  readonly course: Pins;
  /** What follows when its result is rejected for good. */
  readonly onFailure: "retry" | "substitute" | "give up";
  /** The file whose digest its agent hands in; null if the plan has none. */
  readonly deliverable: Deliverable | null;
  /** Handle of the agent that takes the job. */
  readonly agent: string;
  /** Stake that the job asks of its agent while the temperature is at its initial value. */
  readonly agentStakeWei: bigint;
  /** Stake that a committee's seat locks for the job by its own reward; see `seatLockOf`. */
  readonly validatorStakeWei: bigint;
  /** Paths under `reports/` of a coordination job's evidence, sorted; empty in a plan that is not shared. */
  readonly evidence: readonly string[];
  /** The stage at whose end a coordination job is settled; null in a plan that is not shared. */
  readonly settledAfter: TransactingStage | null;
}

export interface Jurisdiction {
  readonly kind: "city" | "nation" | "region" | "transnational";
  readonly name: string;
}

export interface Reporting {
  readonly artifacts: readonly { readonly name: string; readonly paths: readonly string[] }[];
  readonly dashboards: readonly string[];
}

export interface LayerBinding {
  readonly id: LayerId;
  /** Relative to the folder of the shared plan, or absolute. */
  readonly plan: string;
}

export interface Protocol {
  readonly windows: ProtocolWindows;
  readonly committee: {
    /** Seats, of which a validator may get several. */
    readonly size: number;
    readonly jurySize: number;
    /** How many blocks after a submission the block lies whose randomness draws its committee. */
    readonly seedBlocks: number;
  };
  readonly quorum: {
    /** Seats whose votes a validation needs revealed. */
    readonly validators: number;
    /** Share of the revealed seats that accepts a result. */
    readonly approvalBps: number;
    /** Revealed votes that a dispute needs. */
    readonly jurors: number;
    /** Share of the registered identities that enters the quorum of a proposal. */
    readonly proposalBps: number;
    /** The allowance: voice credits of an identity on each ballot. */
    readonly voiceCredits: number;
  };
  readonly fees: {
    readonly protocolBps: number;
    /** What a drawn seat costs the employer, as a share of what the seat locks. */
    readonly seatBps: number;
    readonly disputeBondBps: number;
  };
  readonly stakes: { readonly agentBps: number; readonly validatorBps: number };
  readonly shares: {
    readonly agentsBps: number;
    readonly validatorsBps: number;
    readonly operatorsBps: number;
    readonly employersBps: number;
  };
  readonly slashing: {
    readonly nonRevealBps: number;
    readonly wrongVoteBps: number;
    readonly rejectedWorkBps: number;
    readonly expiredWorkBps: number;
    readonly split: {
      readonly employerBps: number;
      readonly validatorsBps: number;
      readonly treasuryBps: number;
      readonly burnBps: number;
    };
  };
}

/** All but `guardianPauseSeconds`, `judgingDelaySeconds` and the council's votes run on active time. */
export interface ProtocolWindows {
  readonly commitSeconds: number;
  readonly revealSeconds: number;
  readonly challengeSeconds: number;
  /** How long at most a region's executor holds an acceptance for an approval. */
  readonly approvalSeconds: number;
  readonly juryCommitSeconds: number;
  readonly juryRevealSeconds: number;
  readonly rulingSeconds: number;
  readonly unbondingSeconds: number;
  readonly graceSeconds: number;
  readonly guardianPauseSeconds: number;
  readonly votingDelaySeconds: number;
  readonly votingPeriodSeconds: number;
  readonly judgingDelaySeconds: number;
}

export interface Drill {
  readonly id: string;
  readonly kind: DrillKind;
  /** The job of the plan whose terms the drill borrows; null where a drill needs none. */
  readonly job: string | null;
  /** Only for `delay`. */
  readonly adjustment: DelayAdjustment | null;
  /** Of `own`, and of the kinds that the package defines in the same form. */
  readonly own?: OwnDrill;
}

/** A drill by its definition. */
export interface OwnDrill {
  readonly definition: DrillDefinition;
  /** Which stage has everything that it names, and rehearses it. */
  readonly stage: Extract<TransactingStage, "takeoff" | "global">;
  /** The file beside the plan that holds it; `null` if the plan, or the package, does. */
  readonly file: string | null;
}

/** The jobs in time, as if each took its whole deadline. Days count from the first assignment. */
export interface Schedule {
  /** Job ids; each wave depends on earlier waves only; plan order within a wave. */
  readonly waves: readonly (readonly string[])[];
  readonly criticalPath: { readonly jobs: readonly string[]; readonly days: number };
  /** In plan order. */
  readonly jobs: readonly ScheduledJob[];
}

export interface ScheduledJob {
  readonly id: string;
  readonly wave: number;
  readonly earliestStartDay: number;
  readonly latestStartDay: number;
  readonly slackDays: number;
}
