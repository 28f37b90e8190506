import type { ShareRole } from "./enums.ts";
import type { LayerId } from "./plan.ts";
import type { MissionTick } from "./ticks.ts";

/**
 * Both layers' thermodynamics, planned beside measured. Amounts are wei; temperatures, energies, entropies (nats) and
 * weights are WAD; shares are basis points.
 */
export interface ThermodynamicReport {
  readonly plan: { readonly path: string; readonly sha256: string };
  /** The block at which the chain was read, before the set-point was applied. */
  readonly block: number;
  readonly temperature: TemperatureReport;
  /** How the thermostat ticked while the layers' jobs ran. */
  readonly courses: readonly LayerCourse[];
  readonly roleShares: {
    readonly planned: ShareReport;
    /** Of the epoch at that block. */
    readonly current: ShareReport;
    readonly next: ShareReport;
    /** What those that delay policies moved go back to. */
    readonly governed: ShareReport;
  };
  readonly layers: readonly LayerReport[];
  readonly setPoint: SetPointReport;
  readonly applied: AppliedSetPoint;
}

export interface TemperatureReport {
  readonly planned: {
    readonly initialWad: bigint;
    readonly emergencyWad: bigint;
    readonly minWad: bigint;
    readonly maxWad: bigint;
  };
  readonly measured: ThermostatReading;
  readonly history: readonly TemperatureChange[];
}

/** The thermostat as read from the chain. */
export interface ThermostatReading {
  readonly referenceWad: bigint;
  readonly baseWad: bigint;
  /** What is left of what delay policies have raised. */
  readonly raiseWad: bigint;
  readonly outputWad: bigint;
  readonly temperatureWad: bigint;
  readonly minWad: bigint;
  readonly maxWad: bigint;
  readonly emergencyWad: bigint;
}

/** One `TemperatureChanged` event. */
export interface TemperatureChange {
  readonly block: number;
  readonly transaction: string;
  readonly reason: string;
  readonly beforeWad: bigint;
  readonly afterWad: bigint;
}

/** The ticks of one layer, in the chain's order. */
export interface LayerCourse {
  readonly layer: LayerId;
  readonly intervalSeconds: bigint;
  /** Ticks at the most. */
  readonly most: number;
  /** How many of the ticks had readings that the operator supplied. */
  readonly supplied: number;
  readonly ticks: readonly ReportedTick[];
}

/** One tick of a mission, as its receipt has it. */
export type ReportedTick = Omit<MissionTick, "readAtBlock" | "measuredAt" | "derivativeWad">;

export interface ShareReport {
  readonly agentsBps: bigint;
  readonly validatorsBps: bigint;
  readonly operatorsBps: bigint;
  readonly employersBps: bigint;
}

export interface LayerReport {
  readonly id: LayerId;
  readonly initiative: string;
  readonly plan: { readonly path: string; readonly sha256: string };
  readonly planned: LayerEnergy;
  /** Partly from a formula: see the report's definitions. */
  readonly measured: LayerEnergy & { readonly simulated: true };
  readonly roles: readonly RoleMeasure[];
  readonly weights: readonly AgentWeight[];
  readonly jobs: readonly JobMeasure[];
  /** What the reward engine settled; empty on the national layer, which has none. */
  readonly epochs: readonly EpochMeasure[];
}

export interface LayerEnergy {
  readonly energyWad: bigint;
  readonly deltaHWei: bigint;
  readonly deltaSWad: bigint;
  readonly temperatureWad: bigint;
  /** What a nat is worth at the reference temperature. */
  readonly natPriceWei: bigint;
  /** τ·price·dS, what dS is worth at the temperature. */
  readonly entropyWei: bigint;
  readonly freeWei: bigint;
}

/** What a role was paid for the layer's jobs. */
export interface RoleMeasure {
  readonly role: ShareRole;
  readonly plannedBps: bigint;
  readonly paidWei: bigint;
  /** Of what all four roles were paid, rounded down. */
  readonly paidBps: bigint;
  readonly recipients: number;
  /** Shannon entropy of what the recipients got. */
  readonly entropyWad: bigint;
  /** Its largest value: ln recipients. */
  readonly evenEntropyWad: bigint;
}

/** An agent's Maxwell–Boltzmann weight among the layer's agents. */
export interface AgentWeight {
  readonly agent: string;
  readonly plannedJobs: bigint;
  readonly approvedJobs: bigint;
  readonly simulated: true;
  /** Energy used as part of the energy budget; planned it is one. Weights are of energy for value. */
  readonly energyWad: bigint;
  readonly plannedWeightWad: bigint;
  readonly measuredWeightWad: bigint;
  /** Part of what all agents were paid. */
  readonly paidWad: bigint;
}

export interface JobMeasure {
  readonly id: string;
  readonly title: string;
  readonly outcome: "approved" | "rejected" | "inconclusive" | "open";
  readonly late: boolean;
  /** Energy used, value and uncertainty follow from formulas. */
  readonly simulated: true;
  readonly plannedEnergyWad: bigint;
  readonly energyWad: bigint;
  readonly expectedEntropyWad: bigint;
  /** Who revealed a vote about it, each counted once, and how many of them approved. */
  readonly judges: bigint;
  readonly approving: bigint;
  readonly deltaHWei: bigint;
  readonly deltaSWad: bigint;
}

/** One epoch that the reward engine settled. */
export interface EpochMeasure {
  readonly epoch: string;
  /** The one that settled the last entry. */
  readonly transaction: string;
  /** In the chain's order. */
  readonly parts: readonly PartMeasure[];
  /** The engine's arithmetic is real; the telemetry that the council attested to it follows from a formula. */
  readonly simulated: true;
  readonly temperatureWad: bigint;
  readonly deltaHWei: bigint;
  readonly deltaSWad: bigint;
  readonly natPriceWei: bigint;
  /** τ·price·dS. */
  readonly entropyWei: bigint;
  readonly freeWei: bigint;
  readonly budgetWei: bigint;
  /** The most that it could have been. */
  readonly capWei: bigint;
  readonly paidWei: bigint;
  readonly roles: readonly EpochRole[];
  /** What a tenth less, nothing and a tenth more of the temperature would have made of it. */
  readonly responses: readonly TemperatureResponse[];
  /** Whether budget, weights and payouts computed again from the attestations equal the engine's, digit for digit. */
  readonly recomputed: boolean;
}

/** An epoch at another temperature, all else being as it was. */
export interface TemperatureResponse {
  /** Basis points of the epoch's temperature that were added. */
  readonly changeBps: bigint;
  readonly temperatureWad: bigint;
  /** What the layer's jobs would ask of their agents together. */
  readonly stakesWei: bigint;
  readonly freeWei: bigint;
  readonly budgetWei: bigint;
  readonly roles: readonly { readonly role: string; readonly paidWei: bigint }[];
  /** What the treasury would get. */
  readonly remainderWei: bigint;
}

/** One part of one phase of an epoch's settlement. */
export interface PartMeasure {
  /** "collecting", "weighing" or "paying". */
  readonly phase: string;
  /** Entries that the phase is through with after it, and all there are. */
  readonly done: bigint;
  readonly entries: bigint;
  readonly transaction: string;
}

export interface EpochRole {
  readonly role: string;
  readonly temperatureWad: bigint;
  readonly shareWei: bigint;
  readonly paidWei: bigint;
  readonly participants: number;
  readonly largestWeightWad: bigint;
  /** Shannon entropy of the payouts. */
  readonly entropyWad: bigint;
}

/** The recommended set-point and what it follows from. */
export interface SetPointReport {
  readonly readings: readonly KpiReport[];
  readonly errorWad: bigint;
  readonly referenceWad: bigint;
  readonly recommendedWad: bigint;
}

export interface KpiReport {
  readonly name: "emission" | "backlog" | "sla";
  readonly readingWad: bigint;
  readonly targetWad: bigint;
  readonly weightWad: bigint;
}

/** What is read around applying a set-point. */
export interface SetPointReadings {
  readonly delaySeconds: bigint;
  readonly before: ThermostatReading;
  readonly after: ThermostatReading;
  /** At which `after` was read. */
  readonly block: number;
}

/** What applying the set-point did, read back from the chain. */
export interface AppliedSetPoint {
  readonly role: string;
  readonly by: string;
  readonly delaySeconds: bigint;
  readonly transactions: readonly string[];
  readonly before: ThermostatReading;
  readonly after: ThermostatReading;
  readonly block: number;
}

/** One WAD number for each of the thermostat's readings. */
export interface Kpis {
  readonly emissionWad: bigint;
  readonly backlogWad: bigint;
  readonly slaWad: bigint;
}

/** What the stage reads from the chain at one block. */
export interface ChainState {
  readonly block: number;
  readonly thermostat: ThermostatReading;
  readonly targets: Kpis;
  readonly weights: Kpis;
  readonly shares: ShareReport;
  readonly nextShares: ShareReport;
  readonly governedShares: ShareReport;
}
