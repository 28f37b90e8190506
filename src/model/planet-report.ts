import type { Decision } from "./decision.ts";
import type { Division } from "./division.ts";
import type { ReportBase, ReportedCourse, ReportedDeliverable, SettledJob } from "./layer-report.ts";
import type { RewardEpoch } from "./layer-run.ts";
import type { ReportedDispute } from "./reported-disputes.ts";
import type { DrillsReport } from "./takeoff-report.ts";
import type { LayerCourse } from "./thermodynamics.ts";
import type { ConsensusComparison, SplitMeasure } from "./vote-measures.ts";

/** The planetary run for people: what was admitted, decided, paid and settled. */
export interface PlanetReport extends ReportBase {
  readonly admission: NationalAdmission;
  /** Whom the registrar admits to judge in this layer, or gives further roles. */
  readonly newJudges: readonly NewJudge[];
  readonly vote: CouncilVote | OwnerApproval;
  readonly splits: readonly SplitMeasure[];
  readonly treasury: ReportedTreasury;
  readonly regions: readonly RegionMoney[];
  readonly jobs: readonly RegionalJob[];
  readonly courses: readonly ReportedCourse[];
  readonly thermostat: LayerCourse;
  readonly deliverables: readonly ReportedDeliverable[];
  readonly disputes: readonly ReportedDispute[];
  readonly consensus: ConsensusComparison;
  /** Where the comparison is anchored. */
  readonly anchor: { readonly root: string; readonly transaction: string };
  readonly epochs: readonly ReportedEpoch[];
  /** `null` where the plan defines none. */
  readonly drills: DrillsReport | null;
}

/** The national receipts' root on chain, and one of them proved against it. */
export interface NationalAdmission {
  readonly root: string;
  readonly receipts: number;
  readonly proved: { readonly path: string; readonly holds: boolean; readonly hashes: number };
}

export interface NewJudge {
  readonly handle: string;
  /** What it judges as once it is admitted. */
  readonly roles: string;
  /** Seconds, raw time. */
  readonly effectiveAt: string;
}

export interface CouncilVote {
  readonly by: "council";
  readonly decisions: readonly ReportedDecision[];
  readonly divisions: readonly ReportedDivision[];
}

/** A pot that was divided by votes; amounts in wei. */
export interface ReportedDivision extends Pick<Division, "divisionId" | "outcome" | "voters" | "quorum"> {
  readonly potWei: bigint;
  readonly remainderWei: bigint;
  readonly parts: readonly {
    readonly region: string;
    readonly votes: string;
    readonly partWei: bigint;
    readonly approvedWei: bigint;
  }[];
}

/** What stands where decisions would, for want of a council. */
export interface OwnerApproval {
  readonly by: "owner";
  readonly reason: string;
  readonly owner: { readonly label: string; readonly address: string };
  readonly budgets: readonly { readonly region: string; readonly approvedWei: bigint }[];
}

type Told = "title" | "votes" | "quorum" | "state" | "preflight" | "renewal" | "aftermath" | "readBack";

export interface ReportedDecision extends Pick<Decision, Told> {
  /** Whether the second pre-flight foresaw what the first had. */
  readonly isRenewalSame: boolean;
}

export interface ReportedTreasury {
  readonly safe: string;
  readonly threshold: number;
  readonly owners: number;
  readonly payment: {
    readonly calls: number;
    readonly safeTxHash: string;
    readonly domainHash: string;
    readonly messageHash: string;
  };
  readonly refusals: readonly { readonly attempt: string; readonly error: string }[];
}

export interface RegionMoney {
  readonly region: string;
  readonly approvedWei: bigint;
  readonly paidWei: bigint;
  readonly unspentWei: bigint;
  readonly incomeWei: bigint;
  /** What one job, and the jobs of one day, may commit. */
  readonly jobLimitWei: bigint;
  readonly dayLimitWei: bigint;
  /** Of its receipts; empty if it has none, for no job of it was posted. */
  readonly root: string;
}

export interface RegionalJob extends SettledJob {
  readonly region: string;
}

/** Amounts as in `IRewardEngineMB.EpochSettled`. */
export interface ReportedEpoch extends Pick<RewardEpoch, "epoch" | "settledBy"> {
  /** How many parts its phases were settled in. */
  readonly parts: number;
  readonly temperatureWad: bigint;
  readonly deltaHWei: bigint;
  readonly deltaSWad: bigint;
  readonly freeWei: bigint;
  readonly budgetWei: bigint;
  readonly paidWei: bigint;
  readonly remainderWei: bigint;
}
