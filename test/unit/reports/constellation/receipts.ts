import type { ArgumentRecord, TransactionRecord } from "../../../../src/model/record.ts";
import type { StageId } from "../../../../src/model/stage.ts";
import { sha256 } from "../../../../src/system/files.ts";

type Events = readonly (readonly [contract: string, name: string, args?: ArgumentRecord])[];

export const NATION = "localhost/asi-takeoff";
export const PLANET = "asi-global";
const ADDRESS = `0x${"0".repeat(39)}1`;

/** A successful call of which only its function and events matter. */
export function called(block: number, name: string, events: Events): TransactionRecord {
  return {
    hash: `0x${block.toString(16).padStart(64, "0")}`,
    block,
    index: 0,
    timestamp: 1_735_689_600 + block,
    from: ADDRESS,
    to: ADDRESS,
    contract: "Somebody",
    function: name,
    args: {},
    value: "0",
    status: "success",
    gasUsed: "21000",
    events: events.map(([contract, event, args = {}]) => ({ contract, address: ADDRESS, name: event, args })),
  };
}

export function refusedCall(block: number, contract: string, error: string): TransactionRecord {
  return { ...called(block, "guarded", []), contract, status: "reverted", error };
}

export const receipt = (...transactions: TransactionRecord[]) => ({ transactions });

const READING = { findings: [{ id: "owner-pause-untried" }] };

/** The least that each stage can leave so that all of its arrows are proved: path relative to OUT → document or text. */
export const PROVING: Readonly<Record<Exclude<StageId, "kit">, Readonly<Record<string, object | string>>>> = {
  takeoff: {
    [`${NATION}/receipts/mission.json`]: { jobs: [] },
    [`${NATION}/receipts/stake.json`]: receipt(
      called(1, "depositStake", [["StakeManager", "StakeDeposited"]]),
    ),
    [`${NATION}/receipts/governance.json`]: receipt(
      called(20, "guardianPause", [["SystemPause", "Paused"]]),
      refusedCall(21, "JobRegistry", "SystemPaused()"),
    ),
    [`${NATION}/receipts/thermostat.json`]: receipt(called(22, "tick", [["Thermostat", "Ticked"]])),
    [`${NATION}/receipts/disputes.json`]: receipt(
      called(30, "closeValidation", [["ValidationModule", "RoundClosed", { jobId: "2" }]]),
      called(31, "closeValidation", [["ValidationModule", "RoundClosed", { jobId: "3" }]]),
      called(32, "raiseDispute", [["DisputeModule", "HearingOpened", { jobId: "3" }]]),
      called(33, "finalize", [["DisputeModule", "DisputeRuled", { jobId: "3" }]]),
    ),
    [`${NATION}/receipts/jobs/a/post.json`]: receipt(
      called(10, "createJob", [
        ["JobRegistry", "JobCreated"],
        ["StakeManager", "EscrowFunded"],
      ]),
    ),
    [`${NATION}/receipts/jobs/a/apply.json`]: receipt(
      called(11, "applyForJob", [["JobRegistry", "JobAssigned", { temperatureWad: "3", stakeWei: "5" }]]),
    ),
    [`${NATION}/receipts/jobs/a/submit.json`]: receipt(
      called(12, "submitResult", [["ValidationModule", "RoundOpened"]]),
    ),
    [`${NATION}/receipts/jobs/a/validate.json`]: receipt(
      called(13, "closeValidation", [["ValidationModule", "RoundClosed"]]),
    ),
  },
  global: {
    [`${PLANET}/asi-global-report.md`]: "# Planet\n",
    [`${PLANET}/receipts/deploy.json`]: {
      national: { proved: { holds: true } },
      ...receipt(
        called(39, "anchor", [["ReceiptAnchor", "ReceiptsAnchored"]]),
        called(40, "grantRole", [["AccessManager", "RoleGranted"]]),
      ),
    },
    [`${PLANET}/receipts/governance.json`]: receipt(
      called(41, "propose", [["QuadraticGovernor", "ProposalCreated"]]),
      called(42, "execute", [["BudgetDivision", "DivisionOpened"]]),
      called(43, "execute", [
        [
          "IncentivePolicy",
          "RoleSharesScheduled",
          { beforeShares: { validatorsBps: "1500" }, afterShares: { validatorsBps: "1600" } },
        ],
      ]),
      called(43, "conclude", [["RegionalExecutor NORTH", "BudgetApproved", { newApprovedWei: "9" }]]),
    ),
    [`${PLANET}/receipts/treasury.json`]: receipt(
      called(44, "execTransaction", [
        ["RegionalExecutor SOUTH", "BudgetFunded", { amountWei: "9" }],
        ["RegionalExecutor NORTH", "BudgetFunded", { amountWei: "9" }],
      ]),
    ),
    [`${PLANET}/receipts/mission.json`]: {
      jobs: [{ region: "NORTH" }],
      consensus: receipt(called(47, "anchor", [["ReceiptAnchor", "ReceiptsAnchored"]])),
    },
    [`${PLANET}/receipts/consensus.json`]: { delta: { approvalBps: -5 } },
    [`${PLANET}/receipts/rewards.json`]: receipt(
      called(46, "settle", [
        ["RewardEngineMB", "EpochSettled", { paidWei: "4" }],
        ["StakeManager", "RewardCredited", { amountWei: "4" }],
      ]),
    ),
    [`${PLANET}/receipts/regions/NORTH/telemetry.json`]: receipt(
      called(45, "reportTelemetry", [["RegionalExecutor NORTH", "TelemetryReported"]]),
    ),
  },
  owner: {
    [`${NATION}/owner.mmd`]: "flowchart TB\n",
    [`${NATION}/owner/command-center.md`]: "# Command center\n",
    [`${NATION}/owner/mission-control.md`]: "# Mission control\n",
    [`${NATION}/owner/receipts/pause-reading.json`]: READING,
    [`${NATION}/owner/receipts/pause.json`]: {
      trigger: { id: "owner-pause-untried" },
      dashboard: { sha256: sha256(JSON.stringify(READING)) },
      ...receipt(
        called(50, "pause", [["SystemPause", "Paused"]]),
        called(51, "resume", [["SystemPause", "Resumed"]]),
      ),
    },
  },
  thermodynamics: {
    [`${NATION}/thermodynamics.md`]: "# Thermodynamics\n",
    [`${NATION}/thermodynamics-receipt.json`]: {
      setPoint: { recommendedWad: "7" },
      after: { baseWad: "7" },
      ...receipt(
        called(60, "setBaseTemperature", [["Thermostat", "BaseChanged", { beforeWad: "6", afterWad: "7" }]]),
      ),
    },
  },
};
