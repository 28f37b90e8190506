import type { Arrow } from "../../model/constellation.ts";
import { PATHS, patternOf, THERMODYNAMICS_FILES } from "../../model/layout.ts";
import type { DrillKind } from "../../model/plan.ts";
import { RECEIPTS, type ReceiptId } from "../../model/receipts.ts";
import type { EventRecord } from "../../model/record.ts";
import { SCRIPTS } from "../../model/scripts.ts";
import { DIVISION } from "../../records/planetary-settings.ts";
import { isPositive } from "../../support/quantity.ts";
import { emitted, file, lastEvent, type Proof, refused, type Shown, type Source, stated } from "./proof.ts";

/** An arrow of the system before it is held against receipts. */
export interface ArrowRule extends Pick<Arrow, "diagram" | "from" | "to" | "label" | "stage"> {
  /** The script that leaves the evidence. */
  readonly script: string;
  /** All of them must be found; those of the global stage only where the mission has a planetary layer. */
  readonly proofs: readonly Proof[];
  /** Kinds of drills that leave the evidence, where nothing else in a mission does: one of them is enough. */
  readonly drills?: readonly DrillKind[];
  /** What proves the arrow, too, where a plan asks for none of these drills. */
  readonly otherwise?: readonly Proof[];
  /** What shows that a stage that ran had nothing to act on, and why; looked at where the proofs are not found. */
  readonly excuses?: readonly Excuse[];
}

export interface Excuse {
  readonly proof: Proof;
  readonly reason: string;
}

const DISPUTES: readonly DrillKind[] = [
  "dispute-won",
  "dispute-lost",
  "owner-ruling",
  "juror-slashed",
  "second-appeal",
];

const TAKEOFF = { stage: "takeoff", script: SCRIPTS.takeoff.name } as const;
const GLOBAL = { stage: "global", script: SCRIPTS.global.name } as const;
const EXECUTOR = /^RegionalExecutor /;

/** Where a form of receipt lies; of a job's those of the national layer. */
const receipt = (id: ReceiptId): Source => {
  const { paths, scripts } = RECEIPTS[id];
  return { stage: SCRIPTS[scripts[0]].stage, path: patternOf(paths[0]) };
};
/** The dashboard as the owner read it before the pause. */
const pauseReading: Source = {
  stage: "owner",
  path: patternOf(PATHS.pauseReading),
};
const ownerReport = (name: string): Source => ({
  stage: "owner",
  path: new RegExp(`/${name}\\.(json|md)$`),
});
const thermodynamics = (name: string): Source => ({
  stage: "thermodynamics",
  path: new RegExp(`/${name.replaceAll(".", "\\.")}$`),
});
const setPointReceipt = thermodynamics(THERMODYNAMICS_FILES.receipt);

/** The thermostat took the recommended set-point, which was another than before, and gave it back when it was read. */
const appliedSetPoint = [
  emitted(setPointReceipt, {
    contract: "Thermostat",
    event: "BaseChanged",
    fits: ({ args }) => args.beforeWad !== args.afterWad,
  }),
  stated(setPointReceipt, "/setPoint/recommendedWad", isNewBase),
  stated(setPointReceipt, "/after/baseWad", isNewBase),
];

/** A drill of a plan's own can have the owner pause before its own rehearsal does: then no finding asks for one. */
const PAUSED_BEFORE: Excuse = {
  reason: "no finding called for the owner's pause: a drill of the plan had tried it before",
  proof: stated(receipt("owner-pause"), "/trigger/id", (id) => id === "rehearsal"),
};

const SAME_SET_POINT: Excuse = {
  reason: "the recommended set-point is the one that stood already",
  proof: emitted(setPointReceipt, {
    contract: "Thermostat",
    event: "BaseChanged",
    fits: ({ args }) => args.beforeWad === args.afterWad,
  }),
};

/** The owner sets the budgets of a mission without a council, and its receipt says so. */
const NO_VOTE: Excuse = {
  reason: "the mission has no council: the owner set the budgets, and nothing was voted on",
  proof: stated(receipt("planetary-governance"), "/noVote/reason", isText),
};

const NO_NATIONAL_JOB: Excuse = {
  reason: "the plan gives the nation no job of its own",
  proof: stated(receipt("national-mission"), "/noJobs", isText),
};

/** Where the nation has given up what all regional jobs wait for. */
const NONE_POSTED: Excuse = {
  reason: "no job of a region was posted, since what they wait for was given up",
  proof: stated(receipt("planetary-mission"), "/notPosted/0/id", isText),
};

/** The arrows between the parts of the system, then the messages of a mission's life. */
export const ARROWS: readonly ArrowRule[] = [
  {
    ...between("N0", "N1", "plans jobs"),
    ...TAKEOFF,
    excuses: [NO_NATIONAL_JOB],
    proofs: [emitted(receipt("job-post"), { contract: "JobRegistry", event: "JobCreated" })],
  },
  {
    ...between("N1", "N2"),
    ...TAKEOFF,
    excuses: [NO_NATIONAL_JOB],
    proofs: [
      emitted(receipt("job-post"), { contract: "StakeManager", event: "EscrowFunded", in: "createJob" }),
    ],
  },
  {
    ...between("N2", "O0"),
    ...TAKEOFF,
    proofs: [emitted(receipt("stake"), { contract: "StakeManager", event: "StakeDeposited" })],
  },
  {
    ...between("N1", "N3"),
    ...TAKEOFF,
    excuses: [NO_NATIONAL_JOB],
    proofs: [
      emitted(receipt("job-submit"), {
        contract: "ValidationModule",
        event: "RoundOpened",
        in: "submitResult",
      }),
    ],
  },
  {
    ...between("N3", "O0"),
    ...TAKEOFF,
    excuses: [NO_NATIONAL_JOB],
    proofs: [emitted(receipt("job-validate"), { contract: "ValidationModule", event: "RoundClosed" })],
  },
  {
    ...between("N3", "N4"),
    ...TAKEOFF,
    drills: DISPUTES,
    proofs: [
      emitted(receipt("disputes"), { contract: "DisputeModule", event: "HearingOpened" }),
      emitted(receipt("disputes"), {
        contract: "ValidationModule",
        event: "RoundClosed",
        fits: (closed, opened) => closed.args.jobId === opened?.args.jobId,
      }),
    ],
  },
  {
    ...between("N4", "O0"),
    ...TAKEOFF,
    drills: DISPUTES,
    proofs: [emitted(receipt("disputes"), { contract: "DisputeModule", event: "DisputeRuled" })],
  },
  {
    ...between("N5", "N1"),
    ...TAKEOFF,
    excuses: [NO_NATIONAL_JOB],
    proofs: [
      emitted(receipt("national-thermostat"), { contract: "Thermostat", event: "Ticked", in: "tick" }),
      emitted(receipt("job-apply"), {
        contract: "JobRegistry",
        event: "JobAssigned",
        fits: ({ args }) => isPositive(args.temperatureWad) && isPositive(args.stakeWei),
      }),
    ],
  },
  {
    ...between("N6", "N1"),
    ...TAKEOFF,
    drills: ["pause"],
    otherwise: [
      emitted(receipt("owner-pause"), { contract: "SystemPause", event: "Paused", in: "pause" }),
      refused(receipt("owner-pause"), "JobRegistry", "SystemPaused()"),
    ],
    proofs: [
      emitted(receipt("national-governance"), { contract: "SystemPause", event: "Paused" }),
      refused(receipt("national-governance"), "JobRegistry", "SystemPaused()"),
    ],
  },
  {
    ...between("G0", "O0", "imports national receipts"),
    ...GLOBAL,
    proofs: [
      emitted(receipt("planetary-deploy"), { contract: "ReceiptAnchor", event: "ReceiptsAnchored" }),
      stated(receipt("planetary-deploy"), "/national/proved/holds", (value) => value === true),
    ],
  },
  {
    ...between("G0", "G1", "proposes"),
    ...GLOBAL,
    proofs: [
      emitted(receipt("planetary-governance"), {
        contract: "QuadraticGovernor",
        event: "ProposalCreated",
      }),
    ],
    excuses: [NO_VOTE],
  },
  {
    ...between("G1", "G2", "executes"),
    ...GLOBAL,
    proofs: [
      emitted(receipt("planetary-governance"), {
        contract: DIVISION,
        event: "DivisionOpened",
        in: "execute",
      }),
      emitted(receipt("planetary-governance"), {
        contract: EXECUTOR,
        event: "BudgetApproved",
        in: "conclude",
      }),
      emitted(receipt("treasury"), {
        contract: EXECUTOR,
        event: "BudgetFunded",
        in: "execTransaction",
        fits: isWithinApproval,
      }),
    ],
    excuses: [NO_VOTE],
  },
  {
    ...between("G2", "G4", "funds"),
    ...GLOBAL,
    proofs: [
      emitted(receipt("treasury"), {
        contract: EXECUTOR,
        event: "BudgetFunded",
        in: "execTransaction",
      }),
    ],
  },
  {
    ...between("G4", "O0", "feeds back"),
    ...GLOBAL,
    proofs: [emitted(receipt("telemetry"), { contract: EXECUTOR, event: "TelemetryReported" })],
    excuses: [NONE_POSTED],
  },
  {
    ...between("G3", "N2", "allocates rewards"),
    ...GLOBAL,
    proofs: [
      emitted(receipt("rewards"), {
        contract: "StakeManager",
        event: "RewardCredited",
        in: "settle",
        fits: ({ args }) => isPositive(args.amountWei),
      }),
    ],
    excuses: [
      {
        reason: "no settled epoch had anything to pay",
        proof: emitted(receipt("rewards"), {
          contract: "RewardEngineMB",
          event: "EpochSettled",
          fits: ({ args }) => args.paidWei === "0",
        }),
      },
    ],
  },
  {
    ...between("O1", "N5", "temperature guidance"),
    stage: "thermodynamics",
    script: SCRIPTS.thermodynamics.name,
    proofs: appliedSetPoint,
    excuses: [SAME_SET_POINT],
  },
  {
    ...between("O2", "N6", "owner interventions"),
    stage: "owner",
    script: SCRIPTS.pauseTest.name,
    proofs: [
      stated(pauseReading, "/findings", Array.isArray),
      stated(receipt("owner-pause"), "/dashboard/sha256", isDigestOfLast),
      stated(receipt("owner-pause"), "/trigger/id", isFoundBefore),
      emitted(receipt("owner-pause"), { contract: "SystemPause", event: "Paused", in: "pause" }),
      emitted(receipt("owner-pause"), { contract: "SystemPause", event: "Resumed", in: "resume" }),
    ],
    excuses: [PAUSED_BEFORE],
  },
  {
    ...between("O3", "O0", "archival diagrams"),
    stage: "owner",
    script: SCRIPTS.diagram.name,
    proofs: [file({ stage: "owner", path: /\.mmd$/ })],
  },
  {
    ...message("Nation", "Telemetry", "Emit receipts, thermodynamic metrics"),
    ...TAKEOFF,
    excuses: [NO_NATIONAL_JOB],
    proofs: [
      file(receipt("national-mission")),
      emitted(receipt("national-thermostat"), { contract: "Thermostat", event: "Ticked" }),
    ],
  },
  {
    ...message("Council", "Telemetry", "Attach regional orchestration reports"),
    ...GLOBAL,
    proofs: [
      file({ stage: "global", path: patternOf(PATHS.planetaryReport) }),
      stated(receipt("planetary-mission"), "/jobs/0/region", isText),
    ],
    excuses: [NONE_POSTED],
  },
  {
    ...message("Telemetry", "Owner", "Surface command-center, mission-control dossiers"),
    stage: "owner",
    script: SCRIPTS.commandCenter.name,
    proofs: [file(ownerReport("command-center")), file(ownerReport("mission-control"))],
  },
  {
    ...message("Owner", "Nation", "Execute pause, thermostat, reward drills"),
    stage: "thermodynamics",
    script: SCRIPTS.thermodynamics.name,
    proofs: [
      emitted(receipt("owner-pause"), { contract: "SystemPause", event: "Paused", in: "pause" }),
      emitted(setPointReceipt, {
        contract: "Thermostat",
        event: "BaseChanged",
        in: "setBaseTemperature",
        by: "the same",
      }),
      emitted(receipt("rewards"), {
        contract: "RewardEngineMB",
        event: "EpochSettled",
        in: "settle",
        by: "the same",
      }),
    ],
  },
  {
    ...message("Owner", "Council", "Update parameters via quadratic proposals"),
    ...GLOBAL,
    proofs: [
      emitted(receipt("planetary-deploy"), { contract: "AccessManager", event: "RoleGranted" }),
      emitted(receipt("planetary-governance"), {
        contract: "IncentivePolicy",
        event: "RoleSharesScheduled",
        in: "execute",
        by: "the same",
        fits: ({ args }) => !isSame(args.beforeShares, args.afterShares),
      }),
    ],
    excuses: [
      NO_VOTE,
      {
        reason: "their bounds left the role shares nowhere to move",
        proof: emitted(receipt("planetary-governance"), {
          contract: "IncentivePolicy",
          event: "RoleSharesScheduled",
          in: "execute",
          fits: ({ args }) => isSame(args.beforeShares, args.afterShares),
        }),
      },
    ],
  },
  {
    ...message("Telemetry", "Nation", "Feed incentive temperature set-points"),
    stage: "thermodynamics",
    script: SCRIPTS.thermodynamics.name,
    proofs: [file(thermodynamics(THERMODYNAMICS_FILES.text)), ...appliedSetPoint],
    excuses: [SAME_SET_POINT],
  },
  {
    ...message("Telemetry", "Council", "Share validator consensus deltas"),
    ...GLOBAL,
    proofs: [
      stated(receipt("consensus"), "/delta/approvalBps", Number.isSafeInteger),
      emitted(receipt("planetary-mission"), { contract: "ReceiptAnchor", event: "ReceiptsAnchored" }),
    ],
    excuses: [
      {
        reason: "no committee of the nation voted on anything, so that there is nothing to compare with",
        proof: stated(receipt("consensus"), "/national/votes", (votes) => votes === 0),
      },
      {
        reason: "no committee of a region voted on anything, so that there is nothing to compare",
        proof: stated(receipt("consensus"), "/planetary/votes", (votes) => votes === 0),
      },
    ],
  },
];

function between(from: string, to: string, label = "") {
  return { diagram: "constellation", from, to, label } as const;
}

function message(from: string, to: string, label: string) {
  return { diagram: "lifecycle", from, to, label } as const;
}

/** What the Safe paid an executor, against what the council had approved for the same one. */
function isWithinApproval({ contract, args }: EventRecord, approved: EventRecord | undefined): boolean {
  const [paidWei, approvedWei] = [args.amountWei, approved?.args.newApprovedWei];
  if (!isPositive(paidWei) || !isPositive(approvedWei)) return false;
  return contract === approved?.contract && BigInt(String(paidWei)) <= BigInt(String(approvedWei));
}

function isNewBase(value: unknown, earlier: readonly Shown[]): boolean {
  return typeof value === "string" && value === lastEvent(earlier)?.args.afterWad;
}

function isDigestOfLast(value: unknown, earlier: readonly Shown[]): boolean {
  return value === earlier.at(-1)?.sha256;
}

/** The id of one of the findings that were shown before. */
function isFoundBefore(value: unknown, earlier: readonly Shown[]): boolean {
  const findings = earlier.flatMap((shown) => (Array.isArray(shown.value) ? shown.value : []));
  return isText(value) && findings.some((finding: { id?: unknown } | null) => finding?.id === value);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}
