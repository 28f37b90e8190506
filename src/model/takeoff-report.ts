import type { DrillVerdict } from "./drill.ts";
import type { ReportBase, ReportedCourse, ReportedDeliverable, SettledJob } from "./layer-report.ts";
import type { Jurisdiction } from "./plan.ts";
import type { ReportedDispute } from "./reported-disputes.ts";
import type { LayerCourse } from "./thermodynamics.ts";
import type { Ballot } from "./votes.ts";

/** The takeoff for people: what ran, who judged it, what was paid, what was rehearsed. */
export interface TakeoffReport extends ReportBase {
  readonly jobsInBrief: string;
  readonly drillsInBrief: string;
  /** Why a layer is empty or not there; `null` where both have jobs. */
  readonly layerNote: string | null;
  readonly founding: ReportedFounding;
  readonly jobs: readonly NationalJob[];
  readonly courses: readonly ReportedCourse[];
  readonly thermostat: LayerCourse;
  readonly deliverables: readonly ReportedDeliverable[];
  readonly money: JobMoney;
  readonly handshakes: readonly ReportedHandshake[];
  /** Of jobs, then of drills. */
  readonly disputes: readonly ReportedDispute[];
  readonly drills: DrillsReport;
  readonly positions: readonly ReportedPosition[];
  readonly contracts: readonly { readonly name: string; readonly address: string }[];
}

/** Who was admitted without a delay, before anybody held a role. */
export interface ReportedFounding {
  readonly identities: number;
  readonly closedInBlock: number;
  /** Seconds, raw time. */
  readonly closedAt: string;
}

export interface NationalJob extends SettledJob {
  readonly jurisdiction: Jurisdiction;
  readonly transactions: number;
}

/** What the escrows took in, and to whom it went. */
export interface JobMoney {
  readonly recipients: readonly string[];
  /** Of jobs, then of drills that run one; the last sums up. */
  readonly lines: readonly MoneyLine[];
}

export interface MoneyLine {
  readonly title: string;
  /** Path of the receipt that tells of its payments, relative to OUT; `null` of the last. */
  readonly receipt: string | null;
  readonly inWei: bigint;
  /** One for each recipient. */
  readonly paidWei: readonly bigint[];
}

export interface ReportedHandshake {
  readonly job: string;
  readonly validator: string;
  readonly seats: number;
  readonly unfundedSeats: number;
  readonly ballot: Ballot;
  readonly commitment: string;
  /** Path of the receipt that holds the vote, relative to OUT. */
  readonly receipt: string;
}

export interface DrillsReport {
  /** Whether the plan asks for any. */
  readonly areAsked: boolean;
  /** Whether one of them found nothing to do. */
  readonly isAnyIdle: boolean;
  /** Ids of those that the plan asks for and this layer does not rehearse. */
  readonly left: readonly string[];
  readonly rehearsed: readonly ReportedDrill[];
}

/** A drill's story, in words. */
export interface ReportedDrill {
  readonly id: string;
  readonly verdict: DrillVerdict;
  readonly result: string;
  /** Path of the receipt that tells of it, relative to OUT. */
  readonly receipt: string;
  readonly firstBlock: number;
  readonly transactions: number;
  readonly before: ReportedState;
  readonly intervention: string;
  readonly expected: string;
  readonly happened: string;
  /** Of one that failed: only what went otherwise, as far as it tells part by part. */
  readonly surprise: { readonly expected: string; readonly happened: string } | null;
  readonly wayBack: string;
  readonly after: ReportedState;
}

export interface ReportedState {
  readonly block: number;
  readonly paused: boolean;
  readonly temperatureWad: bigint;
  readonly stakedWei: bigint;
  readonly escrowedWei: bigint;
}

/** What somebody holds once everything is claimed. */
export interface ReportedPosition {
  readonly label: string;
  readonly balanceWei: bigint;
  readonly stakedWei: bigint;
  readonly claimableWei: bigint;
}
